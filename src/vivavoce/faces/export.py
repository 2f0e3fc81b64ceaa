"""What an archive holds, written out for other programs: its bibliographies as CSL-JSON, or the whole record as JSON."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from vivavoce.faces import wire
from vivavoce.figure import Figure
from vivavoce.record import Reference
from vivavoce.text import slug


def csl(references: Iterable[Reference]) -> list[dict[str, Any]]:
    """Entries as CSL-JSON items; `custom` says where each stands (citationstyles.org: custom variables)."""
    seen: Counter[str] = Counter()
    items = []
    for reference in references:
        author: dict[str, str] = next(iter(reference.csl.get("author", [])), {})
        year = next(iter(next(iter(reference.csl.get("issued", {}).get("date-parts", [])), [])), "")
        name = slug(f"{author.get('family') or author.get('literal') or reference.csl.get('title', '')[:30]} {year}")
        seen[name] += 1
        items.append({"id": name if seen[name] == 1 else f"{name}-{seen[name]}", **reference.csl,
                      "custom": {"source": reference.source, "start": reference.start, "end": reference.end}})
    return items


def bibliography(figure: Figure) -> list[dict[str, Any]]:
    """The works that the sources list, as CSL-JSON items."""
    return csl(figure.archive.references)


def record(figure: Figure) -> dict[str, Any]:
    """The whole record: figure, sources with their texts and parts, passages, sentences, quotations, events, references."""
    archive = figure.archive
    sentences = archive.record.all_sentences("1")
    return {
        "figure": {**asdict(archive.figure), "id": archive.figure.id},
        "sources": [{**{key: value for key, value in entry.items() if key != "file"}, "text": archive.text(entry["source"])}
                    for entry in archive.manifest["sources"]],
        "passages": [asdict(passage) for passage in archive.record.passages(sorted({s.passage for s in sentences})).values()],
        "sentences": [{**asdict(sentence), "exact": archive.exact(sentence)} for sentence in sentences],
        "quotations": [{**asdict(quotation), "exact": archive.text(quotation.source)[quotation.start:quotation.end]}
                       for quotation in archive.record.quotations()],
        "events": [wire.event(event, figure.witnesses(event)) for event in figure.timeline()],
        "references": bibliography(figure),
    }


FORMATS: Final[dict[str, tuple[str, Callable[[Figure], Any]]]] = {"json": ("record.json", record), "csl-json": ("bibliography.json", bibliography)}
"""Each format, the name of its file within a folder, and what it writes."""


def write(figure: Figure, form: str, to: Path) -> Path:
    """Write an archive out in one step: to a file, or into a folder under the format's own name; what stood there stays whole until then."""
    name, made = FORMATS[form]
    target = to / name if to.is_dir() else to
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(made(figure), file, ensure_ascii=False, indent=1)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return target
