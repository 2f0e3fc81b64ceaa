"""Remarks that ask nothing of the record (a greeting, thanks, who is speaking here?), and who the figure was in a few sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue import phrases
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import say
from vivavoce.dialogue.follow import leads_on
from vivavoce.dialogue.suggest import suggestions
from vivavoce.evidence.understand import plain, understand
from vivavoce.evidence.weigh import alone
from vivavoce.language.names import alias_pattern
from vivavoce.record import Answer, Mode, Said, Status

_LIVED: Final = re.compile("|".join((  # `@` stands for the figure
    r"\W*(?:and )?(?:who|what) (?:is|was|were) @\W*$",
    r"\W*(?:please |can you |could you )*(?:tell|talk|speak)(?: me| to me)? (?:something |a bit )?(?:about|of) (?:the (?:whole )?life of )?@"
    r"(?:'s (?:whole )?life(?: story)?)?\W*$",
    r"\W*(?:describe|summari[sz]e|tell me) @'s life(?: story)?\W*$",
    r"\W*(?:what|how) (?:is|was) @'s (?:life(?: story)?|story)(?: like)?\W*$")), re.I)
_FAMED: Final = re.compile(
    r"\W*(?:and |so )?(?:why (?:is|was) @ (?:so |still |now )*(?:famous|important|well[- ]known|remembered|celebrated|great)|"
    r"(?:what|why) (?:is|was) @ (?:best |most |mainly |chiefly )?(?:known|famous|remembered|famed)(?: (?:for|today))*|"
    r"why (?:do|does|should|did) (?:we|people|anyone|anybody|everyone|I) (?:still )?(?:know|remember|care about|celebrate) @|"
    r"what (?:made|makes) @ (?:so )?(?:famous|important|great))(?: today| now)?\W*$", re.I)
_DEEDS: Final = 3
"""Sentences of a life by which somebody is known whom no sentence says to be known for anything."""
_LIFE: Final = 5
"""Sentences that tell of a whole life."""


def remark(archive: Archive, text: str, history: Sequence[str]) -> Answer | None:
    """The answer to a remark that asks nothing of the record; the figure is introduced where that is asked. None where something is asked."""
    figure = archive.figure
    heard = any(not phrases.social(h, figure.names) for h in history if h.strip())
    lost = not heard and leads_on(text)
    kind = phrases.social(text, figure.names) or ("about" if lost else "")
    if not kind or (heard and kind == "sources"):
        return None
    asked = () if kind in ("thanks", "farewell") else suggestions(archive)
    titles = [source.title or source.id for source in archive.sources]
    said = [Said(phrase, Mode.FRAMING) for phrase in phrases.reply(kind, figure.name, titles, asked[:3])]
    if kind == "who":
        said[1:1] = _introduced(archive, 0)
    return Answer(text, figure.id, Status.SILENT if lost or kind == "beyond" else Status.ANSWERED, tuple(said), suggestions=asked)


def of_the_life(archive: Archive, text: str) -> Answer | None:
    """The figure's life in a few sentences, where the whole of it is asked for; what the figure is known as, where it is asked what for."""
    asked = _third(text, archive)
    said: list[Said] = []
    if _LIVED.match(asked):
        said = _introduced(archive, _LIFE)
    elif _FAMED.match(asked):  # an office that is signed is no fame
        lines = ([one for one in _introduced(archive, most) if one.mode is not Mode.OWN_WORDS] for most in (0, _DEEDS))
        said = next((line for line in lines if line), [])
    return Answer(text, archive.figure.id, Status.ANSWERED, tuple(said)) if said else None


def _third(text: str, archive: Archive) -> str:
    return alias_pattern(archive.figure.names).sub("@", understand(plain(text), archive.figure).third)


def _introduced(archive: Archive, most: int) -> list[Said]:
    """Who the figure was, as the page says it and as far as a day knows: the sentence of its one line, then up to `most` spread over the life."""
    page = archive.page()
    if page is None:
        return []
    told = [said.citations[0] for said in page.biography if said.citations]
    spread = [told[round(i * (len(told) - 1) / max(1, most - 1))] for i in range(min(most, len(told)))]
    cited = [*([page.line.citation] if page.line else spread[:1]), *spread]
    said = [s for sentence in archive.record.cited(cited) for s in say([alone(sentence, archive)], (), archive, 0.0)]
    return [s for s in said if holds(s, archive)]
