"""A small synonym rewriter, written for `evals/health.py` alone: it replaces words by what a dictionary lists beside them, without regard to sense.

Articles are rewritten like this by machines that hide where a text was taken from. No rule of the product reads this list.
"""

from __future__ import annotations

import random
import re
from functools import cache

from lemminflect import getAllInflections, getAllLemmas

_TAGS = {"v": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "n": ("NN", "NNS"), "a": ("JJ",), "r": ("RB",)}
WORDS = """
v begin: commence, set out; v end: terminate, cease; v say: state, aver; v tell: recount, distinguish; v ask: inquire, necessitate
v give: afford, hand; v take: accept, occupy; v make: fabricate, construct; v find: detect, encounter; v see: regard, catch; v know: cognise, recognise
v think: reckon, imagine; v believe: trust, conceive; v go: proceed, travel; v come: arrive, derive; v leave: depart, bequeath; v live: dwell, inhabit
v die: perish, expire; v kill: slay, defeat; v fight: battle, contend; v win: gain, triumph; v lose: misplace, suffer; v write: compose, indite
v read: peruse, interpret; v speak: utter, verbalise; v hear: listen, try; v call: telephone, name; v show: exhibit, demo; v keep: retain, maintain
v hold: grasp, contain; v bring: convey, fetch; v send: transmit, ship; v carry: transport, bear; v turn: rotate, become; v run: operate, race
v walk: stroll, amble; v stand: rise, endure; v sit: seat, model; v lie: recline, fib; v fall: drop, tumble; v grow: raise, develop; v become: get, befit
v seem: appear, look; v need: require, want; v want: desire, lack; v try: attempt, judge; v work: labour, function; v help: aid, assist; v use: utilise, apply
v serve: attend, dish up; v lead: head, conduct; v follow: trail, obey; v meet: encounter, satisfy; v join: bring together, unite; v form: shape, constitute
v produce: bring forth, make; v create: produce, make; v receive: get, welcome; v offer: proffer, extend; v accept: take, admit; v allow: let, countenance
v force: coerce, pull; v cause: induce, make; v change: alter, exchange; v move: displace, impel; v return: come back, revert; v reach: attain, hit
v pass: hand, elapse; v draw: pull, sketch; v break: fracture, interrupt; v cut: slice, trim; v open: unfold, spread out; v close: shut, near
v appear: look, come along; v remain: stay, persist; v continue: proceed, carry on; v start: commence, jump; v stop: halt, block; v add: append, sum
v consider: deem, study; v remember: recollect, commend; v understand: realise, sympathise; v explain: explicate, excuse; v describe: depict, trace
v express: show, squeeze out; v feel: experience, palpate; v love: adore, enjoy; v hate: detest, loathe; v hope: trust, desire; v fear: dread, revere
v support: back up, sustain; v oppose: contradict, fight down; v refuse: decline, waste; v deny: refute, abnegate; v arrest: collar, hold; v escape: get away, elude
v attack: assail, round; v defend: support, fend for; v order: tell, regulate; v command: require, overlook; v rule: govern, dominate; v pay: compensate, yield
n man: adult male, piece; n woman: adult female, fair sex; n child: kid, tyke; n boy: son, lad; n girl: miss, lass; n friend: acquaintance, ally
n father: begetter, priest; n mother: female parent, mother; n brother: sidekick, sibling; n wife: spouse, married woman; n son: boy, logos; n family: household, kin
n house: dwelling, firm; n home: abode, plate; n room: chamber, way; n door: doorway, threshold; n town: township, municipality; n city: metropolis, urban center
n country: state, rural area; n land: ground, estate; n world: globe, domain; n earth: globe, dry land; n sea: ocean, main; n water: H2O, body of water; n river: watercourse, stream
n road: route, path; n way: manner, style; n place: spot, seat; n time: clip, meter; n year: twelvemonth, class; n month: calendar month, moon; n week: hebdomad, workweek
n day: solar day, daylight; n night: dark, nightfall; n morning: dawn, forenoon; n hour: time of day, minute; n moment: instant, import; n life: living, biography
n death: expiry, demise; n war: warfare, strife; n peace: calm, serenity; n battle: combat, struggle; n army: ground forces, regular army; n soldier: warrior, trooper
n officer: police officer, ship; n general: full general, superior general; n enemy: foe, opposition; n power: might, office; n force: effect, violence; n law: jurisprudence, police
n government: regime, administration; n state: province, nation; n nation: commonwealth, land; n people: multitude, hoi polloi; n party: company, political party
n member: extremity, appendage; n leader: drawing card, boss; n president: chairman, chief executive; n king: monarch, baron; n master: skipper, maestro; n slave: striver, buckle down
n work: piece of work, oeuvre; n book: volume, playscript; n letter: missive, varsity letter; n word: parole, news; n paper: newspaper, composition; n speech: talking to, lecture
n voice: vocalisation, part; n question: query, doubt; n answer: reply, resolution; n reason: ground, rationality; n cause: effort, lawsuit; n fact: reality, concept
n truth: verity, the true; n idea: thought, mind; n thought: thinking, persuasion; n mind: head, brain; n heart: bosom, pump; n soul: psyche, someone; n spirit: liveliness, flavor
n hand: paw, deal; n head: caput, chief; n eye: middle, oculus; n face: visage, side; n body: torso, physical structure; n arm: sleeve, weapon; n foot: ft, pes; n blood: descent, gore
n money: cash, currency; n price: cost, toll; n trade: craft, deal; n business: concern, line; n interest: stake, sake; n part: portion, share; n side: incline, English; n end: terminal, goal
n number: figure, amount; n order: monastic order, ordination; n kind: form, variety; n species: coinage, metal money; n animal: beast, creature; n plant: flora, works; n tree: corner, shoetree
n flower: blossom, peak; n bird: fowl, dame; n horse: knight, cavalry; n dog: hound, frank; n ship: vessel, embark; n stone: rock, pit; n fire: flame, ardor; n light: illumination, luminosity
n school: shoal, schoolhouse; n teacher: instructor, pedagogue; n student: pupil, educatee; n church: church service, minster; n street: thoroughfare, lane; n effect: consequence, upshot
n difference: divergence, conflict; n change: alteration, variety; n point: spot, detail; n case: instance, suit; n condition: stipulation, shape; n period: full stop, geological period; n history: chronicle, account
n struggle: battle, conflict; n movement: motion, campaign; n right: right field, rightfulness; n duty: obligation, tariff; n act: deed, enactment; n event: issue, case; n office: bureau, federal agency
a great: bang-up, outstanding; a large: big, declamatory; a small: little, humble; a little: petty, footling; a good: goodness, full; a bad: tough, spoilt; a old: sometime, one-time; a young: immature, vernal
a new: fresh, unexampled; a long: farseeing, retentive; a short: brusk, forgetful; a high: heights, eminent; a low: depressed, broken; a strong: potent, firm; a weak: infirm, watery; a poor: hapless, inadequate
a rich: fertile, deep; a free: gratis, liberal; a true: truthful, unfeigned; a false: sham, treasonably; a first: inaugural, maiden; a last: concluding, utmost; a early: former, betimes; a late: belated, tardy
a different: dissimilar, unlike; a same: like, selfsame; a important: of import, authoritative; a necessary: requisite, essential; a possible: potential, imaginable; a common: mutual, coarse; a whole: unit, unhurt
a public: populace, world; a private: individual, common soldier; a political: governmental, policy-making; a military: armed forces, martial; a social: societal, mixer; a national: home, subject; a black: dim, bleak
a white: livid, caucasian; a dark: night, sullen; a bright: smart, undimmed; a hard: heavily, arduous; a easy: gentle, leisurely; a full: total, wide; a open: unfastened, candid; a dead: beat, all in; a happy: glad, felicitous
a certain: sure, sealed; a general: universal, ecumenical; a present: nowadays, demo; a human: man, homo; a natural: lifelike, instinctive; a wild: baseless, furious; a able: capable, capable
r very: rattling, really; r soon: presently, shortly; r often: frequently, oft; r always: perpetually, constantly; r never: ne'er, ne'er; r again: once more, over again; r almost: about, near
r quickly: rapidly, chop-chop; r finally: eventually, in the end; r only: merely, solely; r together: in concert, unitedly; r however: yet, nonetheless; r perhaps: mayhap, possibly; r away: off, forth; r well: easily, considerably
"""
_TEENS = dict(zip("two three four five six seven eight nine ten twelve twenty thirty forty".split(), (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 30, 40), strict=True))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """For each inflected form what may stand for it, in the same form."""
    table: dict[str, list[str]] = {}
    for entry in re.split(r"[;\n]", WORDS):
        if not entry.strip():
            continue
        head, alternatives = entry.split(":")
        kind, lemma = head.split()
        for tag in _TAGS[kind]:
            for form in _forms(lemma, tag):
                table.setdefault(form, []).extend(said for alternative in alternatives.split(",") for said in _phrase(alternative.strip(), tag, kind))
    return {form: tuple(sorted({said for said in found if said != form})) for form, found in table.items()}


def _forms(word: str, tag: str) -> tuple[str, ...]:
    return getAllInflections(word).get(tag, (word,) if tag in ("VB", "NN", "JJ", "RB") else ())


def _phrase(phrase: str, tag: str, kind: str) -> list[str]:
    """A phrase inflected at its head: the first word of a verb, the last of a noun."""
    parts = phrase.split(" ")
    place = 0 if kind == "v" else -1
    return [" ".join([*parts[:place], form, *parts[1:]] if kind == "v" else [*parts[:-1], form]) for form in _forms(parts[place], tag)[:1]]


def rewrite(text: str, share: float, draw: random.Random, numbers: bool = False) -> str:
    """Replace this share of the words that the list knows; with `numbers`, small numbers in words turn into digits or Roman numerals too."""
    def other(match: re.Match[str]) -> str:
        word = match.group()
        if numbers and word in _TEENS and draw.random() < share:
            return draw.choice((str(_TEENS[word]), "i" * _TEENS[word] if _TEENS[word] <= 3 else str(_TEENS[word])))
        options = _table().get(word)
        return draw.choice(options) if options and draw.random() < share else word
    return re.sub(r"\b[a-z]+\b(?!['’])", other, text)


def lemmas(word: str) -> set[str]:
    """Lemmas of a word, for counting how much of a text the list knows."""
    return {lemma for found in getAllLemmas(word).values() for lemma in found}
