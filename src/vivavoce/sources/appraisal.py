"""Sources weighed: how sound each text is, what it is to the figure, what they have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from vivavoce.language.fitness import Fitness
from vivavoce.language.models import StaticEmbedder
from vivavoce.record import Figure, Health, Source
from vivavoce.settings import Settings
from vivavoce.sources.folder import Found
from vivavoce.sources.health import judge
from vivavoce.sources.reprints import marked, reprints
from vivavoce.sources.standing import appraised


def appraise(found: Found, figure: Figure, settings: Settings, known: Mapping[str, Health] = MappingProxyType({}),
             step: Callable[[int], None] = lambda words: None) -> Found:
    """What a folder held, with healths and standings, and with the passages that several of its sources share.

    Texts that were judged before, by the keys under which `Found.healths` keeps judgements, are not judged again; `step` is told the words done.
    """
    fitness = cache(lambda: Fitness(StaticEmbedder(settings)))
    healths: dict[str, Health] = {}
    sources = []
    for source in found.sources:
        if source.health.verdict != "duplicate":  # of an exact copy the first is judged
            key = _key(source)
            healths[key] = known.get(key) or judge(source.text, source.blocks, source.language, fitness())
            source = replace(source, health=healths[key])
        sources.append(appraised(source, figure))
        step(len(source.text.split()))
    shared = reprints([source for source in sources if source.health.verdict != "duplicate"])
    return replace(found, sources=tuple(marked(sources, shared)), reprints=(*found.reprints, *shared), healths=healths)


def _key(source: Source) -> str:
    """All that the health of a source depends on, as one digest."""
    return hashlib.sha256(repr((source.text, source.blocks, source.language)).encode("utf-8", "surrogatepass")).hexdigest()
