"""A folder of documents → Sources; what cannot be read is named and skipped."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vivavoce.errors import EmptyFolder, FolderMissing, UnreadableSource
from vivavoce.record import Health, Portrait, Reprint, Source, Span, Standing
from vivavoce.settings import Settings
from vivavoce.sources.health import judge
from vivavoce.sources.owner import OwnerFile
from vivavoce.sources.parts import parts
from vivavoce.sources.portrait import NAMES, read_portrait
from vivavoce.sources.readers import READERS, Reading


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder held; `reprints` are what two of its sources share."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    reprints: tuple[Reprint, ...] = ()
    portrait: Portrait | None = None


def read_folder(folder: Path, owner: OwnerFile, settings: Settings) -> Found:
    """Read every document below a folder, in the order of their ids; texts met before are kept as duplicates."""
    if not folder.is_dir():
        raise FolderMissing(f"{folder} is not a folder.")
    sources: list[Source] = []
    skipped: list[Skipped] = []
    equal: list[Reprint] = []
    seen: dict[str, Source] = {}
    for path in _files(folder, skipped):
        identity = path.relative_to(folder).as_posix()
        try:
            source = _read(path, identity, owner, settings)
        except UnreadableSource as error:
            skipped.append(Skipped(_shown(identity), error.args[0]))
            continue
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
    return Found(tuple(sources), tuple(skipped), tuple(equal), read_portrait(folder, owner.portrait))


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


def _read(path: Path, identity: str, owner: OwnerFile, settings: Settings) -> Source:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableSource("is not a regular file.")
        if size > settings.largest_file:
            raise UnreadableSource(f"is too large: {size:,} bytes, and the limit is {settings.largest_file:,} (VIVAVOCE_LARGEST_FILE).")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"cannot be opened: {(error.strerror or str(error)).lower()}.") from error
    if not raw.strip():
        raise UnreadableSource("is empty.")
    reading = READERS[path.suffix.lower()](raw)
    return _source(identity, hashlib.sha256(raw).hexdigest(), reading, owner)


def _source(identity: str, digest: str, reading: Reading, owner: OwnerFile) -> Source:
    """Put together what the reader found and what the owner says; the owner's word is never `inferred`."""
    said, found = owner.source(identity), reading.metadata
    health = judge(reading.text)
    stated = {name for name in ("title", "author", "editor", "date") if getattr(said, name)}
    inferred = tuple(name for name in found.inferred if name not in stated)
    title = said.title or found.title
    return Source(
        identity, reading.text, digest, reading.blocks, title=title, author=said.author or found.author,
        editor=said.editor or found.editor, date=said.date or found.date, standing=said.standing or Standing.UNKNOWN,
        language=said.language or found.language or "en", rights=said.rights, health=health,
        inferred=inferred if said.standing else (*inferred, "standing"),
        parts=parts(reading.text, reading.blocks, title))
