"""An archive that holds texts, record and word index, but no vectors and nothing that a parser gives: enough to check quotations."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from vivavoce.archive.build import _source_entry
from vivavoce.archive.place import FORMAT, MANIFEST
from vivavoce.archive.store import write_record
from vivavoce.index import write_index
from vivavoce.reading.sentences import Reader
from vivavoce.record import Figure, Passage, Sentence, Source


def write(target: Path, figure: Figure, sources: list[Source]) -> None:
    """Write such an archive into the empty folder `target`."""
    reader = Reader(figure, lambda: None, 120)
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    for source in sources:
        outline = reader.outline(source, len(passages))
        passages += outline.passages
        sentences += [Sentence(len(sentences) + i, source.id, p.start, p.end, p.passage, source.blocks[p.block].kind, p.voice)
                      for i, p in enumerate(outline.pieces)]
    texts = {source.id: source.text for source in sources}
    (target / "texts").mkdir(parents=True)
    for number, source in enumerate(sources):
        (target / "texts" / f"{number:04d}.txt").write_bytes(source.text.encode("utf-8", "surrogatepass"))
    empty = np.zeros((0, 384), np.float32)
    write_index(target, ((s.id, texts[s.source][s.start:s.end], "") for s in sentences),
                ((p.id, texts[p.source][p.start:p.end]) for p in passages), {"sentence": empty, "passage": empty})
    write_record(target / "record.sqlite", passages, sentences)
    entries = [_source_entry(s, f"{i:04d}.txt", len(s.text.split()), passages) for i, s in enumerate(sources)]
    words = sum(len(source.text.split()) for source in sources)
    manifest = {"format": FORMAT, "figure": {"name": figure.name, "aliases": list(figure.aliases)}, "sources": entries, "models": {},
                "corrections": [], "counts": {"passages": len(passages), "sentences": len(sentences), "words": words}}
    (target / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
