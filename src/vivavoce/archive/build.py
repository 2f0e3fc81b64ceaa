"""Sources → an archive, in one pass: take over what did not change, read the rest, embed beside it, write."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import vivavoce
from vivavoce.archive.bibliography import write_references
from vivavoce.archive.corrections import checked
from vivavoce.archive.former import Former, Share, reading_key
from vivavoce.archive.maker import fingerprint, maker
from vivavoce.archive.place import FORMAT, MANIFEST, digests, replacing
from vivavoce.archive.store import write_record
from vivavoce.archive.vectors import VectorMaker, passage_words, sentence_words
from vivavoce.index import write_index
from vivavoce.kept import Kept
from vivavoce.language.models import Vectors
from vivavoce.language.parse import Parser
from vivavoce.reading.entries import read_entries
from vivavoce.reading.events import read_events
from vivavoce.reading.sentences import Outline, Reader, words_to_parse
from vivavoce.reading.times import tell_times
from vivavoce.reading.who import infer_figure
from vivavoce.record import Correction, Entry, Event, Figure, Passage, Quotation, Reprint, Sentence, Source, Span
from vivavoce.settings import Settings
from vivavoce.sources import Found, appraise, read_folder, read_owner_file, read_portrait, survey
from vivavoce.sources.bibliography import references
from vivavoce.sources.reprints import own_readings


class Progress(Protocol):
    """What a face shows while a build runs: named stages, each with a known amount of work."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage of `total` units; what is returned is called with the units done."""
        ...


class _Unwatched:
    """A build that nobody watches."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        return lambda units: None


UNWATCHED: Final = _Unwatched()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found: counts; how many sources it read, the others being taken over; what it has to say of files and corrections."""

    path: Path
    figure: Figure
    sources: int
    words: int
    passages: int
    sentences: int
    first_person: int
    own_words: int
    read: int
    unchanged: bool = False
    warnings: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    unsound: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def build(folder: Path, target: Path, name: str, settings: Settings, progress: Progress = UNWATCHED,
          finish: Callable[[Path, Kept], None] | None = None) -> Built:
    """Build the archive of the figure that a folder tells of; an archive that is already at `target` stays whole until the new one is done.

    Where nothing changed it is left as it is; else what the same maker made of the same is taken over from it, source by source.
    `finish` is called with the new folder when it can be opened and before it takes its place, and with what is kept: what it writes there is part
    of the archive.
    """
    owner = read_owner_file(folder)
    surveyed, portrait = survey(folder, settings), read_portrait(folder, owner.portrait)
    made_by = maker(settings)
    former = Former(target, made_by)
    print_of = fingerprint(made_by, name, owner, surveyed, portrait, settings)
    if former.manifest.get("fingerprint") == print_of:
        return _built(target, former.manifest, 0, unchanged=True)
    found = read_folder(folder, owner, settings)
    figure = infer_figure(found.sources, name or owner.name, owner.aliases, owner.born, owner.died, owner.pronouns)
    found = appraise(found, figure, settings, former.kept, progress.stage("Judging", sum(len(source.text.split()) for source in found.sources)))
    corrections = owner.corrections_of(source.id for source in found.sources)
    if any(skipped.again for skipped in found.skipped):
        print_of = ""  # the next build tries again
    return write_archive(target, figure, found, settings, progress, corrections, former, print_of, finish)


def write_archive(target: Path, figure: Figure, found: Found, settings: Settings, progress: Progress = UNWATCHED,
                  corrections: Sequence[Correction] = (), former: Former | None = None, print_of: str = "",
                  finish: Callable[[Path, Kept], None] | None = None) -> Built:
    """Write the archive of sources: read what `former` does not hold, take over the rest; `print_of` is the fingerprint it will be known by."""
    former = former or Former(target, maker(settings))
    kept = checked(corrections, found.sources, target)
    with replacing(target) as folder, _workers() as pool:
        vectors = VectorMaker(settings, pool, sum(len(source.text.split()) for source in found.sources) > settings.contextual_words, former.known)
        owner = _owners(found.sources, [*corrections, *_printed_twice(found.sources, found.reprints)])
        keys = {source.id: reading_key(source, figure, owner[source.id], settings.passage_words) for source in found.sources}
        shares = {identity: share for identity, key in keys.items() if (share := former.share(key)) is not None}
        record = _record(figure, found.sources, settings, owner, keys, shares, former.kept, progress, vectors)
        made = vectors.finish(progress.stage("Embedding", vectors.queued))
        step = progress.stage("Writing", 2)
        entries, counts = _write_parts(folder, found, record, made)
        step(1)
        manifest = {
            "format": FORMAT, "vivavoce": vivavoce.__version__, "made_by": former.made_by, "fingerprint": print_of, "figure": asdict(figure),
            "sources": [entry | {"reading": keys[entry["source"]]} for entry in entries],
            "skipped": [{"path": s.path, "reason": s.reason} for s in found.skipped],
            "remarks": [{"path": r.path, "text": r.text} for r in found.remarks], "corrections": kept,
            "portrait": found.portrait.file if found.portrait else "", "files": {}, "models": vectors.models,
            "settings": {f.name: getattr(settings, f.name) for f in fields(settings)}, "counts": counts}
        _write_manifest(folder, manifest)
        if finish:
            finish(folder, former.kept)
        former.kept.write(folder)
        _write_manifest(folder, manifest | {"files": digests(folder)})
        step(1)
    return _built(target, manifest, len(keys) - len(shares))


@dataclass(frozen=True, slots=True)
class _Record:
    """All that is written into the record but what sources share."""

    passages: list[Passage]
    sentences: list[Sentence]
    quotations: list[Quotation]
    events: list[Event]
    entries: list[Entry]


def _record(figure: Figure, sources: Sequence[Source], settings: Settings, owner: Mapping[str, Sequence[tuple[int, int, str]]],
            keys: Mapping[str, str], shares: Mapping[str, Share], kept: Kept, progress: Progress, vectors: VectorMaker) -> _Record:
    """Read the sources that have no share; then, from all of them, what crosses sources."""
    parser = cache(lambda: Parser(settings))
    reader = Reader(figure, parser, settings.passage_words)
    unread = sum(len(source.text.split()) for source in sources if source.id not in shares)
    parts = _divide(reader, sources, owner, shares, progress.stage("Dividing", unread), vectors)
    sentences, quotations = _read(
        reader, sources, owner, parts, progress.stage("Reading", sum(words_to_parse(part) for part in parts if isinstance(part, Outline))))
    step = progress.stage("Relating", 3)
    timed, dated = tell_times(figure, sources, sentences, kept, keys)
    step(1)
    events = read_events(figure, sources, timed, dated, lambda texts: parser().parse(texts), vectors.static, kept)
    step(1)
    entries = read_entries(figure, sources, timed, kept, keys)
    step(1)
    return _Record([passage for part in parts for passage in part.passages], timed, quotations, events, entries)


def _write_parts(folder: Path, found: Found, record: _Record, vectors: Mapping[str, Vectors]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Write everything but the manifest; its entries for the sources and its counts are returned."""
    sources, sentences, passages = found.sources, record.sentences, record.passages
    texts = {source.id: source.text for source in sources}
    write_index(folder, _index_sentences(sentences, passages, texts), ((p.id, _passage_text(p, texts[p.source])) for p in passages), vectors)
    write_record(folder / "record.sqlite", passages, sentences, found.reprints, record.events, record.entries, record.quotations)
    listed = [reference for source in sources if source.health.verdict != "duplicate" for reference in references(source)]
    write_references(folder, listed)
    if found.portrait:
        (folder / found.portrait.file).write_bytes(found.portrait.data)
    files = _write_texts(folder, sources)
    entries = [_source_entry(source, files[source.id], len(source.text.split()), passages) for source in sources]
    counts = {"sources": len(sources), "words": sum(entry["words"] for entry in entries), "passages": len(passages), "sentences": len(sentences),
              "quotations": sum(q.kind == "speech" for q in record.quotations), "events": len(record.events), "references": len(listed),
              "first_person": sum(s.first_person is not None for s in sentences), "own_words": sum(s.voice == "figure" for s in sentences),
              "entries": dict(sorted(Counter(str(e.kind) for e in record.entries).items())),
              "guards": dict(sorted(Counter(s.guard for s in sentences if s.guard).items(), key=lambda item: -item[1]))}
    return entries, counts


def _owners(sources: Iterable[Source], corrections: Sequence[Correction]) -> dict[str, tuple[tuple[int, int, str], ...]]:
    """The corrections of each source."""
    return {source.id: tuple((c.span.start, c.span.end, c.action) for c in corrections if c.span.source == source.id) for source in sources}


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


def _built(target: Path, manifest: dict[str, Any], read: int, unchanged: bool = False) -> Built:
    counts = manifest["counts"]
    stated: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in manifest["figure"].items()}
    health = [(entry["source"], entry["health"]["verdict"], tuple(entry["health"]["reasons"])) for entry in manifest["sources"]]
    return Built(target, Figure(**stated), counts["sources"], counts["words"], counts["passages"], counts["sentences"], counts["first_person"],
                 counts["own_words"], read, unchanged,
                 tuple(f"figure.toml {entry['problem']}" for entry in manifest["corrections"] if entry["problem"]),
                 tuple((entry["path"], entry["reason"]) for entry in manifest["skipped"]),
                 tuple((entry["path"], entry["text"]) for entry in manifest["remarks"]),
                 tuple(entry for entry in health if entry[1] != "sound"))


def _divide(reader: Reader, sources: Sequence[Source], owner: Mapping[str, Sequence[tuple[int, int, str]]], shares: Mapping[str, Share],
            step: Callable[[int], None], vectors: VectorMaker) -> list[Outline | Share]:
    """Passages and sentences of all sources, in their order; what is divided goes to the embedder at once, so that it runs beside the parser."""
    parts: list[Outline | Share] = []
    passages = sentences = 0
    for source in sources:
        share = shares.get(source.id)
        part = share.placed(source.id, passages, sentences) if share else reader.outline(source, passages, owner[source.id])
        vectors.passages(passage_words(p, source.title, source.text) for p in part.passages)
        vectors.sentences(sentence_words(source.text, part.passages, part.pieces))
        passages, sentences = passages + len(part.passages), sentences + len(part.pieces)
        parts.append(part)
        if share is None:
            step(len(source.text.split()))
    return parts


def _read(reader: Reader, sources: Sequence[Source], owner: Mapping[str, Sequence[tuple[int, int, str]]], parts: Sequence[Outline | Share],
          step: Callable[[int], None]) -> tuple[list[Sentence], list[Quotation]]:
    """What each source tells, as it stands by itself; what has a share is not read again. All that crosses sources is found after it, from all."""
    sentences: list[Sentence] = []
    quotations: list[Quotation] = []
    for source, part in zip(sources, parts, strict=True):
        first = quotations[-1].id + 1 if quotations else 0  # what was muted leaves gaps
        if isinstance(part, Share):
            quotations += part.quoted(source.id, first)
            sentences += part.sentences
        else:
            found, voiced = reader.quoted(part, reader.read(part, len(sentences), step, owner[source.id]), first, owner[source.id])
            quotations += found
            sentences += voiced
    return sentences, quotations


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
