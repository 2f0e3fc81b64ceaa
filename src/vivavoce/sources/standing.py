"""What a source is to the figure, read from what it says of itself, who wrote it and how it speaks; the owner overrules.

The rules are tried in the order of `_RULES`; the first that has a reason decides, and the reason is shown wherever the standing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from vivavoce.language.names import alias_pattern, is_figure
from vivavoce.record import Figure, Source, Standing
from vivavoce.text import squeeze

_PROSE: Final = frozenset({"paragraph", "list_item", "quotation"})
_QUOTED: Final = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_I: Final = re.compile(r"\b(?:I|me|my|mine|myself)\b")
_SAMPLE: Final = 400_000
"""Code points of a source that are read to judge its manner."""

_MACHINE: Final = (  # each a different sign that a page was written by, or belongs to, a machine that answers in a person's name
    (2, "it says that a machine wrote it", re.compile(
        r"\bas an? (?:AI|artificial intelligence)(?: language)?(?: model| assistant)?,? I\b|\bI(?:'m| am) (?:just |only )?an AI\b"
        r"|\b(?:generated|written|produced|created|summari[sz]ed) (?:\w+ )?(?:by|with|using) (?:an? )?(?:AI|artificial intelligence|chatbot"
        r"|(?:large )?language model|ChatGPT|GPT-\d\w*|Claude|Gemini|Copilot)\b|\bAI[- ]generated\b", re.I)),
    (1, "it invites to chat with the person", re.compile(
        r"^\W*(?:talk|chat|speak|converse|(?:start|begin) (?:a )?(?:chat|conversation|talking)|ask) (?:with|to) [A-Z][^.!?\n]{2,60}$"
        r"|^\W*(?:start|begin|continue) (?:a |the |your )?(?:new )?(?:chat|conversation)\b.{0,40}$"
        r"|\bask (?:me|him|her|them) anything\b", re.I | re.M)),
    (1, "it offers other characters", re.compile(
        r"^\W*(?:explore|browse|discover|meet|find|see|view)\b[^.\n]{0,40}\b(?:characters?|personas?|chat ?bots?|bots|companions?"
        r"|avatars?)\b[^.\n]{0,20}$", re.I | re.M)),
    (1, "it carries the name of an AI service", re.compile(r"^\W*(?:[A-Z][\w.]* ){1,2}AI\W*$|\b\w+\.ai\b|\bpowered by (?:AI|GPT\S*"
                                                           r"|\w+ AI)\b", re.M)),
    (1, "it prompts its reader", re.compile(r"^\W*(?:what would you like to (?:know|ask|talk about)|type (?:a|your) (?:message|question)"
                                            r"|send a message|regenerate|ask a question)\b.{0,40}$", re.I | re.M)),
)
_AVATAR: Final = re.compile(r"^\W*avatar\W*$", re.I | re.M)
_ASKS: Final = re.compile(r"^\W*(?:who|what|when|where|why|how|did|was|were)\b.{5,120}\?\W*$", re.I)

_LETTERS: Final = re.compile(r"\b(?:letters?|correspondence|epistles|telegrams)\b", re.I)
_WRITINGS: Final = re.compile(r"\b(?:(?:collected|selected|complete)\s+)?(?:writings|works|speeches|papers|addresses|essays|articles"
                              r"|sayings|quotations|maxims|aphorisms|selections|poems|diary|diaries|journals?)\b", re.I)
_SALUTATION: Final = re.compile(r"^\W*(?:(?:my\s+)?(?:very\s+)?(?:dear(?:est)?|esteemed|honou?red)\s+[A-Z]?[\w.’' -]{2,40}"
                                r"|(?:dear\s+)?sirs?|madam|gentlemen|comrades?|(?:my\s+)?dear)\s*[,:;.—–-]", re.I | re.M)
_CLOSING: Final = re.compile(r"\b(?:(?:yours|i\s+(?:am|remain)|believe\s+me|ever)\b[^.\n]{0,40}\b(?:truly|sincerely|faithfully"
                             r"|affectionately?|ever|respectfully|servant|friend|obediently)|with\s+(?:\w+\s+){0,3}(?:greetings|regards"
                             r"|respects|love)|your\s+(?:\w+\s+){0,3}(?:servant|friend|son|daughter|brother|sister))\b", re.I)
_REMEMBERS: Final = re.compile(r"\b(?:recollections?|reminiscences?|memoirs?|memories|remembered|autobiograph\w*|confessions|diary|diaries"
                               r"|journals?|as\s+I\s+(?:knew|remember)|my\s+(?:life|years|days|friend\w*|struggle|escape|childhood|father"
                               r"|husband))\b", re.I)
_YEARS_OF_MINE: Final = re.compile(r"\b(?:years?|months?|days?)\s+(?:in|with|among|of|at)\b", re.I)
_SAW: Final = re.compile(r"\b(?:I|[Ww]e)\s+(?:\w+\s+)?(?:saw|heard|met|went|was\s+(?:in|at|there|present)|were\s+(?:in|at|there|present)"
                         r"|watched|found|asked|came|stood|visited|talked|spoke|knew|walked|returned|turned|drove|sat|passed|noticed"
                         r"|stopped)\b")
_REFERENCE: Final = re.compile(r"\b(?:encyclop(?:a|æ|ae)edia|dictionary\s+of|wikipedia|britannica|companion\s+to|who['’]s\s+who|handbook"
                               r"|chronology|timeline\s+of|glossary)\b", re.I)
_APPARATUS: Final = re.compile(r"^\W*(?:see\s+also|external\s+links|references|notes\s+and\s+references|further\s+reading|citations"
                               r"|early\s+life(?:\s+and\s+\w+)?|personal\s+life|legacy|career|works|death(?:\s+and\s+\w+)?)\W*$", re.I)
_LIFE: Final = re.compile(r"\b(?:li[fv]es?|biograph\w*|boyhood|youth|childhood|years|career|death|story|making|rise|fall|portrait|times)\b", re.I)
_BORN: Final = re.compile(r"\b(?:was|were)\s+born\b|\bborn\b", re.I)
_ENDED: Final = re.compile(r"\b(?:died|dies|death|dead|killed|murdered|assassinat\w+|executed|buried|funeral|grave)\b", re.I)
_SPAN_OF_LIFE: Final = re.compile(r"\((?:[^()]{0,120}?\b(?:born|b\.)\b[^()]{0,120}|[^()]{0,80}?\b1\d{3}|[^()]{0,80}?\b20\d\d)\s*(?:[–—-]|to"
                                  r"|;)[^()]{0,80}?\b(?:1\d{3}|20\d\d)\b[^()]{0,40}\)|\(\s*born\b[^()]{3,80}\)", re.I)
_IS_OR_WAS: Final = re.compile(r"\b(?:is|was)\s+(?:an?|the|one\s+of)\b", re.I)

_BODY: Final = (r"(?:part(?:y|ies)|league|committee|union|internationale?|tendency|alternative|front|movement|society\s+for|association"
                r"|organi[sz]ation|section|branch|federation|congress|campaign|council|club)")
_MEMBER: Final = re.compile(rf"\b(?:is|as)\s+(?:an?|the)\s+(?:\w+\s+){{0,3}}?(?:member|activist|organi[sz]er|supporter|secretary|leader"
                            rf"|chair\w*|cadre|delegate)\s+(?:of|in|for)\b|\b(?:from|by|of)\s+the\s+\w+\s+{_BODY}\s+of\b|\b(?:join"
                            rf"|support)\s+(?:us|our\s+\w+)\b|\bjoin\s+the\s+\w+\s+{_BODY}\b", re.I)
_MANIFESTO: Final = re.compile(r"\b(?:manifesto|appeal\s+to|open\s+letter|in\s+defen[cs]e\s+of|against\s+the|call\s+to|resolution|theses"
                               r"|indictment|vindication|propaganda|platform)\b", re.I)
_LOADED: Final = re.compile(
    r"\b(?:betray(?:ed|al|ing|er)s?|traitor\w*|henchm[ae]n|lackeys?|stooges?|puppets?|butchers?|hangm[ae]n|tyran\w+|despot\w*|villain\w*"
    r"|infamous|infamy|scoundrel\w*|cowardly|shameful\w*|disgrace\w*|despicable|monstrous|bloody|bloodthirsty|slander\w*|calumn\w+|vile"
    r"|wicked\w*|hypocri\w+|treacher\w+|heroic\w*|heroes|glorious\w*|brilliant\w*|genius|martyr\w*|noble|immortal|inspir(?:ed|ing)"
    r"|courageous\w*|fearless\w*|crush(?:ed|ing)?|smash\w*|oppress\w+|exploit(?:ed|ation|ers?)|ruling\s+class\w*|toiling|masses|comrades?"
    r"|reactionar\w+|renegades?|so-called|usurp\w*|clique|gang|our\s+(?:movement|party|cause|struggle|comrades|class|enemies|task)"
    r"|we\s+(?:must|demand|call|will\s+fight)|let\s+us)\b", re.I)
_PARTISAN: Final = 6.0
"""Loaded words in a thousand from which a text takes sides; encyclopaedic articles have fewer than 2."""


def appraised(source: Source, figure: Figure) -> Source:
    """A source with its standing and the reason for it; what the owner said stays."""
    if "standing" not in source.inferred:
        return replace(source, standing_reason="the owner says so")
    found, reason = standing(source, figure)
    return replace(source, standing=found, standing_reason=reason)


def standing(source: Source, figure: Figure) -> tuple[Standing, str]:
    """What a source is to the figure, and why; `unknown` where no rule has a reason."""
    traits = _Traits(source, figure)
    for kind, rule in _RULES:
        if reason := rule(traits):
            return kind, reason
    return Standing.UNKNOWN, "nothing in it says what it is"


@dataclass
class _Traits:
    """What the rules look at, each part made when first wanted."""

    source: Source
    figure: Figure

    @cached_property
    def own(self) -> bool:
        """Is the author the figure?"""
        return is_figure(self.source.author, self.figure)

    @cached_property
    def name(self) -> re.Pattern[str]:
        """The figure's names."""
        return alias_pattern(tuple({self.figure.surname, *self.figure.names}))

    @property
    def title(self) -> str:
        """What the source is called."""
        return self.source.title

    @cached_property
    def prose(self) -> str:
        """The source's prose, the beginning of it where it is long."""
        parts = [self.source.text[b.start:b.end] for b in self.source.blocks if b.kind in _PROSE] if self.source.blocks else [self.source.text]
        return "\n".join(parts)[:_SAMPLE]

    @cached_property
    def told(self) -> str:
        """The prose without what it quotes."""
        return _QUOTED.sub(" ", self.prose)

    @cached_property
    def words(self) -> int:
        """Words of the prose outside quotations."""
        return max(1, len(self.told.split()))

    @cached_property
    def first_person(self) -> float:
        """`I`, `me`, `my` outside quotations, in a thousand words."""
        return 1000 * len(_I.findall(self.told)) / self.words

    @cached_property
    def named(self) -> float:
        """How often the figure is named, in a thousand words."""
        return 1000 * len(self.name.findall(self.prose)) / self.words

    @cached_property
    def lines(self) -> list[str]:
        """Short blocks, such as headings and furniture, and the first lines."""
        return [line for b in self.source.blocks if b.end - b.start < 250 and b.kind != "matter"
                if (line := squeeze(self.source.text[b.start:b.end]))]

    @cached_property
    def opening(self) -> str:
        """The first two paragraphs."""
        found = [b for b in self.source.blocks if b.kind == "paragraph" and len(self.source.text[b.start:b.end].split()) >= 12][:2]
        return squeeze(" ".join(self.source.text[b.start:b.end] for b in found)) if self.source.blocks else squeeze(self.source.text[:1500])


def _generated(traits: _Traits) -> str:
    """A page of a service that answers in people's names, or a text that says a machine wrote it."""
    text = "\n".join([*traits.lines, traits.source.author, traits.source.title])
    beginning, end = traits.source.text[:3000], traits.source.text[-3000:]
    found = [(weight, told, match.group()) for weight, told, pattern in _MACHINE
             if (match := pattern.search(text) or (pattern.search(beginning) or pattern.search(end) if weight == 2 else None))]
    asked = [line for line in traits.lines if _ASKS.match(line) and traits.name.search(line)]
    if len(asked) >= 3:
        found.append((1, "it is a list of questions about the person", asked[0]))
    if _AVATAR.search(text):
        found.append((1, "it shows an avatar", "Avatar"))
    if traits.own or sum(weight for weight, _, _ in found) < 2:
        return ""
    return "; ".join(f"{told} (“{squeeze(words)[:60]}”)" for _, told, words in found[:3])


def _letter(traits: _Traits) -> str:
    """A letter, or an edition of letters."""
    theirs = traits.own or traits.name.search(traits.title) or traits.source.parts
    if _LETTERS.search(traits.title) and theirs and not _MANIFESTO.search(traits.title):
        return f"its title names letters: “{traits.title}”"
    text = traits.source.text
    if traits.words < 4000 and (opened := _SALUTATION.search(text[:1500])) and (closed := _CLOSING.search(text[-800:])):
        return f"it opens with “{squeeze(opened.group())}” and closes with “{squeeze(closed.group())}”"
    return ""


def _own_work(traits: _Traits) -> str:
    """The figure wrote it, or somebody collected the figure's words."""
    if traits.own:
        return f"its author is the figure ({traits.source.author})"
    names = "|".join(re.escape(name) for name in (*traits.figure.names, traits.figure.surname))
    if re.search(rf"{_WRITINGS.pattern}\s+(?:of|by|from)\s+(?:\w+\.?\s+){{0,2}}(?:{names})\b"
                 rf"|\b(?:{names})['’]s?\s+(?:\w+\s+)?{_WRITINGS.pattern}", traits.title, re.I):
        return f"its title names the figure's own words: “{traits.title}”"
    return ""


def _memoir(traits: _Traits) -> str:
    """Somebody else remembers: the title says so and the text says I."""
    first = f"it says I, me or my {traits.first_person:.0f} times in a thousand words"
    if _REMEMBERS.search(traits.title) and traits.first_person >= 3:
        return f"its title speaks of memory (“{traits.title}”) and {first}"
    if _YEARS_OF_MINE.search(traits.title) and traits.first_person >= 15:
        return f"it tells its author's own years (“{traits.title}”); {first}"
    return ""


def _witness(traits: _Traits) -> str:
    """Somebody who was there reports: `I saw`, `we went`, again and again, and not only in testimony that the author collected."""
    seen = [squeeze(m.group()) for m in _SAW.finditer(traits.told)]
    often = 1000 * len(seen) / traits.words
    if len(seen) < 3 or often < 1.2 or traits.first_person < 3 or (often < 0.15 * traits.first_person and often < 2.5):
        return ""
    return f"its author was there: “{'”, “'.join(dict.fromkeys(seen[:3]))}” and the like {often:.1f} times in a thousand words"


def _reference(traits: _Traits) -> str:
    """An article of a work of reference: it opens by defining its subject, tells it calmly and never says I."""
    if said := _REFERENCE.search("\n".join([traits.title, traits.source.author, *traits.lines[:4]])):
        return f"it calls itself a work of reference (“{said.group()}”)"
    if traits.first_person > 1 or _loaded(traits) >= _PARTISAN:
        return ""
    opened = traits.opening[:400]
    defines = traits.name.search(opened[:120]) and _SPAN_OF_LIFE.search(opened[:300]) and _IS_OR_WAS.search(opened)
    apparatus = {line.strip("#*= ").casefold() for line in traits.lines if _APPARATUS.match(line.strip("#*= "))}
    if defines and traits.words < 20_000:
        return "it opens as an encyclopaedia does: name, dates in brackets, what the person was"
    if len(apparatus) >= 3 and traits.name.search(opened):
        return f"it is laid out as an encyclopaedia's article ({', '.join(sorted(apparatus)[:3])})"
    return ""


def _loaded(traits: _Traits) -> float:
    """Loaded words in a thousand, outside quotations."""
    return 1000 * len(_LOADED.findall(traits.told)) / traits.words


def _partisan(traits: _Traits) -> str:
    """Written for a cause: by a member of an organisation, as an appeal, or in loaded words throughout."""
    loaded, first = _loaded(traits), traits.told[:2500]
    member = _MEMBER.search("\n".join([first, *traits.lines[:8], *traits.lines[-4:]]))
    examples = list(dict.fromkeys(m.casefold() for m in _LOADED.findall(traits.told)))[:4]
    words = f"{loaded:.0f} loaded words in a thousand ({', '.join(examples)})"
    if member and loaded >= _PARTISAN / 2:
        return f"it speaks for an organisation (“{squeeze(member.group())}”) in {words}"
    if _MANIFESTO.search(traits.title) and loaded >= _PARTISAN / 2:
        return f"its title takes a side (“{traits.title}”), in {words}"
    return f"it takes sides: {words}" if loaded >= _PARTISAN and traits.words >= 200 else ""


def _biography(traits: _Traits) -> str:
    """Somebody tells the figure's life: birth and death, in the third person, the name again and again."""
    named_in_title = traits.name.search(traits.title)
    if named_in_title and _LIFE.search(traits.title) and traits.first_person < 8:
        return f"its title names the figure's life: “{traits.title}”"
    if traits.named < 4 or traits.first_person >= 15:
        return ""
    often = f"it names the figure {traits.named:.0f} times in a thousand words"
    born, ended = _near_name(traits, _BORN), _near_name(traits, _ENDED)
    if ended and (born or named_in_title or traits.named >= 10):
        return f"{often}, and tells of {'birth and ' if born else ''}death"
    return f"{often}, and its title is about them (“{traits.title}”)" if named_in_title else ""


def _near_name(traits: _Traits, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(traits.told[max(0, m.start() - 150):m.end() + 150]) for m in traits.name.finditer(traits.told))


_RULES: Final[tuple[tuple[Standing, Callable[[_Traits], str]], ...]] = (
    (Standing.GENERATED, _generated), (Standing.LETTER, _letter), (Standing.OWN_WORK, _own_work), (Standing.MEMOIR, _memoir),
    (Standing.REFERENCE, _reference), (Standing.WITNESS, _witness), (Standing.PARTISAN, _partisan), (Standing.BIOGRAPHY, _biography))
