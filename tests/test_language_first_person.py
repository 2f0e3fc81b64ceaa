"""Accounts turned into the first person, and the guards that stop it; all sentences are invented."""

from __future__ import annotations

import pytest

from vivavoce.language.first_person import Conversion, Converter
from vivavoce.language.parse import Parser
from vivavoce.record import Figure
from vivavoce.settings import Settings

FIGURE = Figure("Ada Lovelace", ("Lovelace", "Ada King"), "1815-12-10", "1852-11-27", "she")
MAN = Figure("Anton Weber", ("Weber",), "1801-03-02", "1866-07-09", "he")


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The pipeline, loaded once."""
    return Parser(Settings())


def convert(parser: Parser, figure: Figure, *sentences: str) -> Conversion:
    """Convert sentences of one paragraph in order; return the last."""
    converter, before = Converter(figure), None
    for doc, raw in zip(parser.parse(sentences), sentences, strict=True):
        before = converter.convert(doc, raw, 0, before)
    assert before is not None
    return before


@pytest.mark.parametrize(("before", "after"), [
    ("Weber moved to Basel in 1830.", "I moved to Basel in 1830."),
    ("In 1841 Anton Weber sold his house.", "In 1841 I sold my house."),
    ("The council dismissed Weber in the spring.", "The council dismissed me in the spring."),
    ("The council ignored Weber's letters.", "The council ignored my letters."),
    ("Weber was arrested and was sent to Bern.", "I was arrested and was sent to Bern."),
    ("In his second letter, Weber refused the post.", "In my second letter, I refused the post."),
    ("Clara and Weber opened a school in 1844.", "Clara and I opened a school in 1844."),
    ("Weber writes to the council and asks for a new trial.", "I write to the council and ask for a new trial."),
    ("Weber has a shop in Basel.", "I have a shop in Basel."),
    ("Weber taught himself Greek.", "I taught myself Greek."),
])
def test_converted(parser: Parser, before: str, after: str) -> None:
    assert convert(parser, MAN, before).text == after


@pytest.mark.parametrize(("sentence", "guard"), [
    ("Weber's brilliant work on locks was sold in Bern.", "praise or blame"),
    ("Weber's legacy is disputed to this day.", "after death"),
    ("In 1871 a street was named for Weber.", "after death"),
    ("Perhaps Weber never read the letter.", "the author's judgement"),
    ("In this article we follow Weber to Basel.", "article framing"),
    ("Weber, born Anton Karl Weber in Ulm, left school early.", "birth in an aside"),
    ("The followers of Weber met in Bern.", "of + name after a noun"),
    ("Weber and Keller opposed the plan.", "coordination"),
    ("“Weber is a thief,” the mayor said.", "the name stands in quoted words"),
    ("The young Weber sold clocks.", "name with modifiers"),
    ("The Weber family sold clocks.", "name used as an adjective"),
    ("Keller met Weber when he was in Bern.", "two persons in one sentence"),
    ("Hardship made Weber a thief.", "subject of no finite verb"),
    ("The council expected Weber to resign.", "subject of no finite verb"),
    ("Weber exchanged letters with him.", "two persons in one sentence"),
])
def test_guarded(parser: Parser, sentence: str, guard: str) -> None:
    result = convert(parser, MAN, sentence)
    assert result.text is None
    assert result.guard == guard


def test_pronoun_leans_on_the_subject_before(parser: Parser) -> None:
    assert convert(parser, MAN, "Weber left Basel in 1830.", "He settled in Ulm.").text == "I settled in Ulm."


def test_pronoun_after_another_man_is_left_alone(parser: Parser) -> None:
    assert convert(parser, MAN, "Keller visited Weber in Bern.", "He was a thief.").text is None
    assert convert(parser, MAN, "Keller sold the school.", "He settled in Ulm.").guard == "another antecedent"


def test_a_woman_and_her_pronouns(parser: Parser) -> None:
    assert convert(parser, FIGURE, "Lovelace sent her notes to the printer.").text == "I sent my notes to the printer."


def test_edits_lead_back_to_the_source(parser: Parser) -> None:
    raw = "The council ignored Weber's letters and dismissed his clerk."
    result = convert(parser, MAN, raw)
    assert result.text is not None
    rebuilt = raw
    for edit in reversed(result.edits):
        rebuilt = rebuilt[:edit.start] + edit.new + rebuilt[edit.end:]
    assert rebuilt == result.text


def test_without_known_pronouns_only_names_are_turned(parser: Parser) -> None:
    figure = Figure("Kim Weber", ("Weber",), pronouns="they")
    assert convert(parser, figure, "Weber sold the shop.").text == "I sold the shop."
    assert convert(parser, figure, "Weber sold the shop.", "They moved to Ulm.").text is None
