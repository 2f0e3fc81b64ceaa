"""Sentences → people, places, organisations and occasions: names joined where they are one, kept apart where they may be two.

What a name stands for is judged by its context over the whole archive: titles, kin and callings before it, verbs of saying after it,
prepositions of place, and the recogniser's votes where a parser has read the sentence. What stays doubtful is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein

from vivavoce.kept import Kept
from vivavoce.language.gender import pronoun_of
from vivavoce.language.names import alias_pattern, is_figure
from vivavoce.reading.mentions import OCCASION, ORGANISATION, SURNAME_TOO, Evidence, Lexicon, Mention, adjective, class_name, honoured, mentions, site
from vivavoce.reading.relations import relations
from vivavoce.record import Entry, EntryKind, Figure, Sentence, Source, year
from vivavoce.text import fold, slug, squeeze, stems

_FEMALE: Final = frozenset(
    """mrs miss ms mme mlle madame mademoiselle lady queen princess empress duchess countess baroness sister aunt señora
frau""".split()
)
_MALE: Final = frozenset("mr sir lord king prince duke baron earl count".split())
_NO_KIN: Final = re.compile(r"\b(?:no\s+relation|not\s+related|unrelated|a\s+namesake|of\s+the\s+same\s+name|not\s+to\s+be\s+confused)\b")
_NO_GIVEN: Final = frozenset(
    """fort mount port cape lake st note letter plate figure part upper lower old new die das les il el los great saint act north south east
west""".split()
)
_NO_SURNAME: Final = frozenset("soc journal review magazine mag gazette chronicle times trans proc hist ed vol zool bot geol phil acad".split())
"""Last words of what is printed in a reference."""
_NO_INITIALS: Final = re.compile(r"(?:[ns] [ew]|h m s|u s s|r m s|[ap] m) ")
"""Letters before a name that point to a quarter of the world, call it a ship or tell the hour."""
_BEFORE_GIVEN: Final = frozenset(
    """master uncle aunt sister brother king queen prince princess emperor empress tsar czar pope father saint dame don
doña duke""".split()
)
_CHILD: Final = re.compile(r"\b(?:[Ll]ittle|son|daughter|baby|infant)\s*,?\s+$")
"""`Their little son, Thomas`: not the man of that name."""
_ASSUMED: Final = re.compile(
    r"\b(?:alias(?:\s+of)?|pseudonym|pen\s+name|code\s+name|fake\s+name|false\s+name|assumed\s+name|under\s+the\s+name(?:\s+of)?|"
    r"(?:in|by)\s+the\s+name\s+of|used\s+the\s+names?|calling\s+himself|calling\s+herself|passport\s+in\s+the\s+name\s+of)\s*[A-Za-z\s]{0,32}[\"“‘]?\s*$"
)
_KINSMEN: Final = r"(?P<kin>grandfather|grandmother|grandson|brother|sister|father|mother|uncle|aunt|nephew|son|daughter)"
_KINSMAN_BEFORE: Final = re.compile(rf"\b(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur)\s+(?:[a-z]+\s+){{0,2}}{_KINSMEN},?\s+$")
_KINSMAN_AFTER: Final = re.compile(rf"\s*,\s+(?:my|his|her|our|the)\s+(?:[a-z]+\s+)?{_KINSMEN}\b")
_KINDRED: Final = 2
_BY: Final = 12
"""Sentences from one that says which kinsman is meant, within which the name means him."""
_READ: Final = frozenset({"paragraph", "list_item", "quotation"})
_COMPASS: Final = frozenset("north south east west".split())
_TITLED: Final = 3
"""Times that a word alone has a title from which it is a surname."""
_NEAR: Final = 40
_CLEARLY: Final = 0.85
_ENOUGH: Final = 0.3
_KNOWN_ALONE: Final = 3
_ONCE: Final = 4
"""Times that a surname stands with a title alone from which one full name, met once without it, need not be whose it is."""
_OUTNUMBERED: Final = 3
"""Times that a surname stands alone to its full name in a source, from which the one does not tell whose the other is."""
_WITHIN: Final = re.compile(r"\b(?:at|in|to|from|near|into|inside|outside|left|entered|reached|occupied|of)\s+(?:the\s+)?$")
_TOWARDS: Final = re.compile(
    r"\b(?:(?:from|to|into|through|left|leave|leaving|for|across|throughout|in|at|near|is\s+now)\s+(?:the\s+)?|(?:south|north|east|west|parts?|whole|rest|"
    r"coast|borders?|kings?|queen|emperor|president|people|workers|miners|government|province|independence)\s+of\s+(?:the\s+)?)$"
)
"""What stands before a place that nobody is said to be in: not `the orbit of Mars`."""
_AT: Final = re.compile(r"\b(?:at|near|left)\s+$")
_HOUSED: Final = 0.4
_MOSTLY: Final = 0.6
_SOME: Final = 0.15
"""Shares of the mentions that can be told apart, and of all that can be, from which a surname or a title with a name means one bearer."""


@dataclass(slots=True)
class Named:
    """All mentions under one key, and what they are judged to name."""

    key: str
    rank: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    mentions: list[Mention] = field(default_factory=list)
    kind: EntryKind | None = None

    @property
    def parts(self) -> list[str]:
        """The words of the key."""
        return self.key.split()

    @property
    def female(self) -> bool:
        """Does a title say that it is a woman's?"""
        return any(fold(m.title).rstrip(".") in _FEMALE for m in self.mentions)

    @property
    def ranks(self) -> set[str]:
        """The titles that would tell two bearers of a surname apart."""
        return {m.rank for m in self.mentions if m.rank}


def read_names(told: Told, sources: Sequence[Source], sentences: Sequence[Sentence]) -> list[Entry]:
    """People, places, organisations and occasions that the sentences name, the most mentioned first; the figure is none of them."""
    lexicon = told.lexicon
    named = _gathered(told.figure, [s for s in sentences if s.kind in _READ], told.texts, lexicon, {s.id: fold(s.author) for s in sources})
    _beside_people(named)
    _judge(named, lexicon)
    people = _people(told.figure, [n for n in named.values() if n.kind is EntryKind.PERSON])
    sound = {source.id for source in sources if source.health.verdict == "sound"}
    entries = [told.entry(EntryKind.PERSON, name, group) for name, group in people]
    entries = [replace(e, id=f"{e.id}-{n}") if (n := sum(o.id == e.id for o in entries[:i])) else e for i, e in enumerate(entries)]
    for kind in (EntryKind.PLACE, EntryKind.ORGANISATION, EntryKind.OCCASION):
        for group in _shortened(_alike([n for n in named.values() if n.kind is kind])):
            if any(m.source in sound for m in group):
                entries.append(told.entry(kind, _shown(group, kind), group))
    return sorted(_unique(entries), key=lambda e: (-e.mentions, e.id))


def _gathered(
    figure: Figure, sentences: Iterable[Sentence], texts: Mapping[str, str], lexicon: Lexicon, writers: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Named]:
    """Mentions by key; assumed names, and a source's writer in that source, are left out."""
    found: dict[str, Named] = {}
    mine, own = _mine(figure), alias_pattern((figure.surname,))
    beside = re.compile(rf"\s*(?:and|or|,)\s+{alias_pattern(figure.names).pattern}")
    before = re.compile(rf"{alias_pattern(figure.names).pattern}\s*(?:and|or|,)\s+$")
    for sentence in sentences:
        raw = texts[sentence.source][sentence.start : sentence.end]
        persons, places = (frozenset(re.sub(r"^the |'s$", "", fold(n)) for n in names) for names in (sentence.persons, sentence.places))
        for mention in mentions(sentence, raw, lexicon):
            wife = figure.pronouns == "he" and fold(mention.title).rstrip(".") in _FEMALE and mention.name == figure.surname
            wife = wife or (figure.pronouns == "she" and fold(mention.title).rstrip(".") in _MALE and " " not in mention.name)
            if _NO_KIN.search(raw) and " " in mention.name:
                continue  # `the physician Otto Weber, who was no relation`: whose else the name is
            placed = own.search(mention.name) and not mention.name.startswith(figure.surname) and places & {fold(mention.name)}
            if (mine(mention.name) and not wife) or placed:
                continue
            if _ASSUMED.search(mention.before) or writers.get(sentence.source) == fold(mention.name):
                continue
            rank = mention.rank if " " not in mention.name or mention.rank == "mrs" else ""
            if " " not in mention.name and not mention.title and _CHILD.search(mention.before):
                rank = "little"
            entry = found.setdefault(f"{rank}/{mention.key}", Named(mention.key, rank))
            entry.evidence.add(mention, persons, places)
            if beside.match(mention.after) or before.search(mention.before):
                entry.evidence.person, entry.evidence.cues = entry.evidence.person + 1.0, entry.evidence.cues + 1
            entry.mentions.append(mention)
    return found


def _mine(figure: Figure) -> Callable[[str], bool]:
    """Is a name the figure's, or a part of it that nobody else's can be told from?"""
    whole = {fold(name) for name in figure.names}
    tokens = {fold(part) for name in figure.names for part in name.split()}
    alone = {fold(name.split()[-1]) for name in figure.names} | {fold(name.split()[0]) for name in figure.names}

    first, surname = {fold(name.split()[0]) for name in figure.names if " " in name}, fold(figure.surname)

    @cache
    def test(name: str) -> bool:
        folded = fold(name)
        parts = folded.split()
        short = len(folded) > 3 and any(given.startswith(folded) for given in first)  # `Fred` of a Frederick
        single = len(parts) == 1 and (folded in alone or short)
        called = len(parts) == 2 and parts[1] == surname and 3 <= len(parts[0]) <= 4  # `Abe Lincoln`
        if called and any(given[:2] == parts[0][:2] and len(given) > len(parts[0]) + 1 for given in first):
            return True
        return single or folded in whole or (len(parts) > 1 and set(parts) <= tokens) or is_figure(name, figure)

    return test


def _judge(named: dict[str, Named], lexicon: Lexicon) -> None:
    """What each key names; full names first, since they teach which given names and surnames there are."""
    for entry in list(named.values()):
        if _of_place(entry, named):
            del named[f"{entry.rank}/{entry.key}"]
    for entry in named.values():
        entry.kind = _structure(entry) or (_full(entry, lexicon, frozenset()) if len(entry.parts) > 1 else None)
    others = {n.parts[0] for n in named.values() if len(n.parts) > 1 and n.kind not in (None, EntryKind.PERSON)}
    given = frozenset(n.parts[0] for n in named.values() if n.kind is EntryKind.PERSON and len(n.parts[0]) > 2) - others
    for entry in named.values():
        if entry.kind is None and len(entry.parts) > 1:
            entry.kind = _full(entry, lexicon, given)
    surnames = frozenset(n.parts[-1] for n in named.values() if n.kind is EntryKind.PERSON)
    for entry in named.values():
        if entry.kind is None and len(entry.parts) == 1:
            entry.kind = _single(entry, lexicon, surnames | given)
        if entry.kind is None and _is_place(entry, lexicon):
            entry.kind = EntryKind.PLACE


def _beside_people(named: Mapping[str, Named]) -> None:
    """Names that stand in one row with a person's (`A and B`, `A, B and C`) are people too; a name that an office or a council bears is a place."""
    people = {id(n) for n in named.values() if n.evidence.person >= max(1.0, 1.5 * (n.evidence.place + n.evidence.placed))}
    rows: defaultdict[int, list[tuple[Mention, Named]]] = defaultdict(list)
    for entry in named.values():
        for mention in entry.mentions:
            rows[mention.sentence].append((mention, entry))
    for row in rows.values():
        row.sort(key=lambda pair: pair[0].start)
        for (left, one), (right, other) in pairwise(row):
            if re.fullmatch(r"\s*(?:,|and|or|,\s*and|with)\s*", left.after[: right.start - left.end]) and left.end <= right.start:
                for entry, beside in ((one, other), (other, one)):
                    entry.evidence.person += (1.0 if len(entry.parts) > 1 else 0.5) * (
                        id(beside) in people and id(entry) not in people and not entry.evidence.placed
                    )
    for entry in list(named.values()):
        place = named.get(f"/{entry.parts[0]}") if len(entry.parts) > 1 and ORGANISATION.search(entry.mentions[0].name) else None
        if place and not class_name(place.key) and place.evidence.place + place.evidence.placed:
            place.evidence.placed += len(entry.mentions)


def _of_place(entry: Named, named: Mapping[str, Named]) -> bool:
    """`Nashville Tenn`, `N. Japan`: a place with its state's short name, or a quarter of one."""
    if len(entry.parts) != 2 or entry.evidence.titled:
        return False
    quarter = entry.parts[0] in ("n", "s", "e", "w")
    place = named.get(f"/{entry.parts[1 if quarter else 0]}")
    other = re.search(r"[aeiouy]", entry.parts[1]) is None or len(entry.parts[1]) <= 4
    known = place is not None and place.evidence.place + place.evidence.placed > max(2.0, 2 * place.evidence.person)
    return known and (quarter or (other and not entry.evidence.cues))


def _structure(entry: Named) -> EntryKind | None:
    """Names that say themselves what they are: `… Party`, `… War`, `Treaty of …`."""
    name = entry.mentions[0].name
    if site(name) and not entry.evidence.titled:
        return EntryKind.PLACE
    head = re.split(r"\s+(?:of|for)\s+", name)[0]
    evidence = entry.evidence
    if _is_house(entry, name):
        return EntryKind.PLACE
    if re.search(r"\bCongress\s+of\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?:States|Confederation|Republic)$", name):
        return EntryKind.ORGANISATION
    if re.search(r"^Act\s+of\s", name):
        return None
    if re.search(r"\b(?:Union|Republics?|States)$", head) and (evidence.place + evidence.placed) >= 0.3 * evidence.count:
        return EntryKind.PLACE
    several = len(name.split()) > 1
    if several and ORGANISATION.search(head) and not (SURNAME_TOO.search(head) and evidence.person >= 0.5 * evidence.count):
        return EntryKind.ORGANISATION
    if several and OCCASION.search(head) and not (SURNAME_TOO.search(head) and evidence.person >= 0.5 * evidence.count):
        return EntryKind.OCCASION
    return None


def _is_house(entry: Named, name: str) -> bool:
    """Is it a building, where people are again and again at, in or before it: `Elm Court`, `the Blue House`?"""
    built = re.search(r"\b(?:House|Manor)$", name) and " " in name
    court = re.search(r"^(?!Supreme|High|County|Circuit|District|Superior)[A-Z]\w+\s+Court$", name)
    within = _WITHIN if built else _AT
    return bool(built or court) and sum(bool(within.search(m.before)) for m in entry.mentions) >= _HOUSED * len(entry.mentions)


def _full(entry: Named, lexicon: Lexicon, given: frozenset[str]) -> EntryKind | None:
    """A name of several words: a person's where something says so and nothing speaks against it."""
    evidence, parts = entry.evidence, entry.parts
    if len(parts[-1]) < 2 or parts[0] in _NO_GIVEN or parts[-1] in _NO_SURNAME or _NO_INITIALS.match(entry.key):
        return None
    if re.match(r"[nsew] \w+(?:an|ish|ese|ern)\b", entry.key):
        return None  # `S. American Mosses`
    if len(parts) > 2 and ORGANISATION.search(entry.mentions[0].name.rsplit(" ", 1)[0]):
        return None  # `At the congress of the Second League Weber spoke`: two names
    if len(parts) > 5 or (class_name(parts[-1]) and not evidence.titled):
        return None
    if any(len(p) > 2 and lexicon.ordinary(p) and lexicon.lower[p] > 1 for p in (parts[0], parts[-1])) and evidence.titled < evidence.count:
        return None
    known = 1.0 if parts[0] in given or len(parts[0]) == 1 else 0.0
    person, place = evidence.person + known, evidence.place + 1.5 * evidence.placed
    return EntryKind.PERSON if person >= 1 and person > 1.2 * place and person >= 0.2 * evidence.count else None


def _single(entry: Named, lexicon: Lexicon, known: frozenset[str]) -> EntryKind | None:
    """A name of one word: the surname or given name of a full name, or one that is treated as a person again and again."""
    evidence, word = entry.evidence, entry.key
    if len(word) < 3 or (lexicon.ordinary(word) and evidence.titled < 0.5 * evidence.count) or evidence.placed > 0.2 * evidence.count:
        return None
    if entry.rank and (ORGANISATION.search(f"The {entry.mentions[0].name}") or (lexicon.ordinary(word) and lexicon.lower[word] > 3)):
        return None
    if entry.rank or (word in known and not (class_name(word) and not evidence.person)):
        return EntryKind.PERSON
    strong = (
        evidence.person >= 2
        and evidence.inside
        and (evidence.cues or evidence.person >= 4)
        and evidence.person >= 1.5 * (evidence.place + evidence.placed)
    )
    named = not class_name(word) or evidence.titled
    return EntryKind.PERSON if strong and named and evidence.person >= 0.25 * evidence.count and evidence.articled < 0.2 * evidence.count else None


def _is_place(entry: Named, lexicon: Lexicon) -> bool:
    evidence = entry.evidence
    place, person = evidence.place + evidence.placed, evidence.person
    if (
        entry.key in _COMPASS
        or (class_name(entry.key) and evidence.placed < 2)
        or lexicon.ordinary(entry.key.split("-")[-1].split()[-1])
        or len(entry.key) < 3
        or entry.rank
        or evidence.titled
    ):
        return False
    if ORGANISATION.search(entry.mentions[0].name) and evidence.place < 0.4 * evidence.count:
        return False
    if re.search(r"ists?$|isms?$|viks?$", entry.key) or person > 0.6 * place:
        return False
    if " " not in entry.key and not evidence.place and adjective(entry.key):
        return False
    told = (evidence.placed >= 1 and evidence.place >= 1) or evidence.placed >= 2 or (
        evidence.place >= 2 and evidence.place >= 0.6 * evidence.count and any(_TOWARDS.search(m.before) for m in entry.mentions)
    )
    return bool(told and place >= 0.3 * evidence.count)


# --- one person, several names ---


def _people(figure: Figure, people: Sequence[Named]) -> list[tuple[str, list[Mention]]]:
    """Groups of mentions, one for each person, with the name each is shown by."""
    equal = _equal_given(figure)
    full = [n for n in people if len(n.parts) > 1]
    single = [n for n in people if len(n.parts) == 1]
    groups: list[list[Named]] = []
    shelves: defaultdict[str, list[list[Named]]] = defaultdict(list)
    for entry in sorted(full, key=lambda n: (-len(n.parts), -n.evidence.count, n.key)):
        shelf = shelves[_initial(entry.parts[-1])]
        fits = [g for g in shelf if all(_one_person(entry, other, equal) for other in g)]
        if len(fits) == 1:
            fits[0].append(entry)
        elif not fits:
            groups.append([entry])
            shelf.append(groups[-1])
    found = _without_heads([_Person(group) for group in groups], single)
    alone: list[Named] = []
    for person in [p for p in found if p.particle()]:
        bearers = [p for p in found if p is not person and any(n.key.endswith(f" {m.key}") for n in p.group for m in person.group)]
        if len(bearers) == 1:
            bearers[0].mentions += person.mentions
            found.remove(person)
    by_surname: defaultdict[str, list[_Person]] = defaultdict(list)
    by_given: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in found:
        for letter in {_initial(surname) for surname in person.surnames()}:
            by_surname[letter].append(person)
        for given in person.given():
            by_given[given].append(person)
    spaced = {n.key: person for person in found for n in person.group}
    for entry in single:
        if "-" in entry.key and (written := spaced.get(entry.key.replace("-", " "))) is not None:
            written.mentions += entry.mentions
        elif not _attached(entry, by_surname[_initial(entry.key)], by_given[entry.key]):
            alone.append(entry)
    surnames = {surname for person in found for surname in person.surnames()}
    found += [_Person(group) for group in _near_spellings(_of_one_woman(alone, surnames))]
    read = [(person.shown(), sorted(person.mentions, key=lambda m: (m.sentence, m.start))) for person in found if person.worth()]
    return [(name, bearer) for name, mentions in read for bearer in _kinsmen(mentions)]


def _kinsmen(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one name, parted where it is told to be a grandfather's and a brother's: each goes with the one kinsman who is named as such not
    far from it; which of them the others mean, nobody can tell."""
    marked = [(m, kin) for m in mentions if (kin := _kin_of(m))]
    times = Counter(kin for _, kin in marked)
    ranks = [kin for kin, count in times.most_common() if count >= _KINDRED]
    if len(ranks) < 2:
        return [list(mentions)]
    bearers: dict[str, list[Mention]] = {kin: [] for kin in ranks}
    for mention in mentions:
        near = {kin for m, kin in marked if m.source == mention.source and abs(m.sentence - mention.sentence) <= _BY}
        said = _kin_of(mention)
        for kin in {said} if said in bearers else near if len(near) == 1 else set():
            if kin in bearers:
                bearers[kin].append(mention)
    return [bearer for bearer in bearers.values() if bearer]


def _kin_of(mention: Mention) -> str:
    """As what kinsman a mention is named: `my brother Otto`, `Otto Weber, his grandfather`."""
    found = _KINSMAN_BEFORE.search(mention.before) or _KINSMAN_AFTER.match(mention.after)
    return found["kin"] if found else ""


def _of_one_woman(alone: Sequence[Named], surnames: set[str]) -> list[Named]:
    """`Miss Ada` and `Mrs. Ada` are one, before and after her wedding; of a surname they are two."""
    kept: dict[str, Named] = {}
    for entry in alone:
        key = entry.key if entry.rank in ("mrs", "miss") and entry.key not in surnames else f"{entry.rank}/{entry.key}"
        if (held := kept.setdefault(key, entry)) is not entry:
            held.mentions += entry.mentions
    return list(kept.values())


def _without_heads(people: Sequence[_Person], single: Sequence[Named]) -> list[_Person]:
    """Drop full names that only ever head a sentence where their last word stands alone elsewhere and their first never does; and one that is met
    once, where its first word is a surname with a title again and again."""
    alone = {n.key: len(n.mentions) for n in single}
    titled = Counter(n.key for n in single for m in n.mentions if m.title and fold(m.title).rstrip(".") not in _BEFORE_GIVEN)
    kept = []
    for person in people:
        if len(person.mentions) == 1 and any(titled[given] >= _TITLED for given in person.given()):
            continue
        if all(m.opens and m.lone for m in person.mentions) and all(alone.get(s, 0) >= 5 * len(person.mentions) for s in person.surnames()):
            mentions = [replace(m, name=m.name.split()[-1], start=m.end - len(m.name.split()[-1])) for m in person.mentions]
            for other in single:
                if other.key in person.surnames():
                    other.mentions += mentions
        else:
            kept.append(person)
    return kept


class _Person:
    """The keys that are one person's, and the mentions that only context could give them."""

    def __init__(self, group: Sequence[Named]) -> None:
        self.group = list(group)
        self.mentions = [m for n in group for m in n.mentions]

    def surnames(self) -> set[str]:
        """Last words of the full names."""
        return {n.parts[-1] for n in self.group}

    def particle(self) -> bool:
        """Is the name a surname of two words (`De Morgan`) that stands without a given name?"""
        return all(n.parts[0] in ("de", "von", "van", "la", "le", "du", "del", "da", "di", "der", "den") for n in self.group)

    def given(self) -> set[str]:
        """First words of the full names."""
        return {n.parts[0] for n in self.group if len(n.parts) > 1}

    def female(self) -> bool:
        """Is a full name a woman's by its title or its given name?"""
        return any(n.female or pronoun_of(n.parts[:1]) == "she" for n in self.group)

    def shown(self) -> str:
        """The commonest full name, with a title where that is all there is."""
        full = [m for m in self.mentions if " " in m.name] or self.mentions
        counted = Counter(m.name for m in full)
        name = max(counted, key=lambda n: (not re.search(r"[A-Z]{3}", n), _spelled_out(n) and counted[n] > 1, counted[n], len(n), n))
        titles = Counter(m.title for m in full if m.name == name and m.title)
        if titles and (" " not in name or fold(titles.most_common(1)[0][0]) in _FEMALE):
            title, count = titles.most_common(1)[0]
            written = f"{title}." if fold(title) in ("mr", "mrs", "dr", "gen", "col", "capt", "rev", "prof", "gov", "st") else title
            if count >= 0.5 * counted[name] and (honoured(title) or fold(title) in ("mrs", "miss", "mr") or len(self.mentions) == count):
                return f"{written} {name}"
        return name

    def worth(self) -> bool:
        """A full name, or one word that more than one sentence treats as a person's."""
        return any(" " in m.name or m.title for m in self.mentions) or len({m.sentence for m in self.mentions}) > 1


def _spelled_out(name: str) -> bool:
    """Is a name's first word no initial?"""
    return len(name.split()[0].rstrip(".")) > 1


def _equal_given(figure: Figure) -> Callable[[str, str], bool]:
    """Given names that the figure's own aliases show to be one: `Leon` and `Lev` where the surname is the same."""
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    for name in figure.names:
        if " " in name:
            by_surname[fold(name.split()[-1])].add(fold(name.split()[0]))

    def test(one: str, other: str) -> bool:
        if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
            return True
        if any({one, other} <= given for given in by_surname.values()):
            return True
        return (
            one[0] == other[0]
            and min(len(one), len(other)) >= 5
            and DamerauLevenshtein.distance(one, other) <= (2 if min(len(one), len(other)) > 6 else 1)
        )

    return test


def _one_person(one: Named, other: Named, equal_given: Callable[[str, str], bool]) -> bool:
    """Can two full names be one person's: the same surname, but for its spelling, and given names that agree?"""
    his = (one.rank == "mrs") != (other.rank == "mrs") and pronoun_of([(one if one.rank == "mrs" else other).parts[0]]) != "she"
    if his or not spelled_alike(one.parts[-1], other.parts[-1]):
        return False
    if (
        one.parts[0] != other.parts[0]
        and equal_given(one.parts[0], other.parts[0])
        and min(len(one.parts[0]), len(other.parts[0])) > 1
        and {m.sentence for m in one.mentions} & {m.sentence for m in other.mentions}
    ):
        return False
    if not equal_given(one.parts[0], other.parts[0]):
        return False
    middle = [(a, b) for a, b in zip(one.parts[1:-1], other.parts[1:-1], strict=False)]
    return all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) or spelled_alike(a, b) for a, b in middle)


@lru_cache(maxsize=200_000)
def spelled_alike(one: str, other: str) -> bool:
    """Two spellings of one name: transliterated otherwise, or a slip of one letter in a name of six or more."""
    if _plain(one) == _plain(other):
        return True
    return min(len(one), len(other)) >= 6 and one[0] == other[0] and one[-1] == other[-1] and DamerauLevenshtein.distance(one, other) == 1


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """A folded name with the usual ways to transliterate made one: `-skii`, `-skiy` and `-sky`; `kh` and `h`; `y`, `j` and `i`."""
    word = re.sub(r"[yij]+", "i", fold(word).replace(" the ", " "))
    return re.sub(r"(.)\1", r"\1", word.replace("kh", "h").replace("ph", "f").replace("tch", "ch").replace("w", "v").replace("ks", "x"))


def _initial(word: str) -> str:
    """Under which letter spellings of a name are looked for."""
    return _plain(word)[:1]


def _attached(entry: Named, people: Sequence[_Person], named: Sequence[_Person]) -> bool:
    """Give a surname or given name alone to the person it must mean; where it may mean two, mention by mention or not at all."""
    bearers = [p for p in people if entry.key in p.surnames()] or [p for p in people if any(spelled_alike(entry.key, s) for s in p.surnames())]
    if entry.rank == "master" or (entry.rank in ("mrs", "miss") and not bearers):
        bearer = _meant(entry, [p for p in named if p.female() == entry.female])
        if bearer:
            bearer.mentions += entry.mentions
        return bearer is not None
    if entry.rank in _BEFORE_GIVEN:
        return False
    if entry.female:
        bearers = [p for p in bearers if any(n.female or pronoun_of(n.parts[:1]) == "she" for n in p.group)]
    if entry.rank and len(bearers) > 1:
        ranked = [p for p in bearers if any(entry.rank in n.ranks for n in p.group)]
        if len(ranked) != 1 and entry.rank != "mrs" and (bearer := _meant(entry, ranked or bearers)):
            ranked = [bearer]
        bearers = ranked
    full = sum(len(n.mentions) for p in bearers for n in p.group)
    once = len(bearers) == 1 and full == 1 and entry.evidence.titled > max(_ONCE, _CLEARLY * len(entry.mentions))
    if len(bearers) == 1 and (not named or entry.rank) and not once:
        bearers[0].mentions += entry.mentions
        return True
    if entry.rank or not (named or bearers):
        return False
    everybody = [*bearers, *(p for p in named if p not in bearers)]
    told = list(_by_context(entry, everybody, surname=not named))
    clear = _clear(entry, told) if not named else -1
    for mention, place in ((m, clear) for m in entry.mentions) if clear >= 0 else told:
        everybody[place].mentions.append(mention)
    if clear < 0 and not named and len(entry.mentions) > _KNOWN_ALONE * (len(told) + sum(len(n.mentions) for p in bearers for n in p.group)):
        rest = [m for m in entry.mentions if all(m is not known for known, _ in told)]
        place, count = Counter(place for _, place in told).most_common(1)[0] if told else (-1, 0)
        if count >= max(_MOSTLY * len(told), _SOME * len(entry.mentions)):
            everybody[place].mentions += rest
            return True
        entry.mentions = rest
        return False  # known by the surname alone, whoever else bears it
    return True


def _meant(entry: Named, bearers: Sequence[_Person]) -> _Person | None:
    """Whom a title with a name means where no full name bears the title: nearly always the same man by what stands around it, else nobody."""
    men = bearers if entry.female else [p for p in bearers if not any(pronoun_of(n.parts[:1]) == "she" for n in p.group)]
    place = _clear(entry, list(_by_context(entry, men, surname=True))) if men else -1
    return men[place] if place >= 0 else None


def _clear(entry: Named, told: Sequence[tuple[Mention, int]]) -> int:
    """The one bearer whom nearly all mentions mean that can be told apart, and enough of them; -1 where there is none."""
    places = Counter(place for _, place in told)
    place, count = places.most_common(1)[0] if places else (-1, 0)
    return place if count >= _CLEARLY * places.total() and count >= _ENOUGH * len(entry.mentions) else -1


def _by_context(entry: Named, bearers: Sequence[_Person], surname: bool) -> Iterator[tuple[Mention, int]]:
    """Each mention with the place of the one bearer whose full name stands before it, not far, or is alone in the source; the others are left out.

    A surname goes to its leading bearer where nobody else is named nearly as often; a given name never does. `Mr. Hale` again and again need not be
    `B. A. Hale`, met now and then.
    """
    places = {i: [(m.source, m.sentence) for n in p.group for m in n.mentions] for i, p in enumerate(bearers)}
    alone = Counter(m.source for m in entry.mentions)
    totals = [sum(len(n.mentions) for n in p.group) for p in bearers]
    leading = max(range(len(bearers)), key=lambda i: totals[i])
    initials = all(len(part) == 1 for n in bearers[leading].group for part in n.parts[:-1])
    led = not (surname and initials and len(bearers) > 1 and len(entry.mentions) > _KNOWN_ALONE * sum(totals))
    dominant = surname and led and totals[leading] >= 4 * (sum(totals) - totals[leading])
    for mention in entry.mentions:
        near = {i for i, spots in places.items() if any(s == mention.source and 0 <= mention.sentence - n <= _NEAR for s, n in spots)}
        here = {i for i, spots in places.items()
                if (held := sum(s == mention.source for s, _ in spots)) and (led or alone[mention.source] <= _OUTNUMBERED * held)}
        one = near if len(near) == 1 else here if len(here) == 1 and (surname or not near) else {leading} if dominant else set()
        if len(one) == 1:
            yield mention, one.pop()


def _near_spellings(entries: Sequence[Named]) -> list[list[Named]]:
    """Single names: a rare one that is a slip of a common one joins it."""
    groups: list[list[Named]] = []
    shelves: defaultdict[str, list[list[Named]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda n: (-n.evidence.count, n.key)):
        shelf = shelves[_initial(entry.key)]
        common = (g for g in shelf if entry.evidence.count * 3 <= g[0].evidence.count and abs(len(g[0].key) - len(entry.key)) <= 2)
        group = next((g for g in common if spelled_alike(entry.key, g[0].key) and "" in (entry.rank, g[0].rank)), None)
        if group is not None:
            group.append(entry)
        else:
            groups.append([entry])
            shelf.append(groups[-1])
    return groups


def _alike(entries: Sequence[Named]) -> list[list[Mention]]:
    """Places and organisations: spellings that differ in accents or by a slip are one."""
    groups = _near_spellings(entries)
    return [[m for n in group for m in n.mentions] for group in groups]


def _shortened(groups: list[list[Mention]]) -> list[list[Mention]]:
    """`The Civil War` is the one longer-named civil war there is; where there are two, or none, it stands for itself."""
    keys = [Counter(m.key for m in group).most_common(1)[0][0] for group in groups]
    merged: dict[int, list[Mention]] = {i: list(group) for i, group in enumerate(groups)}
    same: dict[frozenset[str], int] = {}
    for i, key in enumerate(keys):  # `the Treaty of Ghent` is `the Ghent Treaty`
        first = same.setdefault(frozenset(stems(key)), i) if " " in key else i
        if first != i:
            merged[first] += merged.pop(i)
    for i, key in enumerate(keys):
        longer = [j for j, other in enumerate(keys) if other.endswith(f" {key}")]
        if len(longer) == 1 and " " in key and longer[0] in merged and i in merged:
            merged[longer[0]] += merged.pop(i)
    return list(merged.values())


def _shown(group: Sequence[Mention], kind: EntryKind) -> str:
    counted = Counter(m.name for m in group)
    name = max(counted, key=lambda n: (not n.isupper() or len(n) < 6, counted[n], sum(not c.isascii() for c in n), n))
    articled = sum(bool(re.search(r"\b[Tt]he\s+$", m.before)) for m in group)
    common = kind is not EntryKind.PLACE or re.search(r"\s(?:Union|States|Republic|Kingdom|Empire|Islands)$|[^s]s$|\s", name)
    return f"the {name}" if articled > 0.5 * len(group) and common else name


def _unique(entries: Sequence[Entry]) -> list[Entry]:
    """Each id once a kind, the most mentioned of them."""
    best: dict[tuple[EntryKind, str], Entry] = {}
    for entry in entries:
        if (held := best.get((entry.kind, entry.id))) is None or held.mentions < entry.mentions:
            best[entry.kind, entry.id] = entry
    return list(best.values())


# --- what is told of them ---


class Told:
    """Mentions → an entry: who is named beside the figure, when, and what the sources state of the relation."""

    def __init__(self, figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence], kept: Kept | None = None,
                 keys: Mapping[str, str] = MappingProxyType({})) -> None:
        self.figure = figure
        self._kept, self._keys = kept or Kept(), keys
        self.sentences = {s.id: s for s in sentences}
        self.texts = {source.id: source.text for source in sources}
        self.own = alias_pattern(figure.names)
        self.order = {source.id: index for index, source in enumerate(sources)}
        self.lexicon = Lexicon([source.text for source in sources])

    def each(self, what: str, sentences: Sequence[Sentence], read: Callable[[Sentence, str], list[Any]]) -> Iterator[tuple[Sentence, str, list[Any]]]:
        """The sentences of which `read` has something to tell, with their words on one line and what it tells: recalled, source by source.

        What it tells is a function of the sentence, its words and the figure.
        """
        for identity, group in groupby(sentences, key=lambda s: s.source):
            of, text = list(group), self.texts[identity]

            def found(_: object, of: Sequence[Sentence] = of, text: str = text) -> list[Any]:
                read_of = ((place, read(s, squeeze(text[s.start:s.end]))) for place, s in enumerate(of))
                return [[[place, told] for place, told in read_of if told]]

            for place, told in self._kept.recall(what, [self._keys.get(identity, identity)], found)[0]:
                yield of[place], squeeze(text[of[place].start:of[place].end]), told

    def entry(self, kind: EntryKind, name: str, group: Sequence[Mention]) -> Entry:
        """The entry of a group of mentions."""
        base = self.of(kind, name, tuple(dict.fromkeys(m.sentence for m in group)))
        own = self.figure.surname
        spellings = Counter(f"{m.title}. {m.name}" if m.title and m.name == own else m.name for m in group)  # `Mrs. Weber` of a Weber
        bare = re.sub(r"^the ", "", name)
        others = tuple(
            n for n in sorted(spellings, key=lambda n: (-spellings[n], n))
            if n != bare and not (n.isupper() and len(spellings) > 1) and not (spellings[n] == 1 and kind is not EntryKind.PERSON and f" {bare}" in n)
        )
        stated = relations(self.figure, [(self.sentences[m.sentence], m) for m in group], self.texts) if kind is EntryKind.PERSON else ()
        return replace(base, names=others, mentions=len(group), relations=stated)

    def of(self, kind: EntryKind, name: str, ids: Sequence[int]) -> Entry:
        """An entry named in sentences, with its sources and years and those of its sentences that tell of the figure."""
        told = [self.sentences[i] for i in ids]
        dated = sorted({y for s in told for y in self._years(s)})
        return Entry(
            slug(re.sub(r"^the ", "", name)),
            kind,
            name,
            (),
            len(ids),
            tuple(ids),
            tuple(s.id for s in told if self.beside(s)),
            tuple(sorted({s.source for s in told}, key=lambda s: self.order[s])),
            str(dated[0]) if dated else None,
            str(dated[-1]) if dated else None,
        )

    def beside(self, sentence: Sentence) -> bool:
        """Does a sentence name the figure, tell of the figure, or is it the figure's own?"""
        raw = self.texts[sentence.source][sentence.start : sentence.end]
        return sentence.voice == "figure" or bool(sentence.first_person) or bool(self.own.search(raw))

    def _years(self, sentence: Sentence) -> list[int]:
        """The years that a sentence tells of, within the figure's life and a little beyond; none where it tells of a decade or more."""
        told = sentence.told
        if told is None or (told.approximate and told.days > 400) or told.days > 1500:
            return []
        born, died = year(self.figure.born) or 0, year(self.figure.died) or 3000
        return [y for y in (int(told.start[:4]), int(told.end[:4])) if born - 1 <= y <= died + 1]
