"""Sources weighed against the figure and against each other: what each is to the figure, and what they have in common."""

from __future__ import annotations

from dataclasses import replace

from vivavoce.record import Figure
from vivavoce.sources.folder import Found
from vivavoce.sources.reprints import marked, reprints
from vivavoce.sources.standing import appraised


def appraise(found: Found, figure: Figure) -> Found:
    """What a folder held, with standings, and with the passages that several of its sources share."""
    sources = [appraised(source, figure) for source in found.sources]
    shared = reprints([source for source in sources if source.health.verdict != "duplicate"])
    return replace(found, sources=tuple(marked(sources, shared)), reprints=(*found.reprints, *shared))
