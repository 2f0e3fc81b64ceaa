"""The last gate: what does not rest on its citation is dropped, never mended."""

from __future__ import annotations

import re

from vivavoce.archive import Archive
from vivavoce.dialogue.ages import differences
from vivavoce.language.names import numbers, years
from vivavoce.record import Mode, Said
from vivavoce.text import bare, words


def holds(said: Said, archive: Archive) -> bool:
    """Is a sentence cited exactly, do its words rest on the cited ones, is its voice the figure's to use?

    What is cited twice may also give the years from one date to the other: an age; as of a date also the years from the one that is cited to it.
    """
    if said.mode is Mode.FRAMING:
        return not said.citations
    if not said.citations or any(archive.text(c.source)[c.start : c.end] != c.exact for c in said.citations):
        return False
    cited = " ".join(c.exact for c in said.citations)
    if said.mode is not Mode.QUOTED and any(c.health == "degraded" for c in said.citations):
        return False
    if said.mode is not Mode.FIRST_PERSON:
        return bare(cited) == said.text
    kept = set(words(cited))
    names = {w for w in re.findall(r"(?<=\w )[A-Z][\w’'-]+", said.text) if w != "I"}
    day = {int(archive.until[:4])} if archive.until else set()
    reckoned = differences(set(years(cited)) | day) if day or len(said.citations) > 1 else set()
    return all(set(words(n)) <= kept for n in names) and numbers(said.text) <= numbers(cited) | reckoned
