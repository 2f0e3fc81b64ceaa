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
from typing import Any, Protocol

import vivavoce
from vivavoce.archive.bibliography import write_references
from vivavoce.archive.corrections import checked
from vivavoce.archive.former import Former, Share, kept_healths, reading_key
from vivavoce.archive.maker import fingerprint, maker
from vivavoce.archive.place import FORMAT, MANIFEST, digests, replacing
from vivavoce.archive.store import write_record
from vivavoce.archive.vectors import VectorMaker, passage_words, sentence_words
from vivavoce.index import write_index
from vivavoce.language.parse import Parser
from vivavoce.reading.entries import read_entries
from vivavoce.reading.events import read_events
from vivavoce.reading.sentences import Outline, Reader
from vivavoce.reading.times import tell_times
from vivavoce.reading.who import infer_figure
from vivavoce.record import Correction, Event, Figure, Passage, Quotation, Reprint, Sentence, Source, Span
from vivavoce.settings import Settings
from vivavoce.sources import Found, appraise, read_folder, read_owner_file, read_portrait, survey
from vivavoce.sources.bibliography import references
from vivavoce.sources.reprints import own_readings


class Progress(Protocol):
    """What a face shows while a build runs: named stages, each with a known amount of work."""

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage of `total` units; what is returned is called with the units done."""
        ...


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


def build(folder: Path, target: Path, name: str, settings: Settings, progress: Progress, finish: Callable[[Path], None] | None = None) -> Built:
    """Build the archive of the figure that a folder tells of; an archive that is already at `target` stays whole until the new one is done.

    Where nothing changed it is left as it is; else what the same maker made of the same is taken over from it, source by source.
    `finish` is called with the new folder when it can be opened and before it takes its place: what it writes there is part of the archive.
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
    found = appraise(found, figure, settings, former.healths)
    corrections = owner.corrections_of(source.id for source in found.sources)
    stamp = {"format": FORMAT, "vivavoce": vivavoce.__version__, "made_by": made_by,
             "fingerprint": "" if any(s.again for s in found.skipped) else print_of}  # what was given up is tried again
    return _write(target, stamp, figure, found, corrections, settings, progress, former, finish)


def _write(target: Path, stamp: dict[str, Any], figure: Figure, found: Found, corrections: Sequence[Correction], settings: Settings,
           progress: Progress, former: Former, finish: Callable[[Path], None] | None) -> Built:
    """Read what is to be read and write the archive; `stamp` is what its manifest begins with."""
    sources, portrait = found.sources, found.portrait
    words = {source.id: len(source.text.split()) for source in sources}
    kept = checked(corrections, sources, target)
    with replacing(target) as folder, _workers() as pool:
        maker_of_vectors = VectorMaker(settings, pool, sum(words.values()) > settings.contextual_words, former.known)
        owner = _owners(sources, [*corrections, *_printed_twice(sources, found.reprints)])
        keys = {source.id: reading_key(source, figure, owner[source.id], settings.passage_words) for source in sources}
        shares = {source.id: share for source in sources if (share := former.share(keys[source.id])) is not None}
        to_read = sum(count for identity, count in words.items() if identity not in shares)
        passages, sentences, quotations, events = _read(
            figure, sources, settings, owner, shares, progress.stage("Reading", to_read), maker_of_vectors)
        vectors = maker_of_vectors.finish(progress.stage("Embedding", maker_of_vectors.queued))
        texts = {source.id: source.text for source in sources}
        write_index(folder, _index_sentences(sentences, passages, texts), ((p.id, _passage_text(p, texts[p.source])) for p in passages), vectors)
        entries = read_entries(figure, sources, sentences)
        write_record(folder / "record.sqlite", passages, sentences, found.reprints, events, entries, quotations)
        listed = [reference for source in sources if source.health.verdict != "duplicate" for reference in references(source)]
        write_references(folder, listed)
        files = _write_texts(folder, sources)
        if portrait:
            (folder / portrait.file).write_bytes(portrait.data)
        counts = {"sources": len(sources), "words": sum(words.values()), "passages": len(passages), "sentences": len(sentences),
                  "quotations": sum(q.kind == "speech" for q in quotations),
                  "events": len(events), "references": len(listed), "first_person": sum(s.first_person is not None for s in sentences),
                  "own_words": sum(s.voice == "figure" for s in sentences),
                  "entries": dict(sorted(Counter(str(e.kind) for e in entries).items())),
                  "guards": dict(sorted(Counter(s.guard for s in sentences if s.guard).items(), key=lambda item: -item[1]))}
        manifest = stamp | {
            "figure": asdict(figure),
            "sources": [_source_entry(source, files[source.id], words[source.id], passages) | {"reading": keys[source.id]} for source in sources],
            "skipped": [{"path": s.path, "reason": s.reason} for s in found.skipped],
            "remarks": [{"path": r.path, "text": r.text} for r in found.remarks], "corrections": kept,
            "portrait": portrait.file if portrait else "", "files": {}, "models": maker_of_vectors.models,
            "settings": {f.name: getattr(settings, f.name) for f in fields(settings)}, "healths": kept_healths(found.healths),
            "counts": counts}
        _write_manifest(folder, manifest)
        if finish:
            finish(folder)
        _write_manifest(folder, manifest | {"files": digests(folder)})
    return _built(target, manifest, len(sources) - len(shares))


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


def _read(figure: Figure, sources: Sequence[Source], settings: Settings, owner: Mapping[str, Sequence[tuple[int, int, str]]],
          shares: Mapping[str, Share], step: Callable[[int], None],
          vectors: VectorMaker) -> tuple[list[Passage], list[Sentence], list[Quotation], list[Event]]:
    """The record of all sources, in their order: those that have a share are not read again. What crosses sources is always found anew."""
    parser = cache(lambda: Parser(settings))
    reader = Reader(figure, parser, settings.passage_words)
    parts: list[Outline | Share] = []
    passages: list[Passage] = []
    count = 0
    for source in sources:  # divided first, so that embedding runs beside the parser from the start
        share = shares.get(source.id)
        part = share.placed(source.id, len(passages), count, 0) if share else reader.outline(source, len(passages), owner[source.id])
        vectors.passages(passage_words(p, source.title, source.text) for p in part.passages)
        vectors.sentences(sentence_words(source.text, part.passages, part.pieces))
        passages += part.passages
        count += len(part.pieces)
        parts.append(part)
    sentences: list[Sentence] = []
    quotations: list[Quotation] = []
    for source, part in zip(sources, parts, strict=True):
        first = quotations[-1].id + 1 if quotations else 0  # what was muted leaves gaps
        if isinstance(part, Share):
            quotations += part.placed(source.id, 0, 0, first).quotations
            sentences += part.sentences
        else:
            found, voiced = reader.quoted(part, reader.read(part, len(sentences), step, owner[source.id]), first, owner[source.id])
            quotations += found
            sentences += voiced
    timed, dated = tell_times(figure, sources, sentences)
    return passages, timed, quotations, read_events(figure, sources, timed, dated, lambda texts: parser().parse(texts), vectors.static)


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
