"""A folder with one file of every kind, one broken of each, one bomb of each: what can be read is read, the rest is named, nothing hangs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import formats
import pytest

from vivavoce.errors import UnreadableSource
from vivavoce.sources.aside import Aside
from vivavoce.sources.readers import Limits

PROSE = "She walked to the harbour every morning, and counted the boats that had come home in the night before she opened her shop."
LINES: list[formats.Line] = [(50, 600, 11, "She walked to the harbour every morning, and counted the boats."), (50, 587, 11, "Eleven had come home.")]
WHOLE = {
    "a.txt": PROSE.encode(), "b.md": f"# The Harbour\n\n{PROSE}".encode(), "c.html": f"<p>{PROSE}</p>".encode(), "d.pdf": formats.pdf([LINES]),
    "e.epub": formats.epub({"a.xhtml": f"<p>{PROSE}</p>"}), "f.docx": formats.docx([("Normal", PROSE)]), "g.xml": formats.tei(f"<p>{PROSE}</p>"),
    "h.txt": f"Title: Boats\n\n*** START OF THE PROJECT GUTENBERG EBOOK BOATS ***\n\n{PROSE}\n\n*** END OF THE PROJECT GUTENBERG EBOOK ***".encode()}
BROKEN = {
    "a.txt": (b"\x00\x01\x02" * 99, "is not text"), "c.html": (b"\xff\xd8\xff\xe0", "is not text"),
    "d.pdf": (formats.pdf([LINES])[:200], "damaged PDF"),
    "d2.pdf": (formats.locked_pdf(), "encrypted"), "d3.pdf": (formats.pdf([[]], image=True), "run OCR on it first"),
    "e.epub": (WHOLE["e.epub"][:500], "damaged"), "f.docx": (WHOLE["f.docx"][:500], "damaged"), "g.xml": (WHOLE["g.xml"][:300], "damaged XML"),
    "g2.xml": (b"<rss version='2.0'><channel/></rss>", "not TEI"), "i.csv": (b"a,b\n", "of a kind that is not read")}
BOMBS = {
    "a.txt": (b"boats " * 200_000, "paragraph of"), "b.md": (b"boats\n" * 200_000, "paragraph of"), "c.html": (b"<div>" * 200_000, "too deeply"),
    "d.pdf": (formats.endless_pages(50_000), "50,000 pages"),
    "d2.pdf": (formats.swollen_page(30_000_000), "seconds|memory"),
    "e.epub": (formats.zip_bomb(WHOLE["e.epub"], "OEBPS/x.bin", 500_000_000), "expand"),
    "f.docx": (formats.zip_bomb(WHOLE["f.docx"], "x", 90_000_000), "-fold"),
    "f2.docx": (formats.docx([], extra={"word/document.xml": formats.laughs("w")}), "entities"), "g.xml": (formats.laughs("TEI"), "entities"),
    "g2.xml": (b"<TEI>" * 300_000, "damaged XML|too deeply|memory")}


READ = """
import json, resource, sys
from pathlib import Path
from vivavoce.settings import Settings
from vivavoce.sources import OwnerFile, read_folder
found = read_folder(Path(sys.argv[1]), OwnerFile(), Settings(reading_seconds=20))
print(json.dumps({"texts": {s.id: s.text for s in found.sources}, "reasons": {s.path: s.reason for s in found.skipped},
                  "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))
"""
"""Run in a process of its own, whose children are the reading processes alone."""


def test_a_folder_of_everything(tmp_path: Path) -> None:
    for name, raw in WHOLE.items():
        (tmp_path / f"whole-{name}").write_bytes(raw)
    for sort, files in (("broken", BROKEN), ("bomb", BOMBS)):
        for name, (raw, _) in files.items():
            (tmp_path / f"{sort}-{name}").write_bytes(raw)
    done = subprocess.run([sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, timeout=400, check=True)
    found = json.loads(done.stdout)
    assert set(found["texts"]) == {f"whole-{name}" for name in WHOLE}
    assert all("counted the boats" in text for text in found["texts"].values())
    reasons = found["reasons"]
    for sort, files in (("broken", BROKEN), ("bomb", BOMBS)):
        for name, (_, reason) in files.items():
            assert any(part in reasons[f"{sort}-{name}"] for part in reason.split("|")), (sort, name, reasons[f"{sort}-{name}"])
    assert not any("\n" in reason for reason in reasons.values())
    assert found["peak"] < 1_000_000  # kilobytes, of whichever reading process held most


def test_a_file_that_takes_too_long_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "slow.html").write_bytes(b"<p>" + b"<b>x</b><i>" * 4_900 + b"<table>" * 4_000 + b"x" * 200)
    (tmp_path / "good.html").write_bytes(WHOLE["c.html"])
    with Aside(Limits(seconds=0)) as aside:
        for _ in range(2):
            with pytest.raises(UnreadableSource, match="longer to read than 0 seconds"):
                aside.read(tmp_path / "slow.html")
    with Aside(Limits()) as aside:
        assert "counted the boats" in aside.read(tmp_path / "good.html").text


def test_a_reader_that_has_no_memory_says_so(tmp_path: Path) -> None:
    (tmp_path / "large.html").write_bytes(f"<p>{PROSE}</p>\n".encode() * 100_000)
    with Aside(Limits(memory=120_000_000)) as aside, pytest.raises(UnreadableSource, match="memory"):
        aside.read(tmp_path / "large.html")


def test_what_another_process_reads_is_what_this_one_would(tmp_path: Path) -> None:
    from vivavoce.sources.readers import READERS

    with Aside(Limits()) as aside:
        for name in ("c.html", "d.pdf", "e.epub", "f.docx", "g.xml"):
            (tmp_path / name).write_bytes(WHOLE[name])
            assert aside.read(tmp_path / name) == READERS[Path(name).suffix](WHOLE[name], Limits())
