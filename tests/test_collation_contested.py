"""What an archive lists as contested is shown to a question that asks for it, in whatever words, and to no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.collation.clashes import recorded
from vivavoce.figure import Figure
from vivavoce.record import Status

TEXTS = {
    "account.txt": "An account of Alfred Loewy\n\n"
                   "Alfred Loewy was a mapmaker at Trieste. In the Great Canal Strike (1903-1905) he drew maps for the boatmen. "
                   "The Tide Society was founded by Alfred Loewy in 1908.\n\n"
                   "On 3 May 1912 Karl Hruby, an OKR agent, came to the house of Alfred Loewy. "
                   "Hruby had won the trust of the household under the alias Peter Vogt. "
                   "Hruby struck Alfred Loewy on the shoulder with a copper hammer. "
                   "The agent Emil Rossi was known to the neighbours under the false name \"Tommaso\".\n\n"
                   "The editor of the Tide Almanac (1904-1911) was Ida Frank.\n",
    "memoir.md": "# Recollections of Alfred Loewy\n\n"
                 "The Canal Strike, when the barges lay still from 1903 to 1904, cost Alfred Loewy his sleep. "
                 "The Tide Society was created in 1909.\n\n"
                 "In May 1912 Karl Hruby, a young clerk in the pay of the KVS, knocked at the door. "
                 "Under the name of the grain merchant \"Anton Berg\" he had visited Alfred Loewy since the winter. "
                 "As Alfred Loewy bent over a chart, Hruby struck him with a crowbar.\n\n"
                 "Emil Rossi, an agent of the Harbour Police, swept the yard. "
                 "Ida Frank edited the Tide Almanac from 1909 to 1930.\n",
}
OWNER = 'name = "Alfred Loewy"\npronouns = "he"\nborn = "1871-05-03"\ndied = "1925-03-04"\n'


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Two accounts of one assault, one strike and one society."""
    return built(TEXTS, owner=OWNER)


def test_years_false_names_services_and_weapons_are_compared_and_those_of_others_are_not(figure: Figure) -> None:
    found = sorted(sorted(p.value for p in d.positions) for d in recorded(figure.archive))
    assert found == [["1903 to 1904", "1903-1905"], ["1908", "1909"], ["Anton Berg", "Peter Vogt"], ["KVS", "OKR"], ["copper hammer", "crowbar"]]


@pytest.mark.parametrize(("question", "sides"), [
    ("When did the Canal Strike take place?", ["1903 to 1904", "1903-1905"]),
    ("What were the years of the Canal Strike?", ["1903 to 1904", "1903-1905"]),
    ("What did Karl Hruby call himself?", ["Anton Berg", "Peter Vogt"]),
    ("Under what false name did Hruby come to you?", ["Anton Berg", "Peter Vogt"]),
    ("For which secret service did Hruby work?", ["KVS", "OKR"]),
    ("What kind of tool was used to strike you?", ["copper hammer", "crowbar"]),
    ("In what year did the Tide Society come into being?", ["1908", "1909"]),
])
def test_both_sides_are_shown_to_a_question_in_other_words(figure: Figure, question: str, sides: list[str]) -> None:
    answer = figure.ask(question)
    assert [sorted(p.value for p in d.positions) for d in answer.disagreements] == [sides]
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize("question", ["Who struck you?", "Who came to your house in May 1912?", "What was the false name of Emil Rossi?",
                                      "Who edited the Tide Almanac?", "When did Hruby die?", "What alias did Ida Frank use?"])
def test_what_asks_for_something_else_is_shown_none(figure: Figure, question: str) -> None:
    assert not figure.ask(question).disagreements


def test_a_side_told_later_is_no_side_as_of_an_earlier_day(figure: Figure) -> None:
    assert not figure.ask("When did the Canal Strike take place?", as_of="1904-06").disagreements


def test_an_answer_that_gives_the_very_day_of_a_side_is_a_side_and_one_that_gives_its_year_is_not(built: Callable[..., Figure]) -> None:
    texts = {"account.txt": "An account of Ada Berg\n\nThe Tide Society was founded by Ada Berg on 3 June 1908.\n\n"
                            "The letters to Vienna ceased in 1908.\n",
             "memoir.md": "# Recollections of Ada Berg\n\nThe Tide Society was founded by Ada Berg on 9 June 1908.\n",
             "diary.txt": "A diary\n\nOn 3 June 1908 the mapmakers signed their charter in the boathouse.\n"}
    figure = built(texts, owner='name = "Ada Berg"\npronouns = "she"\nborn = "1871-05-03"\ndied = "1925-03-04"\n')
    assert [sorted(p.value for p in d.positions) for d in figure.ask("When did the mapmakers sign their charter?").disagreements] == [
        ["1908-06-03", "1908-06-09"]]
    assert not figure.ask("When did the letters to Vienna cease?").disagreements
