"""What made an archive: the code, the packages it needs, the models. Only what the same maker made is taken over."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

import vivavoce
from vivavoce.archive.place import FORMAT
from vivavoce.errors import ModelMissing
from vivavoce.language.models import EMBEDDER, RERANKER, digest, locate, locate_static
from vivavoce.language.parse import digest_parser, locate_parser
from vivavoce.record import Portrait
from vivavoce.settings import Settings
from vivavoce.sources import OwnerFile

_WITHOUT_EFFECT: Final = frozenset({"offline", "threads"})
"""Settings on which no archive depends."""


def maker(settings: Settings) -> str:
    """All but the documents that a reading, a judgement or a vector depends on, as one digest: equal makers make the same of the same."""
    try:
        parser = digest_parser(locate_parser(settings)[1])
    except ModelMissing:  # an archive of the figure's own words alone needs none
        parser = ""
    weights = [locate(EMBEDDER, settings.embedder, settings.offline)[1], locate(RERANKER, settings.reranker, settings.offline)[1], locate_static()[1]]
    return _digest([vivavoce.__version__, FORMAT, _code(), _packages(), parser, [digest(path) for path in weights]])


def fingerprint(made_by: str, name: str, owner: OwnerFile, surveyed: Sequence[tuple[str, str]], portrait: Portrait | None,
                settings: Settings) -> str:
    """Everything an archive depends on, as one digest, without reading a document: equal prints, equal archives."""
    shaping = [(f.name, getattr(settings, f.name)) for f in fields(settings) if f.name not in _WITHOUT_EFFECT]
    return _digest([made_by, name, owner.model_dump_json(), surveyed, portrait and (portrait.file, portrait.sha256), shaping])


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


@cache
def _code() -> str:
    """A digest of the package, its faces apart: an archive that other code or other weights made is built again, also between two releases."""
    root = Path(vivavoce.__file__).parent
    summed = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".json", ".safetensors") and path.relative_to(root).parts[0] != "faces":
            summed.update(path.read_bytes())
    return summed.hexdigest()


@cache
def _packages() -> list[str]:
    """The packages that this one needs, with their versions."""
    try:
        needed = metadata.requires("vivavoce") or []
        names = sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed if "extra ==" not in line})
        return [f"{name} {metadata.version(name)}" for name in names]
    except metadata.PackageNotFoundError:  # run from its source tree alone
        return []
