"""What a document says of itself."""

from __future__ import annotations

import pytest

from vivavoce.sources.metadata import metadata
from vivavoce.sources.structure import blocks


def test_front_matter_comes_first() -> None:
    found = metadata("---\ntitle: The Harbour\nauthor: Berit Lund\neditor: M. Hale\ndate: 1881-05-06\nlang: English\n---\n\nBy Somebody Else\n")
    assert (found.title, found.author, found.editor, found.date, found.language) == ("The Harbour", "Berit Lund", "M. Hale", "1881-05-06", "en")
    assert found.inferred == ()


def test_front_matter_of_windows() -> None:
    assert metadata("---\r\ntitle: The Harbour\r\nauthor: Berit Lund\r\n---\r\n\r\nText.\r\n").author == "Berit Lund"


@pytest.mark.parametrize("front", ["---\ntitle: [\n---\n", "---\n- a\n- list\n---\n", "---\njust words\n---\n", "---\ntitle:\n---\n"])
def test_front_matter_that_is_broken_is_no_failure(front: str) -> None:
    assert metadata(f"{front}\nThe Harbour\n\nShe sold rope.\n").author == ""


def test_an_e_books_header() -> None:
    header = "Title: The Harbour\nAuthor: Berit Lund\nEditor: M. Hale\nRelease Date: May 1999\nLanguage: German\n"
    found = metadata(f"{header}\n*** START OF THE BOOK ***\n")
    assert (found.title, found.author, found.editor, found.language) == ("The Harbour", "Berit Lund", "M. Hale", "de")


@pytest.mark.parametrize(("line", "author"), [
    ("By Berit Lund", "Berit Lund"), ("Written by Berit Lund", "Berit Lund"), ("An essay by Ludwig van Beethoven", "Ludwig van Beethoven"),
    ("by B. H. Lund", "B. H. Lund"), ("Berit Lund is a historian of boats.", "Berit Lund"), ("Bought by the pound", ""), ("She was by herself.", "")])
def test_a_by_line_is_inferred(line: str, author: str) -> None:
    found = metadata(f"The Harbour\n\n{line}\n\nShe sold rope and tar to sailors.\n")
    assert found.author == author
    assert ("author" in found.inferred) == bool(author)
    assert (found.title, "title" in found.inferred) == ("The Harbour", True)


def test_a_by_line_in_the_middle_is_none() -> None:
    assert metadata("The Harbour\n\n" + "She sold rope.\n\n" * 12 + "By Berit Lund\n\n" + "She sold tar.\n\n" * 12).author == ""


@pytest.mark.parametrize(("line", "author"), [
    ("Berit Lund is a member of the Harbour Society.", "Berit Lund"), ("Berit Lund teaches history at Bergen.", "Berit Lund"),
    ("— Berit Lund", "Berit Lund"),
    ("Miles Hale is a writer of ballads.", ""), ("By Berit Lund and Ann Roe", "Berit Lund and Ann Roe"), ("The Harbour is a member.", ""),
    ("She teaches history at Bergen.", ""), ("In Bergen Lund is a member.", "")])
def test_a_by_line_below_the_text_names_no_one_that_the_text_is_about(line: str, author: str) -> None:
    body = "Miles Hale sold rope. Hale had a shop. Then Hale sold tar, and Hale was rich.\n\n" * 5
    assert metadata(f"The Harbour\n\n{body}{line}\n").author == author


@pytest.mark.parametrize(("line", "day"), [
    ("Published 3 March 2019", "2019-03-03"), ("Posted on March 3, 2019", "2019-03-03"), ("By Berit Lund, 3 March 2019", "2019-03-03"),
    ("The harbour was opened on 3 March 1819", ""), ("Bergen, 3 March 1819", "")])
def test_a_day_of_publication_is_inferred_where_it_is_said(line: str, day: str) -> None:
    found = metadata(f"The Harbour\n\n{line}\n\nShe sold rope and tar to sailors.\n")
    assert (found.published, "published" in found.inferred) == (day, bool(day))


def test_the_original_edition_of_an_e_book() -> None:
    header = "Title: The Harbour\nAuthor: Berit Lund\nRelease Date: May 1999\nOriginal Publication: Bergen: Quay Press, 1881, 1882\n"
    found = metadata(f"{header}\n*** START OF THE BOOK ***\n")
    assert (found.published, found.date) == ("1882", "")


@pytest.mark.parametrize(("line", "published"), [
    ("COPYRIGHT, 1918, BY QUAY AND COMPANY", "1918"), ("First published in 1881", "1881"),
    ("Entered, according to Act of Congress, in the year 1853, by Berit Lund", "1853"), ("Printed in Bergen", ""), ("In 1918 she sold rope", "")])
def test_the_year_on_a_title_page(line: str, published: str) -> None:
    text = f"THE HARBOUR\n\nBY BERIT LUND\n\nQUAY AND COMPANY\n\n{line}\n\nShe sold rope and tar to sailors.\n"
    assert metadata(text, blocks(text)).published == published


def test_aliases_in_front_matter_are_not_followed() -> None:
    assert metadata("---\na: &a [x, x]\nb: *a\ntitle: Boats\n---\nText.\n").title != "Boats"


def test_a_long_first_line_is_no_title() -> None:
    assert metadata("She sold rope and tar to sailors from the north, " * 4).title == ""


@pytest.mark.parametrize(("date", "iso"), [
    ("1881", "1881"), ("1881-05", "1881-05"), ("May 1881", "1881-05"), ("next May", ""), ("18811", ""), ("1881-05-06T10:00:00", "1881-05-06")])
def test_a_date_is_iso_or_none(date: str, iso: str) -> None:
    assert metadata(f'---\ntitle: x\ndate: "{date}"\n---\n').date == iso


class TestFirstPages:
    """A book's first pages say when it was printed, or written."""

    BODY = "\n\nCHAPTER I\n\nShe sold rope and tar to sailors in 1851, and in 1853 she sold the shop to her brother and went home.\n"

    @staticmethod
    def found(text: str) -> tuple[str, str]:
        """The dates of writing and of printing."""
        told = metadata(text, blocks(text))
        return told.date, told.published

    @pytest.mark.parametrize(("page", "day"), [
        ("BERGEN:\n\nLund and Sons.\n\n1859.", "1859"),
        ("BERGEN, 1812.\n\n1859.\n\nBergen, Norway,\nOctober 1st, 1859.", "1859-10-01"),
        ("PREFACE\n\nI thank the harbour for its patience, and all who bought my rope or my tar.\n\nBERGEN, June 9, 1859", "1859-06-09"),
        ("First Edition February 24, 1856.\nSecond Edition September, 1859.", "1859-09"), ("She sailed on 3 May 1859.", ""), ("1812.", "")])
    def test_of_printing(self, page: str, day: str) -> None:
        assert self.found(f"THE HARBOUR\n\n{page}{self.BODY}") == ("", day)

    def test_of_a_periodical(self) -> None:
        assert self.found("THE HARBOUR\n\n'The Northern Review', 1864\n\nShe sold rope and tar to sailors.\n") == ("", "1864")

    def test_of_writing_on_the_title_page(self) -> None:
        assert self.found(f"THE HARBOUR\n\nTWO ESSAYS WRITTEN IN 1842 AND 1844\n\n1909{self.BODY}") == ("1844", "1909")

    def test_of_writing_in_the_headings(self) -> None:
        life = "\n\n".join(["THE HARBOUR", "I was born in Bergen, where my father had the oldest shop of the harbour.",
                             "LIFE IN BERGEN FROM 1842 TO THE PRESENT TIME, 1876.", "I sold rope.", "WRITTEN MAY 1ST, 1881.", "I sold tar."])
        assert self.found(life) == ("1881-05-01", "")
        assert self.found(life + "\n\nIn 1890, 1891, 1892 and 1893 more was sold.") == ("", "")
