"""A life that a kinsman edits: what the son says of `my mother` is told of the figure, and what two books print is read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivavoce.dialogue.answering import evidence
from vivavoce.evidence.understand import understand
from vivavoce.evidence.whose import of_figure
from vivavoce.figure import Figure
from vivavoce.record import Mode, Status

LETTER = ("I walked to the harbour at Dover this morning with the children, and I counted the boats that had come home in the night before the "
          "great storm; the master of the lighthouse told me that he had never seen so many of them at the quay in one winter.")
LIFE = f"""Title: The Life and Letters of Ada Lovelace
Author: Ada Lovelace
Editor: Ralph Milbanke
*** START OF THE BOOK ***

THE LIFE AND LETTERS OF ADA LOVELACE

Edited by her son

RALPH MILBANKE

CHAPTER I. YOUTH

In the spring of 1835 my mother was married to a neighbour, William King. On 3 May 1836 my mother settled at Down, a small village in the hills.

The Herschels were married in 1829. The Babbages had been married in 1814, and the Somervilles in 1812.

ADA LOVELACE TO MARY SOMERVILLE. Dover, May 3rd, 1840.

{LETTER}

ADA LOVELACE.
"""
OTHER = f"""Title: Letters of Ada Lovelace
Author: Ada Lovelace
Editor: Jane Roe
*** START OF THE BOOK ***

LETTERS OF ADA LOVELACE

ADA LOVELACE TO MARY SOMERVILLE. Dover, May 3rd, 1840.

{LETTER}

ADA LOVELACE.

ADA LOVELACE TO CHARLES BABBAGE. Dover, June 3rd, 1841.

The garden is full of roses, and my brother writes that he will come in the summer with his wife and their dogs, if the roads are dry enough.

ADA LOVELACE.
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A life in letters, and another edition of one of them."""
    folder = tmp_path_factory.mktemp("edited")
    (folder / "figure.toml").write_text('name = "Ada Lovelace"\npronouns = "she"\nborn = "1815-12-10"\ndied = "1852-11-27"\n', encoding="utf-8")
    (folder / "life.txt").write_text(LIFE, encoding="utf-8")
    (folder / "letters.txt").write_text(OTHER, encoding="utf-8")
    place = Path(tmp_path_factory.mktemp("archive")) / "ada"
    Figure.build(folder, place, "")
    return Figure.open(place)


@pytest.mark.parametrize(("question", "said"), [("When were you married?", "spring of 1835"), ("When did you move to Down?", "settled at Down")])
def test_what_a_son_says_of_his_mother_is_of_the_figure(edited: Figure, question: str, said: str) -> None:
    answer = edited.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.sentences[0].text
    assert answer.sentences[0].mode is Mode.QUOTED
    told = edited.archive.record.within(*(lambda c: (c.source, c.start, c.end))(answer.sentences[0].citations[0]))
    assert edited.archive.called(told[0]) == "my mother"
    assert of_figure(told[0], edited.archive) == 1.0


def test_an_editor_who_is_no_kin_calls_nobody_so(edited: Figure) -> None:
    assert not any(edited.archive.called(s) for s in edited.archive.record.all_sentences("1") if s.source == "letters.txt")


def test_what_two_books_print_is_read_once(edited: Figure) -> None:
    _, weighed = evidence(edited.archive, understand("What did you count at the harbour?", edited.archive.figure))
    assert len({s.source for s in edited.archive.record.all_sentences("1") if "counted the boats" in edited.archive.exact(s)}) == 2
    assert sum("counted the boats" in w.exact for w in weighed) == 1


def test_a_name_that_is_an_ordinary_word_is_asked_for_as_a_name() -> None:
    from vivavoce.record import Figure as Person

    ada = Person("Ada Lovelace", ("Lovelace",), pronouns="she")
    assert understand("When did you move to Down?", ada).proper == ("Down",)
    assert understand("When did you go down to Dover?", ada).proper == ()
    assert understand("When did you leave in May?", ada).proper == ()
    assert understand("Where did I meet you, and when did I leave?", ada).proper == ()


def test_a_timeline_names_the_editor_and_not_the_author(edited: Figure) -> None:
    moments = edited.page().timeline
    assert moments
    assert {m.sentences[0].by for m in moments if m.sentences[0].mode is Mode.QUOTED} == {"Ralph Milbanke"}


def test_a_life_is_told_in_what_a_kinsman_says(edited: Figure) -> None:
    assert any("my mother was married" in said.text for said in edited.page().biography)


def test_her_mother_is_not_the_sons(edited: Figure) -> None:
    asked = edited.ask("Whom did your mother marry?")
    assert not any("my mother was married" in said.text for said in asked.sentences)
