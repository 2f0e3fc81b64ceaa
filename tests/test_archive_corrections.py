"""The owner's corrections, obeyed and watched over from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivavoce.figure import Figure

TEXT = ("Ada Lovelace wrote the notes in one summer. She hid the green ledger under the floor. Her cousin found it later. "
        "Ada Lovelace sold the pony in October. The buyer came from Leeds and paid in silver.\n")
HIDDEN = "She hid the green ledger under the floor."


class Folder:
    """A folder with one document and one correction, built again and again."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self.write(TEXT)

    def write(self, text: str) -> None:
        """The document's text."""
        (self.place / "a.txt").write_text(text, encoding="utf-8")

    def correct(self, start: int, end: int, action: str = "mute", more: str = "") -> None:
        """The one correction."""
        (self.place / "figure.toml").write_text(f'[[corrections]]\nsource = "a.txt"\nstart = {start}\nend = {end}\naction = "{action}"\n{more}',
                                                encoding="utf-8")

    def build(self) -> tuple[Figure, tuple[str, ...]]:
        """The archive and the warnings of its build."""
        built = Figure.build(self.place, None, "Ada Lovelace")
        return Figure.open(built.path), built.warnings


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder to build."""
    return Folder(tmp_path / "ada")


def test_what_is_muted_is_nowhere_in_the_record_nor_in_a_passage(folder: Folder) -> None:
    start = TEXT.index(HIDDEN)
    folder.correct(start, start + len(HIDDEN))
    figure, warnings = folder.build()
    archive = figure.archive
    assert warnings == ()
    assert not any("ledger" in archive.exact(s) for s in archive.record.all_sentences("1"))
    passages = archive.record.passages(range(archive.passage_count))
    assert passages and not any("ledger" in archive.text(p.source)[p.start:p.end] for p in passages.values())
    assert str(figure.quote(HIDDEN).verdict) == "not_found"
    assert not any("ledger" in c.exact for c in figure.ask("Where did you hide the green ledger?").nearest)
    assert [e["words"] for e in figure.inspect()["corrections"]] == [HIDDEN]


def test_what_is_quoted_only_is_never_in_the_first_person(folder: Folder) -> None:
    first, _ = folder.build()
    sold = "Ada Lovelace sold the pony in October."
    assert next(s for s in first.archive.record.all_sentences("1") if first.archive.exact(s) == sold).first_person
    folder.correct(TEXT.index(sold), TEXT.index(sold) + len(sold), "quote_only")
    figure, _ = folder.build()
    sentence = next(s for s in figure.archive.record.all_sentences("1") if figure.archive.exact(s) == sold)
    assert sentence.first_person is None and sentence.guard == "the owner's word"


def test_a_changed_text_is_named_with_where_the_words_have_gone(folder: Folder) -> None:
    start = TEXT.index(HIDDEN)
    folder.correct(start, start + len(HIDDEN))
    folder.build()
    folder.write(f"A new first line stands here.\n\n{TEXT}")
    figure, [warning] = folder.build()
    moved = (folder.place / "a.txt").read_text(encoding="utf-8").index(HIDDEN)
    assert warning.startswith(f"figure.toml corrects {start}–{start + len(HIDDEN)} of a.txt, where now ")
    assert f"they stand at {moved}–{moved + len(HIDDEN)} now." in warning
    assert figure.inspect()["corrections"][0]["problem"] in warning
    _, again = folder.build()
    assert again == (warning,)  # until the owner settles it
    folder.correct(moved, moved + len(HIDDEN))
    assert folder.build()[1] == ()


def test_words_that_are_gone_and_spans_out_of_range_are_named(folder: Folder) -> None:
    start = TEXT.index(HIDDEN)
    folder.correct(start, start + len(HIDDEN))
    folder.build()
    folder.write(TEXT.replace("green ledger", "small purse"))
    _, [changed] = folder.build()
    assert "not in it any more" in changed
    folder.write("Ada Lovelace left.")
    _, [short] = folder.build()
    assert "has only 18 code points" in short


def test_the_owner_may_say_which_words_are_meant(folder: Folder) -> None:
    folder.correct(0, 12, "quote_only", 'words = "Ada Lovelace"\n')
    assert folder.build()[1] == ()
    folder.correct(0, 12, "quote_only", 'words = "Mary Orme"\n')
    [warning] = folder.build()[1]
    assert "where now “Ada Lovelace” stands and not “Mary Orme”" in warning


def test_white_space_alone_is_no_change(folder: Folder) -> None:
    start = TEXT.index(HIDDEN)
    folder.correct(start, start + len(HIDDEN))
    folder.build()
    folder.write(TEXT.replace("hid the", "hid\nthe"))
    assert folder.build()[1] == ()
