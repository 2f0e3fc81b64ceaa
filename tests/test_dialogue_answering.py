"""Answers from the bundled example: cited, short, the same each time, silent where it should be."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import say
from vivavoce.errors import EmptyQuestion, LongQuestion
from vivavoce.evidence.voice import same
from vivavoce.evidence.weigh import alone, beside
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


@pytest.mark.parametrize("question", [
    "Where did Natalia Sedova study?", "When did Lenin visit you in Coyoacán?", "How many soldiers did Tukhachevsky lead at Kronstadt?"])
def test_what_a_question_takes_for_granted_has_to_be_told(example: Figure, question: str) -> None:
    """No study is told of her, no passage on that house names him, and no number stands by the third."""
    assert example.ask(question).status is Status.SILENT


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


@pytest.mark.parametrize("text", ["Wann wurden Sie geboren?", "asdf qwer", "!!!"])
def test_what_is_not_understood_has_no_nearest_words(example: Figure, text: str) -> None:
    answer = example.ask(text)
    assert (answer.status, answer.nearest) == (Status.SILENT, ())
    assert "did not understand" in answer.text


@pytest.mark.parametrize("question", ["Who was Leon Trotsky?", "Tell me about your life.", "Who is Trotsky?"])
def test_a_whole_life_is_told_from_the_page(example: Figure, question: str) -> None:
    answer = example.ask(question)
    assert answer.status is Status.ANSWERED
    assert "revolutionary" in answer.sentences[0].text
    assert "1879" in answer.text
    assert all(holds(said, example.archive) for said in answer.sentences)


def test_who_speaks_here_is_said_with_who_the_figure_was(example: Figure) -> None:
    said = example.ask("Who are you?").sentences
    assert "not the person" in said[0].text
    assert said[1].citations


@pytest.mark.parametrize("question", ["Why are you famous?", "What are you best known for?", "Why should we remember Trotsky?"])
def test_what_the_figure_is_known_as_is_told_where_it_is_asked_what_for(example: Figure, question: str) -> None:
    said = example.ask(question).sentences
    assert "revolutionary" in said[0].text
    assert all(one.citations for one in said)


def test_a_life_told_as_of_a_day_ends_there(example: Figure) -> None:
    told = example.ask("Tell me about your life.", as_of="1905")
    assert any(said.citations for said in told.sentences)
    assert not re.search(r"19(?:0[6-9]|[1-9]\d)", told.text)


def test_quoted_words_do_not_call_he_whom_those_brought_along_for_them_call_i(example: Figure) -> None:
    archive = example.archive
    every = archive.record.all_sentences("1")
    told = [(one, other) for one, other in pairwise(every) if one.passage == other.passage and one.first_person and other.first_person is None]
    pairs = [(one, other) for one, other in told if re.match(r"H(?:e|is)\s", archive.exact(other)) and other.voice == one.voice
             and archive.health(one.source, one.start, one.end) == "sound"]
    assert pairs
    for one, other in pairs:
        answer = alone(other, archive)
        assert [s.mode for s in say([answer, beside(answer, one, archive)], (), archive, 0.0)] == [Mode.QUOTED, Mode.QUOTED]
        assert say([alone(one, archive)], (), archive, 0.0)[0].mode is Mode.FIRST_PERSON


def test_the_sources_are_named_where_nothing_was_said_yet(example: Figure) -> None:
    answer = example.ask("What are your sources?")
    assert {s.mode for s in answer.sentences} == {Mode.FRAMING}
    assert example.archive.sources[0].title in answer.text


def test_what_was_said_is_said_again(example: Figure) -> None:
    asked = ["Where did you live in Turkey?"]
    assert example.ask("Can you repeat that?", asked).sentences == example.ask(asked[0]).sentences


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
    alone = example.ask("Why?")
    assert alone.status is Status.SILENT
    assert "Ask about" in alone.text


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
