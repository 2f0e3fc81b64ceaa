"""A block → sentences."""

from __future__ import annotations

import pytest

from vivavoce.language.sentences import sentences, states


def split(text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [text[a:b] for a, b in sentences(text, start, len(text) if end is None else end)]


@pytest.mark.parametrize(("text", "found"), [
    ("Mr. Hale left. Dr. Lee stayed.", ["Mr. Hale left.", "Dr. Lee stayed."]),
    ("With Maj. Dale came Mrs. Hale. Lt. Lee stayed.", ["With Maj. Dale came Mrs. Hale.", "Lt. Lee stayed."]),
    ("MY DEAR SIR:--Yours came. I was glad.", ["Yours came.", "I was glad."]),
    ("My dear Hale,—The wall stands.", ["The wall stands."]),
    ("Dear friends, we meet again. Welcome.", ["Dear friends, we meet again.", "Welcome."]),
    ("MRS. HALE, Boston, sold rope.", ["MRS. HALE, Boston, sold rope."]),
    ("J. S. Dale spoke. It rained.", ["J. S. Dale spoke.", "It rained."]),
    ("See vol. 3, p. 5. It rained.", ["See vol. 3, p. 5.", "It rained."]),
    ("He came on 3 Oct. 1801. He left.", ["He came on 3 Oct. 1801.", "He left."]),
    ("He wrote “Why?” and left.", ["He wrote “Why?” and left."]),
    ("Wait... what? No!", ["Wait... what?", "No!"]),
    ("She said: “Go. Now.” He went.", ["She said: “Go.", "Now.”", "He went."]),
    ("It cost £3.50 in all. Five men paid.", ["It cost £3.50 in all.", "Five men paid."]),
    ("1. First came rope.", ["First came rope."]),
    ("• Rope.", ["Rope."]),
    ("> - Rope.", ["Rope."]),
    ("**Her shop.** She sold rope. It rained.", ["She sold rope.", "It rained."]),
    ("**Her shop**: She sold rope.", ["She sold rope."]),
    ("**June.** She sold rope.", ["**June.** She sold rope."]),
    ("**She** sold rope.", ["**She** sold rope."]),
    ("**Her shop.**", ["**Her shop.**"]),
    ("-5 degrees were measured.", ["-5 degrees were measured."]),
    ("She walked to the\nharbour. She\r\ncounted boats.", ["She walked to the\nharbour.", "She\r\ncounted boats."]),
    ("She kept\u00a0bees.\u00a0She sold\u00a0wax.", ["She kept\u00a0bees.", "She sold\u00a0wax."]),
    ("Cafe\u0301s closed. Na\u00efve men paid.", ["Cafe\u0301s closed.", "Na\u00efve men paid."]),
    ("", []), ("   ", []), ("...", ["..."]),
])
def test_split(text: str, found: list[str]) -> None:
    assert split(text) == found


def test_only_the_block_is_read() -> None:
    text = "Before. She kept bees. After."
    assert split(text, 8, 22) == ["She kept bees."]


def test_an_overlong_sentence_is_cut_at_its_joints() -> None:
    clause = "she counted the boats that had come home in the night before she opened her shop"
    text = "; ".join([clause] * 30) + "."
    parts = split(text)
    assert all(len(part) <= 700 for part in parts)
    assert all(part.endswith(";") for part in parts[:-1])
    assert " ".join(parts) == text


def test_without_joints_it_is_cut_all_the_same() -> None:
    assert [len(part) for part in split("x" * 1500)] == [700, 700, 100]


@pytest.mark.parametrize("text", ["ab c. " * 60_000, "“" * 200_000, "- " * 100_000 + "x", "a, " * 100_000],
                         ids=["small letters", "marks", "list marks", "commas"])
def test_what_is_long_is_split_in_seconds(text: str) -> None:
    assert sum(len(part) for part in split(text)) > 0


@pytest.mark.parametrize(("text", "whole"), [
    ("The wall stands.", True), ("I came late.", True), ("The Story of the Wall 187", False), ("BOSTON, March 7, 1843.", False),
    ("JOHN HALE, Secretary of State.", False), ("He said:", False), ("Your obedient servant,", False), ("In 1843 he left for Rome.", True)])
def test_what_can_be_a_statement(text: str, whole: bool) -> None:
    assert states(text) is whole
