"""Sources → an archive, in one pass: read, embed beside it, write."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

import vivavoce
from vivavoce.archive.bibliography import write_references
from vivavoce.archive.corrections import checked
from vivavoce.archive.place import FORMAT, MANIFEST, replacing
from vivavoce.archive.store import write_record
from vivavoce.index import write_index
from vivavoce.language.models import RERANKER as RERANKER_ORIGIN
from vivavoce.language.models import Embedder, StaticEmbedder, Vectors, digest, locate
from vivavoce.language.parse import Parser
from vivavoce.reading.entries import read_entries
from vivavoce.reading.events import read_events
from vivavoce.reading.sentences import Outline, Reader
from vivavoce.reading.times import tell_times
from vivavoce.record import Correction, Event, Figure, Passage, Portrait, Quotation, Reprint, Sentence, Source, Span
from vivavoce.settings import Settings
from vivavoce.sources.bibliography import references
from vivavoce.sources.reprints import own_readings
from vivavoce.text import squeeze


class Progress(Protocol):
    """What a face shows while a build runs: named stages, each with a known amount of work."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage of `total` units; what is returned is called with the units done."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found."""

    path: Path
    figure: Figure
    sources: int
    words: int
    passages: int
    sentences: int
    first_person: int
    own_words: int
    unchanged: bool = False
    warnings: tuple[str, ...] = ()


def build(target: Path, figure: Figure, sources: Sequence[Source], settings: Settings, progress: Progress,
          corrections: Sequence[Correction] = (), skipped: Sequence[tuple[str, str]] = (), reprints: Sequence[Reprint] = (),
          portrait: Portrait | None = None, finish: Callable[[Path], None] | None = None) -> Built:
    """Write the archive of a figure to `target`; an archive that is already there stays whole until the new one is done.

    `finish` is called with the folder when it can be opened and before it takes its place: what it writes there is part of the archive.
    """
    words = {source.id: len(source.text.split()) for source in sources}
    told = sum(words.values())
    print_of = fingerprint(figure, sources, settings, corrections, skipped, portrait)
    if (old := _unchanged(target, print_of)) is not None:
        return old
    kept = checked(corrections, sources, target)
    with replacing(target) as folder, _workers() as pool:
        maker = _Vectors(settings, pool, told > settings.contextual_words)
        owner = [*corrections, *_printed_twice(sources, reprints)]
        passages, sentences, quotations, events = _read(figure, sources, settings, owner, progress.stage("Reading", told), maker)
        vectors = maker.finish(progress)
        texts = {source.id: source.text for source in sources}
        write_index(folder, _index_sentences(sentences, passages, texts), ((p.id, _passage_text(p, texts[p.source])) for p in passages), vectors)
        entries = read_entries(figure, sources, sentences)
        write_record(folder / "record.sqlite", passages, sentences, reprints, events, entries, quotations)
        listed = [reference for source in sources if source.health.verdict != "duplicate" for reference in references(source)]
        write_references(folder, listed)
        files = _write_texts(folder, sources)
        if portrait:
            (folder / portrait.file).write_bytes(portrait.data)
        counts = {"sources": len(sources), "words": told, "passages": len(passages), "sentences": len(sentences),
                  "quotations": sum(q.kind == "speech" for q in quotations),
                  "events": len(events), "references": len(listed), "first_person": sum(s.first_person is not None for s in sentences),
                  "own_words": sum(s.voice == "figure" for s in sentences),
                  "entries": dict(sorted(Counter(str(e.kind) for e in entries).items())),
                  "guards": dict(sorted(Counter(s.guard for s in sentences if s.guard).items(), key=lambda item: -item[1]))}
        manifest = {
            "format": FORMAT, "vivavoce": vivavoce.__version__, "fingerprint": print_of, "figure": asdict(figure),
            "sources": [_source_entry(source, files[source.id], words[source.id], passages) for source in sources],
            "skipped": [{"path": path, "reason": reason} for path, reason in skipped], "corrections": kept,
            "portrait": portrait.file if portrait else "", "files": {}, "models": maker.models(settings),
            "settings": {f.name: getattr(settings, f.name) for f in fields(settings)},
            "counts": counts}
        _write_manifest(folder, manifest)
        if finish:
            finish(folder)
        _write_manifest(folder, manifest | {"files": digests(folder)})
    return _built(target, manifest, unchanged=False)


def _printed_twice(sources: Iterable[Source], reprints: Sequence[Reprint]) -> Iterator[Correction]:
    """What a duplicate shares is read where it was found first; what it alone holds is read too, and so is a sentence that it tells otherwise."""
    texts = {source.id: source.text for source in sources}
    copies = {source.id for source in sources if source.health.verdict == "duplicate"}
    for reprint in reprints:
        for span, other in ((reprint.one, reprint.other), (reprint.other, reprint.one)):
            if span.source in copies and other.source not in copies:
                for start, end in _without(span, own_readings(texts[span.source], span, texts[other.source], other)):
                    yield Correction(Span(span.source, start, end), "mute")


def _without(span: Span, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a span, as ranges."""
    reached = span.start
    for start, end in ranges:
        if start > reached:
            yield reached, start
        reached = max(reached, end)
    if reached < span.end:
        yield reached, span.end


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


@contextmanager
def _workers() -> Iterator[ThreadPoolExecutor]:
    """Two threads; when the work fails or is interrupted, what is still queued is dropped."""
    pool = ThreadPoolExecutor(2)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _code() -> str:
    """A digest of the package, its faces apart: an archive that other code or other weights made is built again, also between two releases."""
    root = Path(vivavoce.__file__).parent
    summed = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".json", ".safetensors") and path.relative_to(root).parts[0] != "faces":
            summed.update(path.read_bytes())
    return summed.hexdigest()


def fingerprint(figure: Figure, sources: Sequence[Source], settings: Settings, corrections: Sequence[Correction],
                skipped: Sequence[tuple[str, str]] = (), portrait: Portrait | None = None) -> str:
    """Everything an archive depends on, as one digest: equal prints, equal archives."""
    facts = [vivavoce.__version__, _code(), FORMAT, asdict(figure),
             [(s.id, s.sha256, s.title, s.author, s.editor, s.date, s.published, s.standing, s.standing_reason, s.language, s.rights,
               asdict(s.health), s.inferred)
              for s in sources],
             [asdict(c) for c in corrections], list(skipped), portrait.sha256 if portrait else "",
             settings.passage_words, settings.contextual_words, settings.embedder, settings.parser]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def _unchanged(target: Path, print_of: str) -> Built | None:
    """The archive that is there, if it was made of the same and is whole."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != print_of or manifest["files"] != digests(target):
            return None
        return _built(target, manifest, unchanged=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each part of an archive but its manifest; hidden files are the index's locks."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST and not path.name.startswith("."):
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _built(target: Path, manifest: dict[str, Any], unchanged: bool) -> Built:
    counts = manifest["counts"]
    stated: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in manifest["figure"].items()}
    figure = Figure(**stated)
    return Built(target, figure, counts["sources"], counts["words"], counts["passages"], counts["sentences"], counts["first_person"],
                 counts["own_words"], unchanged, tuple(f"figure.toml {entry['problem']}" for entry in manifest["corrections"] if entry["problem"]))


def _read(figure: Figure, sources: Sequence[Source], settings: Settings, corrections: Sequence[Correction], step: Callable[[int], None],
          maker: _Vectors) -> tuple[list[Passage], list[Sentence], list[Quotation], list[Event]]:
    parser = cache(lambda: Parser(settings))
    reader = Reader(figure, parser, settings.passage_words)
    owner = {source.id: [(c.span.start, c.span.end, c.action) for c in corrections if c.span.source == source.id] for source in sources}
    outlines: list[Outline] = []
    passages: list[Passage] = []
    for source in sources:  # divided first, so that embedding runs beside the parser from the start
        outlines.append(reader.outline(source, len(passages), owner[source.id]))
        passages += outlines[-1].passages
        maker.passages(_embedded(p, source) for p in outlines[-1].passages)
        maker.sentences(_sentence_texts(outlines[-1]))
    sentences: list[Sentence] = []
    quotations: list[Quotation] = []
    for outline in outlines:
        read = reader.read(outline, len(sentences), step, owner[outline.source.id])
        first = quotations[-1].id + 1 if quotations else 0  # what was muted leaves gaps
        found, voiced = reader.quoted(outline, read, first, owner[outline.source.id])
        quotations += found
        sentences += voiced
    timed, dated = tell_times(figure, sources, sentences)
    return passages, timed, quotations, read_events(figure, sources, timed, dated, lambda texts: parser().parse(texts), maker.static)


class _Vectors:
    """Vectors made in the background while the reading goes on; contextual for passages, and for sentences of small archives."""

    def __init__(self, settings: Settings, pool: ThreadPoolExecutor, large: bool) -> None:
        self._pool, self._large, self._settings = pool, large, settings
        self._contextual = Embedder(settings, threads=1)
        self._static = StaticEmbedder(settings) if large else None
        self._futures: dict[str, list[Future[Vectors]]] = {"sentence": [], "passage": []}
        self._queued = self._done = 0
        self._lock = threading.Lock()
        self._step: Callable[[int], None] | None = None

    def passages(self, texts: Iterable[str]) -> None:
        """Queue the passages of a source, in pieces that two threads share."""
        self._queue("passage", list(texts), self._contextual)

    def sentences(self, texts: Iterable[str]) -> None:
        """Queue the sentences of a source."""
        self._queue("sentence", list(texts), self._static or self._contextual)

    def _queue(self, unit: str, texts: list[str], model: Embedder | StaticEmbedder) -> None:
        for start in range(0, len(texts), 32):
            piece = texts[start:start + 32]
            self._queued += len(piece)
            self._futures[unit].append(self._pool.submit(model.encode, piece, self._count))

    def _count(self) -> None:
        with self._lock:
            self._done += 1
            if self._step:
                self._step(1)

    def static(self, texts: Sequence[str]) -> Vectors:
        """Static vectors, at once: `[n, 256]`; the model is loaded when first needed."""
        if self._static is None:
            self._static = StaticEmbedder(self._settings)
        return self._static.encode(texts)

    def finish(self, progress: Progress) -> dict[str, Vectors]:
        """Wait for what is still to do, as a stage of its own."""
        step = progress.stage("Embedding", self._queued)
        with self._lock:
            step(self._done)
            self._step = step
        width = {"sentence": 256 if self._large else 384, "passage": 384}
        return {unit: np.concatenate([f.result() for f in futures]) if futures else np.zeros((0, width[unit]), np.float32)
                for unit, futures in self._futures.items()}

    def models(self, settings: Settings) -> dict[str, dict[str, str]]:
        """Name and SHA-256 of what answers and vectors depend on."""
        found = {"passages": {"name": self._contextual.name, "sha256": digest(self._contextual.weights)}}
        sentences = self._static if self._large and self._static else self._contextual
        found["sentences"] = {"name": sentences.name, "sha256": digest(sentences.weights)}
        name, weights, _ = locate(RERANKER_ORIGIN, settings.reranker, settings.offline)
        found["reranker"] = {"name": name, "sha256": digest(weights)}
        return found


def _embedded(passage: Passage, source: Source) -> str:
    return f"{passage.heading or source.title}: {squeeze(source.text[passage.start:passage.end])}"


def _sentence_texts(outline: Outline) -> Iterator[str]:
    """A sentence with its heading, and the sentence before it where it leans on it."""
    text, pieces = outline.source.text, outline.pieces
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index and piece.anaphoric and pieces[index - 1].passage == piece.passage else piece
        words = squeeze(text[before.start:piece.end])
        heading = outline.under[piece.block]
        yield f"{heading}: {words}" if heading else words


def _index_sentences(sentences: Sequence[Sentence], passages: Sequence[Passage], texts: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    for index, sentence in enumerate(sentences):
        near = [passages[sentence.passage].heading]
        for other in (sentences[index - 1] if index else None, sentences[index + 1] if index + 1 < len(sentences) else None):
            if other is not None and other.passage == sentence.passage:
                near.append(texts[other.source][other.start:other.end])
        yield sentence.id, texts[sentence.source][sentence.start:sentence.end], " ".join(near)


def _passage_text(passage: Passage, text: str) -> str:
    return f"{passage.heading} {text[passage.start:passage.end]}"


def _write_texts(folder: Path, sources: Sequence[Source]) -> dict[str, str]:
    """Each source's text under a name that any file system takes; the manifest maps ids to names."""
    (folder / "texts").mkdir()
    files = {}
    for number, source in enumerate(sources):
        files[source.id] = f"{number:04d}.txt"
        (folder / "texts" / files[source.id]).write_bytes(source.text.encode("utf-8", "surrogatepass"))
    return files


def _source_entry(source: Source, file: str, words: int, passages: Sequence[Passage]) -> dict[str, Any]:
    return {"source": source.id, "file": file, "sha256": source.sha256, "title": source.title, "author": source.author, "editor": source.editor,
            "date": source.date, "published": source.published,
            "standing": str(source.standing), "standing_reason": source.standing_reason,
            "language": source.language, "rights": source.rights, "words": words,
            "passages": sum(p.source == source.id for p in passages),
            "health": {"verdict": source.health.verdict, "reasons": list(source.health.reasons)},
            "damage": [asdict(damage) for damage in source.health.spans],
            "inferred": list(source.inferred),
            "parts": [[p.start, p.end, p.heading, p.author, p.addressee, p.date] for p in source.parts],
            "marks": [[mark.start, mark.label, mark.kind] for mark in source.marks]}
