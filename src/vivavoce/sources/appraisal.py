"""Sources weighed: how sound each text is, what it is to the figure, what they have in common."""

from __future__ import annotations

from dataclasses import replace

from vivavoce.language.fitness import Fitness
from vivavoce.language.models import StaticEmbedder
from vivavoce.record import Figure, Source
from vivavoce.settings import Settings
from vivavoce.sources.folder import Found
from vivavoce.sources.health import judge
from vivavoce.sources.reprints import marked, reprints
from vivavoce.sources.standing import appraised


def appraise(found: Found, figure: Figure, settings: Settings) -> Found:
    """What a folder held, with healths and standings, and with the passages that several of its sources share."""
    fitness = Fitness(StaticEmbedder(settings))
    sources = [_judged(appraised(source, figure), fitness) for source in found.sources]
    shared = reprints([source for source in sources if source.health.verdict != "duplicate"])
    return replace(found, sources=tuple(marked(sources, shared)), reprints=(*found.reprints, *shared))


def _judged(source: Source, fitness: Fitness) -> Source:
    """A source with its health; of an exact copy the first was judged."""
    if source.health.verdict == "duplicate":
        return source
    return replace(source, health=judge(source.text, source.blocks, source.language, fitness))
