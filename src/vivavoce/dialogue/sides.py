"""Questions about what certain sources say: `What does the memoir say of the war?`, `Compare Byron and Babbage on the engine.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.weigh import Weighed
from vivavoce.text import stems

_ASKED: Final = tuple(re.compile(pattern, re.I) for pattern in (
    r"\bwhat (?:do|does|did) (?P<who>(?!you\b).+?) (?:say|claim|tell|write|think|report|make|argue|allege)s?\b",
    r"\bwhat is said (?:in|by) (?P<who>.+?)(?: (?:about|of|on)\b|[?.,]|$)",
    r"\baccording to (?P<who>[^,?]+)",
    r"\bcompare (?:what )?(?P<who>.+?) (?:say|tell|on|about|regarding|over)\b",
    r"\b(?:do|does|did) (?P<who>(?!you\b).+? (?:and|with) .+?) (?:agree|differ|disagree|contradict|say the same)\b",
    r"\b(?:do|does|did) (?P<who>(?!you\b).+?) (?:agree|differ|disagree|contradict)\w*\b",
    r"\bhow (?:do|does|did) (?P<who>(?!you\b).+?) (?:differ|compare|tell)\b"))


def named_sources(text: str, archive: Archive) -> list[str]:
    """The sources that a question asks by a word of their title or their author's name that no other source shares; in the question's order."""
    asked = next((match["who"] for pattern in _ASKED if (match := pattern.search(text))), "")
    wanted = stems(asked)
    if not wanted:
        return []
    labels = {source.id: set(stems(" ".join((source.title, source.author, source.standing.replace("_", " "), _name(source.id)))))
              for source in archive.sources}
    own = {stem for name in archive.figure.names for stem in stems(name)}
    found: dict[str, None] = {}
    for stem in wanted:
        holding = [identity for identity, words in labels.items() if stem in words - own]
        if len(holding) == 1:
            found[holding[0]] = None
    return list(found)


def _name(source: str) -> str:
    """The words of a source's file name."""
    return re.sub(r"[\W_]+", " ", source.rpartition("/")[2].rpartition(".")[0])


def matter(text: str) -> str:
    """What the sources are asked about, as a question of its own; the text itself where that cannot be told apart."""
    found = re.search(r".*?\b(?:say|said|claim|tell|think|write|compare|agree|differ|disagree|contradict|"
                      r"according to)\w*\b.*?\b(?:on|about|of|regarding|over|for)"
                      r"\s+(?P<what>.+?)\W*$", text, re.I)
    return f"Tell me about {found['what']}." if found else text


def best_of_each(sources: Sequence[str], weighed: Sequence[Weighed], least: float) -> list[Weighed]:
    """The likeliest sentence of each source that bears on the matter, two where only one source is asked."""
    count = 1 if len(sources) > 1 else 3
    return [w for source in sources for w in [w for w in weighed if w.hit.sentence.source == source and w.probability >= least][:count]]
