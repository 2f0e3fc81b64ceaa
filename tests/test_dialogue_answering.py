"""Answers from the bundled example: cited, short, the same each time, silent where it should be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import same
from vivavoce.errors import EmptyQuestion, LongQuestion
from vivavoce.figure import Figure
from vivavoce.record import Mode, Status


@pytest.mark.parametrize(("question", "said"), [
    ("When were you born?", r"1879"),
    ("Who attacked you with an ice axe?", r"Mercader"),
    ("Where did you live in Turkey?", r"Prinkipo"),
    ("What did the Dewey commission find?", r"not guilty|innocent"),
    ("What did you declare at Brest-Litovsk?", r"without signing|peace"),
])
def test_facts_are_said_and_cited(example: Figure, question: str, said: str) -> None:
    answer = example.ask(question)
    assert answer.status is Status.ANSWERED
    assert re.search(said, answer.text)
    assert all(s.citations for s in answer.sentences)
    assert len(answer.sentences) <= 3


@pytest.mark.parametrize("question", [
    "What is the capital of Australia?", "Which football club did you support?", "What did you say to Churchill at Yalta?"])
def test_silence_with_the_nearest_words_and_no_denial(example: Figure, question: str) -> None:
    answer = example.ask(question)
    assert answer.status is Status.SILENT
    assert answer.text == "My sources do not say."
    assert answer.nearest
    for citation in answer.nearest:
        assert example.text(citation.source)[citation.start:citation.end] == citation.exact


def test_same_question_same_answer(example: Figure) -> None:
    assert example.ask("Why were you exiled?") == example.ask("Why were you exiled?")


def test_nothing_is_said_twice(example: Figure) -> None:
    for question in ("When were you born?", "When were you killed?", "Where did you live in Mexico?"):
        said = [s.citations[0].exact for s in example.ask(question).sentences if s.citations]
        assert not any(same(one, other) for index, one in enumerate(said) for other in said[index + 1:])


def test_agreement_is_counted(example: Figure) -> None:
    assert any(s.corroborated_by for s in example.ask("When were you born?").sentences)


@pytest.mark.parametrize(("remark", "said"), [
    ("Hello", "not the person"), ("Are you real?", "No."), ("What can I ask you?", "Ask about"), ("Thank you", "welcome")])
def test_remarks_get_fixed_phrases(example: Figure, remark: str, said: str) -> None:
    answer = example.ask(remark)
    assert said in answer.text
    assert {s.mode for s in answer.sentences} == {Mode.FRAMING}


def test_what_is_suggested_can_be_answered(example: Figure) -> None:
    suggestions = example.suggestions()
    assert suggestions
    answered = [s for s in suggestions if example.ask(s).status is Status.ANSWERED]
    assert len(answered) >= 0.8 * len(suggestions)


def test_the_works_that_a_source_cites_are_listed(example: Figure) -> None:
    answer = example.ask("Which works does the essay on permanent revolution cite?")
    assert len(answer.sentences) >= 4
    assert all(s.mode is Mode.QUOTED for s in answer.sentences)


def test_a_follow_up_leans_on_the_question_before(example: Figure) -> None:
    assert example.ask("Why?", ["When were you expelled from the party?"]).status is Status.ANSWERED
    assert example.ask("Why?").status is Status.SILENT


def test_the_check_refuses_what_does_not_rest_on_its_citation(example: Figure) -> None:
    said = next(s for s in example.ask("When were you born?").sentences if s.citations)
    assert holds(said, example.archive)
    assert not holds(replace(said, text=said.text.replace("1879", "1878")), example.archive)
    assert not holds(replace(said, citations=()), example.archive)
    moved = replace(said.citations[0], start=said.citations[0].start + 1)
    assert not holds(replace(said, citations=(moved,)), example.archive)


@pytest.mark.parametrize(("question", "error"), [("  ", EmptyQuestion), ("?" * 2001, LongQuestion)])
def test_questions_that_cannot_be_served(example: Figure, question: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        example.ask(question)
