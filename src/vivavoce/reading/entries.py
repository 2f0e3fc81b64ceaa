"""All that the sources name, as entries of the record: what one reading calls an idea or a work is not shown as a person or a war too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from vivavoce.kept import Kept
from vivavoce.reading.ideas import read_ideas
from vivavoce.reading.people import Told, read_names
from vivavoce.reading.works import read_works
from vivavoce.record import Entry, EntryKind, Figure, Sentence, Source
from vivavoce.text import fold


def read_entries(figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence], kept: Kept | None = None,
                 keys: Mapping[str, str] = MappingProxyType({})) -> list[Entry]:
    """People, places, organisations, occasions, works and ideas, each kind the weightiest first; `keys` as for `times.tell_times`."""
    told = Told(figure, sources, sentences, kept, keys)
    ideas = read_ideas(sources, sentences, told)
    thought = {fold(n) for e in ideas for n in (e.name, *e.names)}
    names = [e for e in read_names(told, sources, sentences) if _bare(e) not in thought]
    solid = [e for e in names if (e.mentions > 2 or e.relations) or (e.kind is not EntryKind.PERSON and " of " not in e.name)]
    works = read_works(figure, sources, sentences, told, frozenset(_bare(e) for e in solid) | thought | {fold(n) for n in figure.names})
    titles = {fold(n) for e in works for n in (e.name, *e.names)}
    others = [e for e in names if _bare(e) not in titles and fold(e.name) not in titles and not _within(e, works)]
    return [*others, *works, *ideas]


def _within(entry: Entry, works: Sequence[Entry]) -> bool:
    """Is a name met only as a part of titles?"""
    if entry.kind is EntryKind.PLACE or entry.relations:
        return False
    holding = {i for w in works if _bare(entry) in fold(w.name) and _bare(w) != _bare(entry) for i in w.sentences}
    return bool(holding) and set(entry.sentences) <= holding


def _bare(entry: Entry) -> str:
    return re.sub(r"^the ", "", fold(entry.name))
