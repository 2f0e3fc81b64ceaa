"""Sources weighed: how sound each text is, what it is to the figure, what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from vivavoce.kept import Kept
from vivavoce.language.fitness import Fitness
from vivavoce.language.models import static_embedder
from vivavoce.record import Damage, Figure, Health
from vivavoce.settings import Settings
from vivavoce.sources.folder import Found
from vivavoce.sources.health import judge
from vivavoce.sources.reprints import marked, reprints
from vivavoce.sources.standing import appraised


def appraise(found: Found, figure: Figure, settings: Settings, kept: Kept | None = None,
             step: Callable[[int], None] = lambda words: None) -> Found:
    """What a folder held, with healths and standings, and with the passages that several of its sources share.

    Texts that were judged before are not judged again; `step` is told the words done.
    """
    kept, fitness = kept or Kept(), cache(lambda: Fitness(static_embedder(settings)))
    sources = []
    for source in found.sources:
        if source.health.verdict != "duplicate":  # of an exact copy the first is judged
            told = (source.text, source.blocks, source.language)
            source = replace(source, health=_health(*kept.recall("health", [told], lambda new: [asdict(judge(*one, fitness())) for one in new])))
        sources.append(appraised(source, figure))
        step(len(source.text.split()))
    shared = reprints([source for source in sources if source.health.verdict != "duplicate"])
    return replace(found, sources=tuple(marked(sources, shared)), reprints=(*found.reprints, *shared))


def _health(kept: Any) -> Health:
    return Health(kept["verdict"], tuple(kept["reasons"]), tuple(Damage(**damage) for damage in kept["spans"]))
