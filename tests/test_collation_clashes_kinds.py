"""Sides of every kind of value: planted contradictions are shown, and what only looks like one is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.figure import Figure

TEXTS = {
    "account.txt": "An account of Alfred Loewy\n\n"
                   "Alfred Loewy was a mapmaker. He was born at Linz on 3 May 1871. Alfred Loewy married Klara Benda in 1899. "
                   "With his first wife he had had two children. His second wife, Klara Benda, bore him five.\n\n"
                   "Alfred Loewy called the harbour office a sleeping paper mill.\n\n"
                   "In the attack of 1912 a stranger, Karl Hruby, struck him on the shoulder with a hammer. "
                   "Lieutenant Josef Adler fired at him in the yard, and Lieutenant Josef Adler wounded Alfred Loewy.\n\n"
                   "Alfred Loewy worked on the river atlas for about six years. Some 300 people came to his lecture on tides.\n\n"
                   "Alfred Loewy died at Trieste on 4 March 1925 (old calendar 19 February). He was buried at Trieste.\n",
    "memoir.md": "# Recollections of Alfred Loewy\n\n"
                 "Alfred Loewy was born at Graz in May 1871. He and Klara Benda had seven children, and two of them died young.\n\n"
                 "Alfred Loewy called the harbour office a drowning paper mill.\n\n"
                 "As Alfred Loewy bent over a chart, Karl Hruby struck him with a crowbar. "
                 "A court names Lieutenant Paul Stern as the man who fired at Alfred Loewy.\n\n"
                 "Alfred Loewy worked on the river atlas for nine years. About 290 people came to his lecture on tides.\n\n"
                 "Alfred Loewy died at Trieste on 4 March 1925.\n",
    "sketch.txt": "A sketch of Alfred Loewy\n\nAlfred Loewy was born at Graz in Styria in 1871. In 1899 he married. "
                  "His daughter Anna Maria was born in 1902. Thousands met their death in the flood of 1911 at Graz. "
                  "Alfred Loewy married Ida Frank in 1909. When Hruby died in October 1913, Alfred Loewy bought his charts. "
                  "Alfred Loewy travelled to Split in June 1904. Alfred Loewy travelled to Pola in August 1904.\n\n"
                  "Three of the children caught measles in 1906, and Klara died. "
                  "In 1900 Alfred Loewy thought that tides obey the moon alone. In 1910 Alfred Loewy thought that tides obey the sun as well.\n",
}
OWNER = """name = "Alfred Loewy"
pronouns = "he"
born = "1871-05-03"
died = "1925-03-04"
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Three accounts of one life."""
    return built(TEXTS, owner=OWNER)


@pytest.mark.parametrize(("question", "sides"), [
    ("Where were you born?", ["Linz", "Graz"]),
    ("How many children did you have with Klara Benda?", ["five", "seven"]),
    ("What did you call the harbour office?", ["sleeping", "drowning"]),
    ("How did you describe the harbour office?", ["sleeping", "drowning"]),
    ("With what were you struck?", ["hammer", "crowbar"]),
    ("What did Karl Hruby strike you with?", ["hammer", "crowbar"]),
    ("Who fired at you?", ["Adler", "Stern"]),
    ("How long did you work on the river atlas?", ["six years", "nine years"]),
    ("How many years did the river atlas take you?", ["six years", "nine years"]),
])
def test_both_sides_are_shown(figure: Figure, question: str, sides: list[str]) -> None:
    shown = [[position.value for position in d.positions] for d in figure.ask(question).disagreements]
    assert any(all(any(side in value for value in values) for side in sides) for values in shown), shown


@pytest.mark.parametrize("question", [
    "When were you born?",
    "When did you die?",
    "When did you marry?",
    "Where did you die?",
    "How many people came to your lecture on tides?",
    "When did you travel to Pola?",
    "What did you think of the tides?",
    "Where are you buried?",
])
def test_others_births_and_deaths_detail_rounding_another_journey_and_a_change_of_mind_are_no_disagreement(figure: Figure, question: str) -> None:
    assert not figure.ask(question).disagreements


def test_each_position_has_a_source_of_its_own(figure: Figure) -> None:
    for question in ("Where were you born?", "With what were you struck?", "How long did you work on the river atlas?"):
        for shown in figure.ask(question).disagreements:
            assert len({c.source for p in shown.positions for c in p.citations}) >= len(shown.positions)
            assert all(p.value.casefold() in " ".join(p.text.split()).casefold() for p in shown.positions)
