"""Who the figure is, stated or inferred."""

from __future__ import annotations

import pytest

from vivavoce.errors import NoFigure
from vivavoce.language.names import is_figure
from vivavoce.reading.who import infer_figure
from vivavoce.record import Figure, Source

ROE = Figure("Jane Roe", ("Roe",), pronouns="she")


def source(text: str) -> Source:
    return Source("a.txt", text, "")


@pytest.mark.parametrize("author", ["Jane Roe", "JANE ROE", "Roe, Jane", "J. Roe", "Jane A. Roe", "Dr. Jane Roe", "Mrs. Jane Roe",
                                    "Jane Roe [pseud.]", "Roe", "Miss  Jane Roe", "J. A. Roe"])
def test_names_that_are_the_figures(author: str) -> None:
    assert is_figure(author, ROE)


@pytest.mark.parametrize("author", ["", "Jane", "John Roe", "Mary Roe", "Jane Row", "Mr. Roe", "Jane Hale", "Roe & Sons Ltd", "."])
def test_names_that_are_not(author: str) -> None:
    assert not is_figure(author, ROE)


def test_spellings_of_a_surname_titles_and_single_names() -> None:
    assert is_figure("Jane Harborrow", Figure("Jane Harborow"))
    assert not is_figure("Jane Harrow", Figure("Jane Harborow"))
    assert is_figure("Aspasia", Figure("Aspasia"))
    assert is_figure("Lord Harborow", Figure("Lord Harborow"))
    assert not is_figure("Lady Harborow", Figure("Lord Harborow"))
    assert not is_figure("Mrs. John Doe", Figure("John Doe", pronouns="he"))


def test_what_is_stated_is_kept_and_nothing_is_called_inferred() -> None:
    figure = infer_figure([source("Jane Roe was born in 1999. He died.")], " Jane  Roe ", ("Roe", " "), "1760", "1801-11", "she")
    assert figure == Figure("Jane Roe", ("Roe",), "1760", "1801-11", "she", ())


def test_dates_pronouns_and_names_are_inferred_and_said_to_be() -> None:
    text = ("Jane Roe was born Jane Mary Hale on 3 May 1760 in Kent. She kept bees. Her sister wrote that Roe never left Kent, and she was right.\n\n"
            "Jane Roe died on 11 November 1801. Roe was buried in Dover, and her bees were sold. Jane Mary Hale was her name in the register.\n")
    figure = infer_figure([source(text)], "Jane Roe")
    assert (figure.born, figure.died, figure.pronouns) == ("1760-05-03", "1801-11-11", "she")
    assert {"Roe", "Jane Mary Hale"} <= set(figure.aliases)
    assert set(figure.inferred) == {"aliases", "born", "died", "pronouns"}


def test_what_the_documents_do_not_tell_is_not_made_up() -> None:
    figure = infer_figure([source("Jane Roe kept bees in Kent.")], "Jane Roe")
    assert (figure.born, figure.died, figure.pronouns) == (None, None, "they")


def test_the_date_told_most_often_wins_and_a_death_follows_a_birth() -> None:
    text = "Roe was born in 1760. Roe was born in 1761. Jane Roe was born in 1760. Roe died in 1755. Roe died in 1801."
    figure = infer_figure([source(text.replace(". ", ".\n\n"))], "Jane Roe", ("Roe",))
    assert (figure.born, figure.died) == ("1760", "1801")


def test_another_persons_dates_are_not_the_figures() -> None:
    figure = infer_figure([source("Jane Roe kept bees.\n\nMiles Hale was born on 4 June 1770.\n\nMiles Hale died in 1840.")], "Jane Roe")
    assert (figure.born, figure.died) == (None, None)


def test_a_year_that_a_scan_read_with_letters_is_read() -> None:
    figure = infer_figure([source("Jane Roe was born in February, l8l7, as nearly as it could be told.")], "Jane Roe")
    assert figure.born == "1817"


def test_a_childs_birth_is_not_the_parents() -> None:
    figure = infer_figure([source("Four children came of it, and one, Robert Todd Roe, was born on August 1, 1843. Roe was glad.")], "Jane Roe")
    assert figure.born is None


def test_a_date_of_dying_weighs_more_than_one_after_the_death() -> None:
    figure = infer_figure([source("Roe died on 15 April 1865. In a letter of May 27, 1865, just after the death of Roe, her clerk wrote. "
                                  "It was on May 27, 1865, that the death of Roe was spoken of again.")], "Jane Roe")
    assert figure.died == "1865-04-15"


@pytest.mark.parametrize(("text", "suggested"), [
    ("Jane Roe kept bees. Miles Hale bought honey. Later Jane Roe sold wax.", "Jane Roe"), ("It rained all day.", "")])
def test_nobody_named(text: str, suggested: str) -> None:
    with pytest.raises(NoFigure) as caught:
        infer_figure([source(text)], "")
    assert ("The person named most is" in str(caught.value)) == bool(suggested)
    assert suggested in str(caught.value)


def test_a_life_as_a_pedigree_or_a_stone_tells_it() -> None:
    text = "The fifth child was JANE MARY ROE, b. May 3, 1760, d. November 11, 1801. Roe was mourned in 1802, when her brother died.\n"
    figure = infer_figure([source(text)], "Jane Roe", pronouns="she")
    assert (figure.born, figure.died) == ("1760-05-03", "1801-11-11")
    assert infer_figure([source("JOHN MARY ROE. Born 3 May, 1760. Died 11 November, 1801.")], "Jane Roe", pronouns="she").died is None
