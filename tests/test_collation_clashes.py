"""What sources claim of one matter, compared sentence by sentence: found when an archive is built, and beside an answer in other words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.collation.clashes import recorded
from vivavoce.figure import Figure
from vivavoce.record import Answer, Disagreement

TEXTS = {
    "chronicle.md": "# Max Weber: a chronicle\n\n## 14 March 1894\n\n"
                    "Max Weber was released from the fortress at Posen on the day the bells were rung.\n\n"
                    "## 12 May 1897\n\nMax Weber was expelled from the Reading Society.\n\n"
                    "## June 1898\n\nMax Weber joined the Lake Club with his brother.\n\n"
                    "## 2 May 1903\n\nMax Weber visited Antwerp and saw the harbour.\n",
    "life.txt": "Max Weber was a scholar. Max Weber was freed on 15 March 1894. In April 1896 he was put out of the Chess Circle. "
                "He was expelled from the society in May 1897. He joined the Lake Club in 1898. "
                "Max Weber spent three years and four months of the war in hospital. On 9 May 1903 Max Weber visited Ghent and saw the cloth hall. "
                "Max Weber founded the Harbour Library in 1901.\n",
    "memoir.txt": "A neighbour remembers Max Weber. It says in my diary that he was thrown out of the Reading Society on 19 May 1897. "
                  "Max Weber lay in hospital for nearly four years during the war. Max Weber joined the Lake Club in August 1898. "
                  "The Harbour Library, which according to my diary was founded in 1902, had a green door. "
                  "Max Weber moved to the Rose Street in May 1905.\n",
    "letters.txt": "Notes of a traveller on Max Weber. Max Weber moved to the Rose Street in 1905. Max Weber moved to Bonn in June 1905.\n",
}


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Four accounts that part in some dates and a length, and tell much else in more or less detail."""
    return built(TEXTS, "Max Weber")


def _values(shown: Answer | tuple[Disagreement, ...]) -> list[list[str]]:
    found = shown.disagreements if isinstance(shown, Answer) else shown
    return sorted(sorted(p.value for p in d.positions) for d in found)


def test_what_sentences_claim_of_one_matter_is_compared_and_detail_and_other_matters_are_not(figure: Figure) -> None:
    assert _values(recorded(figure.archive)) == [
        ["1894-03-14", "1894-03-15"],
        ["1897-05-12", "1897-05-19"],
        ["1898-06", "1898-08"],
        ["1901", "1902"],
        ["nearly four years", "three years and four months"],
    ]


def test_the_record_stands_on_the_page(figure: Figure) -> None:
    assert ["1897-05-12", "1897-05-19"] in _values(figure.page().disagreements)


@pytest.mark.parametrize(("question", "values"), [
    ("When did they let you out of the fortress?", ["1894-03-14", "1894-03-15"]),
    ("On what day did the Reading Society throw you out?", ["1897-05-12", "1897-05-19"]),
    ("In what month did you join the Lake Club?", ["1898-06", "1898-08"]),
])
def test_a_question_in_other_words_is_shown_both_sides(figure: Figure, question: str, values: list[str]) -> None:
    assert values in _values(figure.ask(question))


@pytest.mark.parametrize("question", ["When did you move to the Rose Street?", "When did you visit Antwerp?",
                                      "When were you put out of the Chess Circle?"])
def test_detail_and_another_matter_are_no_side(figure: Figure, question: str) -> None:
    assert not figure.ask(question).disagreements


def test_a_date_that_stands_in_a_heading_is_cited_with_it(figure: Figure) -> None:
    cited = [c.exact for d in recorded(figure.archive) for p in d.positions if p.value == "1897-05-12" for c in p.citations]
    assert "12 May 1897" in cited


def test_nothing_from_after_the_date_is_a_side(figure: Figure) -> None:
    told = figure.ask("When did you found the Harbour Library?", as_of="1901-06-30")
    assert not told.disagreements
