"""Follow-ups: what a question takes from those before it, and the moves that ask for no new matter."""

from __future__ import annotations

import re

import pytest

from vivavoce.dialogue.follow import Move, move
from vivavoce.dialogue.sides import named_sources
from vivavoce.dialogue.understand import Kind, understand
from vivavoce.figure import Figure
from vivavoce.record import Figure as Person
from vivavoce.record import Mode, Status

WEBER = Person("Anton Weber", ("Weber",), pronouns="he")


@pytest.mark.parametrize(("text", "expected"), [
    ("Tell me more.", Move.MORE), ("Go on", Move.MORE), ("What else?", Move.MORE), ("And after that?", Move.NEXT), ("And then?", Move.NEXT),
    ("What happened next?", Move.NEXT), ("How do you know?", Move.SOURCES), ("How do you know that?", Move.SOURCES), ("Says who?", Move.SOURCES),
    ("Tell me more about the loom.", None), ("How do you know Babbage?", None), ("Why?", None)])
def test_moves(text: str, expected: Move | None) -> None:
    assert move(text) is expected


@pytest.mark.parametrize(("text", "history", "lent"), [
    ("Who disagreed?", ["What is the loom theory?"], "loom"), ("How many died?", ["Tell me about Plymouth."], "Plymouth"),
    ("What do your critics say?", ["Tell me about Plymouth."], "Plymouth"), ("And with whom?", ["Where did you live in Plymouth?"], "Plymouth"),
    ("Until when?", ["Where did you live in Plymouth?"], "Plymouth"), ("Why?", ["Did you leave Plymouth?", "Tell me more."], "Plymouth")])
def test_a_short_question_takes_what_it_lacks(text: str, history: list[str], lent: str) -> None:
    assert lent in understand(text, WEBER, history).text


def test_a_question_word_within_a_question_only_qualifies() -> None:
    assert understand("What did you see when you wrote it?", WEBER).kind is Kind.OTHER
    assert understand("What happened to the man who taught you?", WEBER).kind is Kind.OTHER
    assert understand("When, and where, were you born?", WEBER).kind is Kind.TIME
    assert understand("In whose house did you live?", WEBER).kind is Kind.PERSON


def test_more_says_what_was_not_said(example: Figure) -> None:
    first = example.ask("Why were you exiled?")
    more = example.ask("Tell me more.", ["Why were you exiled?"])
    assert more.status is Status.ANSWERED
    assert not {c for s in first.sentences for c in s.citations} & {c for s in more.sentences for c in s.citations}


def test_what_comes_next_follows_in_the_telling(example: Figure) -> None:
    first = example.ask("When were you expelled from the party?").sentences[0].citations[0]
    then = example.ask("And after that?", ["When were you expelled from the party?"]).sentences[0].citations[0]
    assert then.source == first.source
    assert then.start >= first.end


def test_how_it_is_known_is_answered_with_the_words_and_who_says_them(example: Figure) -> None:
    answer = example.ask("How do you know?", ["When were you born?"])
    assert answer.sentences[0].mode is Mode.FRAMING
    assert len(answer.sentences) > 1
    for said in answer.sentences[1:]:
        assert said.mode is Mode.QUOTED
        assert said.by
        assert example.text(said.citations[0].source)[said.citations[0].start:said.citations[0].end] == said.citations[0].exact


def test_who_was_spoken_of_is_whom_a_pronoun_means(example: Figure) -> None:
    answer = example.ask("What happened to him afterwards?", ["Who killed you?"])
    assert re.search(r"Mercader", answer.text)


def test_critics_are_heard(example: Figure) -> None:
    answer = example.ask("What do your critics say about Kronstadt?")
    assert answer.status is Status.ANSWERED
    assert any(str(c.standing) == "partisan" for s in answer.sentences for c in s.citations)


def test_two_sources_are_set_side_by_side(example: Figure) -> None:
    text = "Compare the encyclopaedia and the pamphlet on Kronstadt."
    asked = named_sources(text, example.archive)
    assert len(asked) == 2
    assert [s.citations[0].source for s in example.ask(text).sentences] == asked
    assert named_sources("What do your critics say about Kronstadt?", example.archive) == []


def test_a_false_premise_about_what_happens_once_is_silence(example: Figure) -> None:
    assert example.ask("When did you marry Frida Kahlo?").status is Status.SILENT
    assert example.ask("When did you marry Aleksandra Sokolovskaya?").status is Status.ANSWERED


def test_works_are_listed_with_the_sentences_that_tell_of_them(example: Figure) -> None:
    answer = example.ask("Which books did you write?")
    assert len(answer.sentences) >= 2
    assert re.search(r"My Life|Revolution Betrayed", answer.text)
    assert all(re.search(r"wrote|books|published|finished", c.exact, re.I) for s in answer.sentences for c in s.citations)


def test_a_pronoun_may_mean_a_relative_of_the_figure() -> None:
    assert "your mother" in understand("How long was she in prison?", WEBER, ["Of what was your mother accused?"]).text
    assert "your father" in understand("Where did he work?", WEBER, ["Who was your father?"]).text
