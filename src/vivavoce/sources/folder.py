"""A folder of documents → Sources; what cannot be read is named and skipped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vivavoce.errors import EmptyFolder, FolderMissing, ReadingGivenUp, UnreadableSource
from vivavoce.record import Health, Part, Portrait, Reprint, Source, Span, Standing
from vivavoce.settings import Settings
from vivavoce.sources.aside import Aside
from vivavoce.sources.owner import OwnerFile
from vivavoce.sources.parts import parts
from vivavoce.sources.portrait import NAMES, read_portrait
from vivavoce.sources.readers import IN_PROCESS, READERS, Limits, Reading
from vivavoce.sources.tongues import code


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out and why; `again` where another try may do better: its reading was given up for time or memory."""

    path: str
    reason: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A file that was read, and what a build should say of it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder held; `reprints` are what two of its sources share."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    reprints: tuple[Reprint, ...] = ()
    portrait: Portrait | None = None
    remarks: tuple[Remark, ...] = ()


def read_folder(folder: Path, owner: OwnerFile, settings: Settings) -> Found:
    """Read every document below a folder, in the order of their ids; texts met before are kept as duplicates."""
    if not folder.is_dir():
        raise FolderMissing(f"{folder} is not a folder.")
    sources: list[Source] = []
    skipped: list[Skipped] = []
    remarks: list[Remark] = []
    equal: list[Reprint] = []
    seen: dict[str, Source] = {}
    for identity, outcome in _readings(folder, skipped, settings):
        if isinstance(outcome, UnreadableSource):
            skipped.append(Skipped(_shown(identity), outcome.args[0], isinstance(outcome, ReadingGivenUp)))
            continue
        digest, reading = outcome
        source = _source(identity, digest, reading, owner)
        remarks += (Remark(identity, text) for text in (*reading.remarks, *_foreign(source)))
        first = seen.setdefault(hashlib.sha256(" ".join(source.text.split()).encode("utf-8", "surrogatepass")).hexdigest(), source)
        if first is not source:
            source = replace(source, health=Health("duplicate", (f"the same text as {first.id}",)))
            equal.append(Reprint(Span(first.id, 0, len(first.text)), Span(source.id, 0, len(source.text))))
        sources.append(source)
    if not sources:
        named = f" ({'; '.join(f'{s.path} {s.reason}' for s in skipped[:3])})" if skipped else ""
        raise EmptyFolder(f"{folder} holds no document that can be read{named}.")
    skipped += (Skipped("figure.toml", f"speaks of {key}, which is not among the documents read.")
                for key in owner.unknown(source.id for source in sources))
    return Found(tuple(sources), tuple(skipped), tuple(equal), read_portrait(folder, owner.portrait), tuple(remarks))


def survey(folder: Path, settings: Settings) -> list[tuple[str, str]]:
    """Each file below a folder with the SHA-256 of its bytes, or with why it is no document: the same survey, the same reading."""
    if not folder.is_dir():
        raise FolderMissing(f"{folder} is not a folder.")
    skipped: list[Skipped] = []
    files = [(path.relative_to(folder).as_posix(), _digest(path, settings.largest_file)) for path in _files(folder, skipped)]
    return [*files, *((s.path, s.reason) for s in skipped)]


def _digest(path: Path, largest: int) -> str:
    """SHA-256 of a file's bytes; of one that will not be read, what is told instead."""
    try:
        size = path.stat().st_size
        if not path.is_file() or size > largest:
            return f"{size} bytes, not read"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return error.strerror or str(error)


def _foreign(source: Source) -> Iterator[str]:
    if source.language != "en":
        yield f"is in another language than English ({source.language}): it is kept and searched by words, but the models at hand read English."


def _readings(folder: Path, skipped: list[Skipped], settings: Settings) -> Iterator[tuple[str, tuple[str, Reading] | UnreadableSource]]:
    """Every document of a folder with its SHA-256 and what its reader made of it, or why nothing."""
    limits = Limits(settings.largest_pages, settings.largest_text, settings.largest_expansion, settings.reading_seconds, settings.reading_memory)
    with Aside(limits) as aside:
        for path in _files(folder, skipped):
            identity = path.relative_to(folder).as_posix()
            try:
                yield identity, _read(path, limits, aside, settings.largest_file)
            except UnreadableSource as error:
                yield identity, error


def _files(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Files below a folder, sorted; hidden ones, archives, the owner's file and notices are no documents; links must stay inside."""
    root = folder.resolve()
    found: list[Path] = []

    def unlisted(error: OSError) -> None:
        skipped.append(Skipped(_shown(os.path.relpath(error.filename, folder)), f"cannot be listed: {(error.strerror or str(error)).lower()}."))

    for base, folders, names in os.walk(folder, onerror=unlisted):
        kept = []
        for name in sorted(folders):
            if name.startswith(".") or name.endswith(".vivavoce") or (Path(base) / name / "archive.json").is_file():
                continue
            if (Path(base) / name).is_symlink():
                skipped.append(Skipped(_shown((Path(base) / name).relative_to(folder).as_posix()),
                                       "is a link to a folder; links to folders are not followed."))
                continue
            kept.append(name)
        folders[:] = kept
        found += [Path(base) / name for name in names if not name.startswith(".") and name != "figure.toml" and name.lower() not in NAMES]
    for path in sorted(found, key=lambda p: p.relative_to(folder).as_posix()):
        identity = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in READERS:
            skipped.append(Skipped(_shown(identity), f"is of a kind that is not read (read are {', '.join(sorted(READERS))})."))
        elif _shown(identity) != identity:
            skipped.append(Skipped(_shown(identity), "has a name that is not UTF-8; rename it."))
        elif path.is_symlink() and not _inside(path, root):
            skipped.append(Skipped(identity, "is a link that loops, leads nowhere or leaves the folder."))
        else:
            yield path


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _shown(identity: str) -> str:
    return identity.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read(path: Path, limits: Limits, aside: Aside, largest: int) -> tuple[str, Reading]:
    """A document's SHA-256 and its reading: plain text here, whatever a library takes apart in a process of its own."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableSource("is not a regular file.")
        if size > largest:
            raise UnreadableSource(f"is too large: {size:,} bytes, and the limit is {largest:,} (VIVAVOCE_LARGEST_FILE).")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"cannot be opened: {(error.strerror or str(error)).lower()}.") from error
    if not raw.strip():
        raise UnreadableSource("is empty.")
    kind = path.suffix.lower()
    return hashlib.sha256(raw).hexdigest(), READERS[kind](raw, limits) if kind in IN_PROCESS else aside.read(path)


def _source(identity: str, digest: str, reading: Reading, owner: OwnerFile) -> Source:
    """Put together what the reader found and what the owner says; the owner's word is never `inferred`."""
    said, found = owner.source(identity), reading.metadata
    title = said.title or found.title
    dated = reading.parts or parts(reading.text, reading.blocks, title)
    own = _whole(dated, reading.text)
    told = {"title": title, "author": said.author or found.author or (own.author if own else ""), "editor": said.editor or found.editor,
            "date": said.date or found.date or (own.date if own else ""), "published": said.published or found.published,
            "language": code(said.language) or found.language or "en"}
    guessed = {*found.inferred, *(name for name in ("author", "date") if told[name] and not getattr(found, name))}
    inferred = tuple(name for name in told if name in guessed and not getattr(said, name))
    return Source(
        identity, reading.text, digest, reading.blocks, standing=said.standing or Standing.UNKNOWN, rights=said.rights, health=Health(),
        inferred=inferred if said.standing else (*inferred, "standing"), parts=dated, marks=reading.marks, **told)


def _whole(dated: Sequence[Part], text: str) -> Part | None:
    """The one dated part that is the document itself: a letter in a file of its own."""
    return dated[0] if len(dated) == 1 and dated[0].start < 600 and dated[0].end - dated[0].start > 0.6 * len(text) else None
