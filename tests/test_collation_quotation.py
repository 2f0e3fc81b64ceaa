"""A quotation put to the sources."""

from __future__ import annotations

import pytest

from vivavoce.collation.quotation import asked
from vivavoce.errors import EmptyQuotation, LongQuotation
from vivavoce.figure import Figure
from vivavoce.record import Verdict

ENGINE = "It follows what we order it to do, and I believe that its use will reach far beyond numbers."


@pytest.mark.parametrize(("text", "quote", "claimed"), [
    ("“The engine does not think.” — Charles Babbage", "“The engine does not think.”", "Charles Babbage"),
    ("The engine does not think. - Babbage, 1843", "The engine does not think.", "Babbage"),
    ("The engine does not think. (Ada Lovelace)", "The engine does not think.", "Ada Lovelace"),
    ("Babbage: “The engine does not think.”", "The engine does not think.", "Babbage"),
    ("As Lovelace wrote, “The engine does not think.”", "The engine does not think.", "Lovelace"),
    ("“The engine does not think,” said Max Weber.", "The engine does not think,", "Max Weber"),
    ("“The engine does not think,” Weber said.", "The engine does not think,", "Weber"),
    ("The engine — a wheel of brass — does not think.", "The engine — a wheel of brass — does not think.", ""),
    ("The engine does not think.", "The engine does not think.", "")])
def test_a_quotation_may_name_its_speaker(text: str, quote: str, claimed: str) -> None:
    taken = asked(text)
    assert (taken.text, taken.claimed) == (quote, claimed)


@pytest.mark.parametrize(("text", "parts"), [
    ("One two three. Four five six.", [("One two three.", False), ("Four five six.", False)]),
    ("One two three … four five six", [("One two three", False), ("four five six", True)]),
    ("One two three [...] four five six", [("One two three", False), ("four five six", True)]),
    ("One two three. Yes. Four five six.", [("One two three. Yes.", False), ("Four five six.", False)]),
    ("Dr. Hale of the mill came.", [("Dr. Hale of the mill came.", False)])])
def test_parts(text: str, parts: list[tuple[str, bool]]) -> None:
    assert asked(text).parts() == parts


class TestVerdicts:
    @pytest.mark.parametrize("text", [
        ENGINE, ENGINE.upper(), f"“{ENGINE}”", "the engine does not think", "Its use will reach far beyond numbers",
        "I was vexed to find that the printer had lost two of my pages. My children are well."[:62]])
    def test_verbatim(self, ada_figure: Figure, text: str) -> None:
        judged = ada_figure.quote(text)
        assert (judged.verdict, judged.speaker) == (Verdict.VERBATIM, "Ada Lovelace")
        assert judged.matches[0].similarity == 1.0
        assert judged.matches[0].difference == ""

    @pytest.mark.parametrize(("text", "difference"), [
        ("It follows what we tell it to do, and I believe that its use will reach far beyond numbers.", "[-tell-] {+order+}"),
        ("I believe that its use will reach beyond mere numbers.", "reach {+far+} beyond [-mere-] numbers"),
        ("The engine cannot think, and I have never claimed that it does.", "[-cannot-] {+does not+} think")])
    def test_altered(self, ada_figure: Figure, text: str, difference: str) -> None:
        judged = ada_figure.quote(text)
        assert (judged.verdict, judged.speaker) == (Verdict.ALTERED, "Ada Lovelace")
        assert difference in judged.matches[0].difference
        assert judged.matches[0].similarity < 1

    def test_another_word_of_a_like_meaning_in_a_short_quotation(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("machine of brass cogs")
        assert judged.verdict is Verdict.ALTERED
        assert judged.matches[0].difference == "machine of brass [-cogs-] {+wheels+}"

    @pytest.mark.parametrize("text", [
        "Brevity is a virtue of the loom.", "Imagination is the discovering faculty, pre-eminently.", "Numbers are not people.",
        "You may not care for engines, but engines care for you."])
    def test_not_found(self, ada_figure: Figure, text: str) -> None:
        judged = ada_figure.quote(text)
        assert (judged.verdict, judged.speaker, judged.matches) == (Verdict.NOT_FOUND, None, ())

    def test_words_of_a_source_are_its_authors(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("She studied the wings of birds, weighed paper, silk and wire")
        assert (judged.verdict, judged.speaker) == (Verdict.VERBATIM, "Miriam Holt")

    def test_the_editors_words_are_not_the_figures(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("My own part in it is small: I have mended the spelling.")
        assert (judged.verdict, judged.speaker) == (Verdict.VERBATIM, "Edwin Marsh")

    def test_the_wrong_speaker_is_named_as_wrong(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("“The engine does not think.” — Charles Babbage")
        assert (judged.verdict, judged.claimed, judged.wrong_speaker, judged.speaker) == (
            Verdict.VERBATIM, "Charles Babbage", True, "Ada Lovelace")
        assert not ada_figure.quote("“The engine does not think.” — Lovelace").wrong_speaker


LETTER = ("Ada Lovelace wrote to the printer in the spring. “The tables are full of slips,” she said, “and I will not pay for them.” The printer "
          "answered that his boy had been ill, and that the tables would be set again by a more careful hand before the end of the week.")


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Figure:
    """A letter, a volume that prints it among other things and a life with a muted sentence."""
    folder = tmp_path_factory.mktemp("quotes") / "ada"
    folder.mkdir()
    (folder / "1.txt").write_text(f"Notes on the engine\n\nAda Lovelace kept a notebook. It had a lock.\n\n{LETTER}\n\nAda Lovelace never "
                                  "lost the key of the notebook. Her mother had another.\n", encoding="utf-8")
    (folder / "2.txt").write_text(f"A letter\n\n{LETTER} She signed it twice.\n", encoding="utf-8")
    life = "A life\n\nAda Lovelace rode every morning. The grey mare bit the groom on a Tuesday. Nobody spoke of it afterwards.\n"
    (folder / "3.txt").write_text(life, encoding="utf-8")
    start = life.index("The grey mare")
    (folder / "figure.toml").write_text(f'name = "Ada Lovelace"\npronouns = "she"\n[[corrections]]\nsource = "3.txt"\nstart = {start}\n'
                                        f'end = {life.index(" Nobody")}\naction = "mute"\n', encoding="utf-8")
    Figure.build(folder, None, "")
    return Figure.open(folder.with_name("ada.vivavoce"))


class TestSeveralSources:
    def test_a_reprint_is_a_further_match(self, several: Figure) -> None:
        judged = several.quote("the tables would be set again by a more careful hand")
        assert [match.citation.source for match in judged.matches] == ["1.txt", "2.txt"]
        assert len({match.citation.exact for match in judged.matches}) == 1

    def test_who_is_quoted_in_an_account_and_with_which_words(self, several: Figure) -> None:
        judged = several.quote("I will not pay for them")
        assert (judged.verdict, judged.speaker) == (Verdict.VERBATIM, "Ada Lovelace")
        assert judged.matches[0].introduced_by == "she said"

    def test_what_the_owner_muted_is_not_found(self, several: Figure) -> None:
        assert several.quote("The grey mare bit the groom on a Tuesday").verdict is Verdict.NOT_FOUND
        assert several.quote("every morning. The grey mare bit the groom").verdict is not Verdict.VERBATIM


class TestSplices:
    def test_two_sentences_that_stand_apart_are_altered(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("The engine does not think, and I have never said that it does. I taught them yesterday to make a kite of paper.")
        assert judged.verdict is Verdict.ALTERED
        assert "left out" in judged.spliced
        assert len(judged.matches) == 2

    def test_parts_of_two_sources_are_altered(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("The engine does not think. She studied the wings of birds.")
        assert judged.verdict is Verdict.ALTERED
        assert "different sources" in judged.spliced

    def test_an_ellipsis_that_hides_little_leaves_a_quotation_verbatim(self, ada_figure: Figure) -> None:
        judged = ada_figure.quote("It follows what we order it to do … its use will reach far beyond numbers.")
        assert judged.verdict is Verdict.VERBATIM
        assert judged.note == "The ellipsis leaves out 4 words."
        assert "{+and I believe that+}" in judged.matches[0].difference

    def test_an_ellipsis_that_hides_a_denial_or_much_is_altered(self, ada_figure: Figure) -> None:
        assert ada_figure.quote("The engine … has to do what it does").verdict is not Verdict.VERBATIM
        judged = ada_figure.quote("I have worked at my notes since six this morning … its use will reach far beyond numbers.")
        assert judged.verdict is Verdict.ALTERED
        assert "hides" in judged.spliced

    def test_the_same_sentences_in_their_order_are_verbatim(self, ada_figure: Figure) -> None:
        assert ada_figure.quote("My children are well. I taught them yesterday to make a kite of paper").verdict is Verdict.VERBATIM


@pytest.mark.parametrize(("text", "error"), [("", EmptyQuotation), ("… — “”", EmptyQuotation), ("word " * 1200, LongQuotation)])
def test_what_cannot_be_judged(ada_figure: Figure, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        ada_figure.quote(text)


def test_the_longest_quotation_is_judged(ada_figure: Figure) -> None:
    assert ada_figure.quote(f"{ENGINE} " * 50).elapsed_ms < 5000
