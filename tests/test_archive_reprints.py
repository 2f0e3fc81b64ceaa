"""What an archive knows of passages printed twice, and of damaged parts of a sound source."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivavoce.figure import Figure
from vivavoce.record import Damage, Health

LETTER = ("Ada Lovelace wrote to the printer in the spring. She asked him to send the second proof before the end of the week, because the tables "
          "of the seventh note were full of slips. The printer answered that his boy had been ill, and that the tables would be set again by a more "
          "careful hand. Ada Lovelace thanked him and paid for the paper that had been wasted.")


@pytest.fixture(scope="module")
def figure(tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A letter, a volume that prints it among other things, and a copy of the letter with a closing line of its own."""
    folder = tmp_path_factory.mktemp("reprints") / "ada"
    folder.mkdir()
    (folder / "1.txt").write_text(f"Notes on the engine\n\nAda Lovelace kept a notebook. It had a lock.\n\n{LETTER}\n\nAda Lovelace "
                                  "never lost the key of the notebook. Her mother had another.\n", encoding="utf-8")
    (folder / "2.txt").write_text(f"A letter\n\n{LETTER} She signed it twice.\n", encoding="utf-8")
    Figure.build(folder, None, "Ada Lovelace")
    return Figure.open(folder.with_name("ada.vivavoce"))


def test_a_duplicate_is_kept_and_shown_and_only_what_it_alone_holds_is_read(figure: Figure) -> None:
    archive = figure.archive
    assert [archive.source(s).health.verdict for s in ("1.txt", "2.txt")] == ["sound", "duplicate"]
    assert LETTER in archive.text("2.txt")
    read = [archive.exact(s) for s in archive.record.all_sentences("1") if s.source == "2.txt"]
    assert "She signed it twice." in read
    assert not any("printer" in words for words in read)


def test_where_a_passage_stands_elsewhere_can_be_asked(figure: Figure) -> None:
    archive = figure.archive
    place = archive.text("1.txt").index("The printer answered")
    [span] = archive.printed_elsewhere("1.txt", place, place + 20)
    assert span.source == "2.txt"
    assert "The printer answered" in archive.text("2.txt")[span.start:span.end]
    assert archive.printed_elsewhere("1.txt", 0, 10) == ()


def test_sentences_at_the_same_place_of_a_shared_passage_are_the_same_text(figure: Figure) -> None:
    from dataclasses import replace

    archive = figure.archive
    here = {archive.exact(s): s for s in archive.record.all_sentences("1") if s.source == "1.txt"}
    answered = next(s for words, s in here.items() if words.startswith("The printer answered"))
    wrote = next(s for words, s in here.items() if words.startswith("Ada Lovelace wrote"))
    place = archive.text("2.txt").index(archive.exact(answered))
    copy = replace(answered, source="2.txt", start=place, end=place + answered.end - answered.start)
    assert archive.same_text(answered, copy) and archive.same_text(copy, answered)
    assert not archive.same_text(wrote, copy)
    assert not archive.same_text(answered, wrote)


def test_a_damaged_part_of_a_sound_source_is_degraded_where_it_lies() -> None:
    health = Health(spans=(Damage(10, 20, "broken words"), Damage(40, 50, "broken words")))
    assert [health.at(*span) for span in ((0, 10), (5, 11), (12, 15), (20, 40), (39, 41), (50, 60), (0, 60))] == [
        "sound", "degraded", "degraded", "sound", "degraded", "sound", "degraded"]
    assert Health("degraded").at(0, 5) == "degraded"


def test_a_copy_that_tells_one_thing_otherwise_is_read_there(tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "1.txt").write_text(f"A letter\n\nAda Lovelace kept a notebook. {LETTER} The letter is dated 9 May 1843. It was sold later. "
                                  "The seal on it is of green wax, and somebody broke it with a thumb.\n", encoding="utf-8")
    (folder / "2.txt").write_text(f"A letter\n\n{LETTER.replace('printer in', 'prnter in')} The letter is dated 9 May 1848. It was sold later. "
                                  "The seal on it is of black lead, and somebody broke it with a thumb.\n", encoding="utf-8")
    Figure.build(folder, None, "Ada Lovelace")
    archive = Figure.open(tmp_path / "ada.vivavoce").archive
    assert archive.source("2.txt").health.verdict == "duplicate"
    assert [archive.exact(s) for s in archive.record.all_sentences("1") if s.source == "2.txt"] == [
        "The letter is dated 9 May 1848.", "The seal on it is of black lead, and somebody broke it with a thumb."]


def test_quotations_of_a_copy_that_are_left_out_do_not_trouble_those_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    folder.mkdir()
    spoken = ['Ada Lovelace said: "The engine weaves patterns as the loom weaves flowers."', 'She said: "I never am satisfied."']
    shared = f"{LETTER} {spoken[0]} It was sold later, with the lock and the key."
    (folder / "1.txt").write_text(f"A letter\n\nAda Lovelace kept a notebook. It had a lock.\n\n{shared}\n", encoding="utf-8")
    (folder / "2.txt").write_text(f"A letter\n\n{shared} {spoken[1]}\n", encoding="utf-8")
    talk = " ".join(f'On the {day}th of May Ada Lovelace said: "I have done with number {day} for good and all."' for day in range(4, 9))
    (folder / "3.txt").write_text(f"Her table talk\n\n{talk}\n", encoding="utf-8")
    Figure.build(folder, None, "Ada Lovelace")
    archive = Figure.open(tmp_path / "ada.vivavoce").archive
    assert archive.source("2.txt").health.verdict == "duplicate"
    told = [archive.text(q.source)[q.start:q.end] for q in archive.record.quotations()]
    assert len(told) == len(set(told)) >= 6
