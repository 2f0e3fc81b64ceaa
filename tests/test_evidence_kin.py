"""Words that tell the same: a verb's forms are one word, kindred words count for less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.evidence.kin import forms, kin
from vivavoce.figure import Figure
from vivavoce.record import Mode, Status

LIFE = ("Ada Lovelace, a life\n\nAda Lovelace was born in London in 1815. As a child Lovelace saw her grandmother five or six times, and always "
        "at night. Her mother saw to her lessons, and her tutors often came to the house. She often wrote to her mother from school.\n\n"
        "In the winter of 1841 Lovelace bought a harp from a dealer in Bath, who was sorry to part with it. The dealer wrote to her:\n\n"
        "In the spring she found work for her gardener at the harbour. We all saw him there.\n\n"
        "Lovelace wrote the Notes in 1843. They were published in a journal of the sciences.\n")


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """One short life."""
    return built({"life.txt": LIFE}, "Ada Lovelace")


def test_the_forms_of_a_verb_are_one_another_and_nobody_else() -> None:
    assert forms("see") == {"saw", "seen"}
    assert forms("bought") == {"buy"}
    assert forms("harp") == frozenset()
    assert "purchas" in kin("buy")


@pytest.mark.parametrize(("question", "said"), [
    ("How often did you see your grandmother?", "five or six times"), ("What did you buy in Bath?", "a harp")])
def test_a_verb_is_found_in_another_form(figure: Figure, question: str, said: str) -> None:
    answer = figure.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.sentences[0].text


def test_what_one_found_or_bought_is_no_question_of_works(figure: Figure) -> None:
    told = figure.ask("What work did you find for the gardener?")
    assert "Notes" not in told.text
    assert "harbour" in told.text


def test_an_announcement_without_what_it_announces_is_left_out(figure: Figure) -> None:
    for question in ("What did you buy in Bath?", "Who sold you the harp?", "What happened in the winter of 1841?"):
        assert not any(s.text.endswith(":") for s in figure.ask(question).sentences if s.mode is not Mode.FRAMING)


def test_an_account_that_turns_to_its_author_is_not_gone_on_with(figure: Figure) -> None:
    told = figure.ask("What happened to the gardener in the spring?")
    assert "harbour" in told.text
    assert "We all" not in told.text
