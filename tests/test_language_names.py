"""Names, numbers and dates by their look."""

from __future__ import annotations

import pytest

from vivavoce.language.names import alias_pattern, counts, has_date, has_number, names, numbers, years


@pytest.mark.parametrize(("text", "found"), [
    ("The Duke of Kent met Mary Ann Hale’s brother.", ["Duke of Kent", "Mary Ann Hale"]),
    ("However, Dr. Lee left.", ["Dr. Lee"]),
    ("In June she sailed to Bergen.", ["Bergen"]),
    ("When did you meet Émile Zsoldos?", ["Émile Zsoldos"]),
    ("I saw her, and Monday passed.", []),
    ("Fortunately it rained.", []),
    ("Bergen was cold.", ["Bergen"]),
    ("she met nobody", []),
    ("“Hale,” she said, “is late.”", ["Hale"]),
    ("", []),
])
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("in 1801", [1801]), ("1801–1805", [1801, 1805]), ("in 1801-02", [1801]),
    ("£1,801", []), ("18011", []), ("in 2150", []), ("(1499)", [1499]), ("801", [])])
def test_years(text: str, found: list[int]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("two, three and four boats", {2, 3, 4}),
    ("two or three hundred", {2, 300}),
    ("two hundred and four", {204}),
    ("three thousand, four hundred and six", {3406}),
    ("five thousand, six thousand", {5000, 6000}),
    ("forty-three; forty three", {43}),
    ("eighteen forty-three", {18, 43}),
    ("a dozen; two dozen", {12, 24}),
    ("twelve hundred", {1200}),
    ("seven hundred and twelve", {712}),
    ("one million two hundred thousand and six", {1200006}),
    ("1,234 and 5.5 and 7th", {1234, 5, 7}),
    ("a hundred", {100}),
    ("someone, often, Twenty-One", {21}),
    ("9" * 400, set()),
    ("none", set()),
])
def test_numbers(text: str, found: set[int]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(("text", "stated"), [("nine days", True), ("9 days", True), ("one day", False), ("a day", False), ("tennis", False)])
def test_has_number(text: str, stated: bool) -> None:
    assert has_number(text) is stated


@pytest.mark.parametrize(("text", "stated"), [
    ("in 1801", True), ("on 3 May", True), ("May 3rd", True), ("in May", True), ("the 3rd of May", True),
    ("in the last century", True), ("in the 90s", True), ("the 1790s", True),
    ("at the age of nine", True), ("_March 5._ Moved", True), ("she may come", False), ("they march on", False), ("at nine", False)])
def test_has_date(text: str, stated: bool) -> None:
    assert has_date(text) is stated


class TestAliasPattern:
    PATTERN = alias_pattern(("Jane Roe", "Roe", "J. Roe", "Émile"))

    @pytest.mark.parametrize(("text", "found"), [
        ("Jane Roe met Roe.", ["Jane Roe", "Roe"]), ("Jane\nRoe’s shop", ["Jane\nRoe"]), ("J. Roe", ["J. Roe"]), ("(Roe)", ["Roe"]),
        ("Roebuck, Monroe, Anti-Roe, roe, ROE", []), ("Émilea Émile", ["Émile"])])
    def test_whole_words_as_written_the_longest_first(self, text: str, found: list[str]) -> None:
        assert [match.group() for match in self.PATTERN.finditer(text)] == found

    def test_what_is_special_to_a_pattern_is_not(self) -> None:
        assert not alias_pattern(("J.",)).search("Jo came")
        assert alias_pattern(("Roe (the elder)",)).search("Roe (the elder) came")


def test_a_title_may_begin_with_a_possessive() -> None:
    assert names("where did she write My Life?") == ["My Life"]
    assert names("My Life was written there.") == ["Life"]


@pytest.mark.parametrize(("text", "found"), [
    ("In 1843 she wrote 1500 letters.", {1500}), ("the 1848 revolutions of three countries", {1848, 3}),
    ("born in 1815", set()), ("seven Notes", {7})])
def test_a_year_counts_nothing(text: str, found: set[int]) -> None:
    assert counts(text) == found
