"""Entries of bibliographies → CSL-JSON."""

from __future__ import annotations

from typing import Any

import pytest

from vivavoce.record import Source
from vivavoce.sources.bibliography import parsed, references
from vivavoce.sources.structure import blocks

ANN, MILES = {"family": "Roe", "given": "Ann"}, {"family": "Hale", "given": "Miles"}


def year(number: int) -> dict[str, Any]:
    return {"date-parts": [[number]]}


@pytest.mark.parametrize(("entry", "expected"), [
    # MLA
    ("Roe, Ann. The Rope Makers. Quay Press, 1981. Print.",
     {"type": "book", "author": [ANN], "title": "The Rope Makers", "publisher": "Quay Press", "issued": year(1981), "medium": "Print"}),
    ("Roe, Ann, and Miles Hale. Rope and Tar: A History. Bergen: Quay Press, 1981.",
     {"type": "book", "author": [ANN, MILES], "title": "Rope and Tar: A History", "publisher-place": "Bergen", "publisher": "Quay Press"}),
    ("Hale, Miles. \"Boats of the North.\" Journal of Maritime History, vol. 12, no. 3, 1999, pp. 101-120.",
     {"type": "article-journal", "title": "Boats of the North", "container-title": "Journal of Maritime History", "volume": "12", "issue": "3",
      "page": "101–120", "issued": year(1999)}),
    ("Roe, Ann. \"Who Tied the Knot?\" The Guardian, 3 May 2001, www.example.org/knot. Accessed 4 June 2002.",
     {"type": "article-newspaper", "title": "Who Tied the Knot?", "container-title": "The Guardian", "issued": {"date-parts": [[2001, 5, 3]]},
      "accessed": {"date-parts": [[2002, 6, 4]]}, "URL": "www.example.org/knot"}),
    ("Roe, Ann. \"How to Tie a Knot.\" Knots and Ropes. Web. 3 Mar. 2010. <http://knots.example.org>",
     {"type": "webpage", "container-title": "Knots and Ropes", "accessed": {"date-parts": [[2010, 3, 3]]}, "URL": "http://knots.example.org",
      "medium": "Web"}),
    ("The Harbour. Directed by Ann Roe, Quay Films, 1999. Film.",
     {"type": "motion_picture", "title": "The Harbour", "director": [ANN], "publisher": "Quay Films", "medium": "Film"}),
    ("Roe, Ann. Rope Wars in the Second World War I. The Harbour Master, 1932. Print.",
     {"title": "Rope Wars in the Second World War I", "container-title": "The Harbour Master", "issued": year(1932)}),
    # APA
    ("Roe, A. M., & Quay, B. (2004). The rope makers of Dover. Cambridge: Cambridge University Press.",
     {"author": [{"family": "Roe", "given": "A. M."}, {"family": "Quay", "given": "B."}], "title": "The rope makers of Dover", "issued": year(2004),
      "publisher-place": "Cambridge", "publisher": "Cambridge University Press"}),
    ("Roe, A. M., Hale, M., & Lund, B. (2010, March 3). Rope and tar. The Harbour Times, 12(3), 1–20. https://doi.org/10.1000/xyz123",
     {"author": [{"family": "Roe", "given": "A. M."}, {"family": "Hale", "given": "M."}, {"family": "Lund", "given": "B."}], "title": "Rope and tar",
      "container-title": "The Harbour Times", "volume": "12", "issue": "3", "page": "1–20", "DOI": "10.1000/xyz123",
      "issued": {"date-parts": [[2010, 3, 3]]}}),
    ("World Harbour Organization. (2015). Annual report on boats. Geneva: Author.",
     {"author": [{"literal": "World Harbour Organization"}], "title": "Annual report on boats", "issued": year(2015)}),
    ("Quay, B. (n.d.). Boats for beginners. Retrieved March 3, 2010, from http://www.example.org/boats",
     {"type": "webpage", "title": "Boats for beginners", "accessed": {"date-parts": [[2010, 3, 3]]}, "URL": "http://www.example.org/boats"}),
    # Chicago, bibliography, notes and author-date
    ("Hale, Miles. “Boats of the North.” Journal of Maritime History 12, no. 3 (1999): 101–20.",
     {"type": "article-journal", "container-title": "Journal of Maritime History", "volume": "12", "issue": "3", "page": "101–20",
      "issued": year(1999)}),
    ("Ann Roe, The Rope Makers (London: Quay Books, 1962), 45–50.",
     {"type": "book", "author": [ANN], "title": "The Rope Makers", "publisher-place": "London", "publisher": "Quay Books", "page": "45–50"}),
    ("Ann Roe and Miles Hale, \"The Last Boat,\" Harbour Review 4 (Spring 1971): 3-9.",
     {"author": [ANN, MILES], "title": "The Last Boat", "container-title": "Harbour Review", "volume": "4",
      "issued": {"date-parts": [[1971]], "season": 1}}),
    ("van der Berg, Jan. 1978. Ropes of Holland. Amsterdam: Querido.",
     {"author": [{"family": "van der Berg", "given": "Jan"}], "title": "Ropes of Holland", "issued": year(1978), "publisher": "Querido"}),
    ("Roe, Ann. \"Sailors.\" In The Oxford Companion to Ships, edited by I. C. B. Dear, 34–36. Oxford: Oxford University Press, 2005.",
     {"type": "chapter", "container-title": "The Oxford Companion to Ships", "editor": [{"family": "Dear", "given": "I. C. B."}], "page": "34–36"}),
    ("Weber, Max. The Protestant Ethic. Translated by Talcott Parsons. New York: Scribner, 1930.",
     {"translator": [{"family": "Parsons", "given": "Talcott"}], "title": "The Protestant Ethic", "publisher-place": "New York"}),
    ("———. The Second Harbour. Bergen: Quay Press, 1990.", {"author": [ANN], "title": "The Second Harbour"}),
    ("Hale, Miles, ed. Songs of the Sea. Boston: Quay Books, 1899.", {"editor": [MILES], "title": "Songs of the Sea", "publisher": "Quay Books"}),
    # others: Harvard, MHRA, Vancouver, IEEE, German, plain commas, older catalogues, Markdown
    ("Hale, M. (1999) Boats. 2nd ed. Oxford: Oxford University Press. Available at: http://example.org/boats [Accessed 3 March 2010].",
     {"title": "Boats", "edition": "2nd", "publisher": "Oxford University Press", "URL": "http://example.org/boats"}),
    ("Roe, Ann, ‘Rope in the North’, Harbour Review, 12.3 (1999), 101–20",
     {"author": [ANN], "title": "Rope in the North", "container-title": "Harbour Review", "volume": "12", "issue": "3", "page": "101–20"}),
    ("Roe A, Hale M. Rope and tar in the north. J Mar Hist. 1999;12(3):101-20.",
     {"author": [{"family": "Roe", "given": "A"}, {"family": "Hale", "given": "M"}], "container-title": "J Mar Hist", "volume": "12"}),
    ("[1] A. M. Roe and M. Hale, \"Rope and tar,\" J. Mar. Hist., vol. 12, no. 3, pp. 101–120, Mar. 1999.",
     {"author": [{"family": "Roe", "given": "A. M."}, {"family": "Hale", "given": "M."}], "title": "Rope and tar", "page": "101–120"}),
    ("Weber, Max: Wirtschaft und Gesellschaft. Tübingen: Mohr, 1922.",
     {"author": [{"family": "Weber", "given": "Max"}], "title": "Wirtschaft und Gesellschaft", "publisher-place": "Tübingen", "publisher": "Mohr"}),
    ("1. Roe, Ann, The Loss of the Boat, Harbour Quarterly, Summer 1980; retrieved 29 July 2007",
     {"author": [ANN], "title": "The Loss of the Boat", "container-title": "Harbour Quarterly", "issued": {"date-parts": [[1980]], "season": 2},
      "accessed": {"date-parts": [[2007, 7, 29]]}}),
    ("Roe, A., The Rope Makers, Oxford University Press, London, 1954",
     {"title": "The Rope Makers", "publisher": "Oxford University Press", "publisher-place": "London"}),
    ("Roe. The Rope Makers of Dover. By Ann Roe. 2 vols. 1909.", {"author": [ANN], "title": "The Rope Makers of Dover", "number-of-volumes": "2"}),
    ("II. _Rope and Tar_. By Ann Roe. (Boston, 1869: Quay, Lund & Co.) A full account.",
     {"author": [ANN], "title": "Rope and Tar", "publisher-place": "Boston", "publisher": "Quay, Lund & Co", "issued": year(1869)}),
    ("- Roe, Ann. *The Rope Makers*. 3 vols. Quay, 1958–1964.", {"title": "The Rope Makers", "issued": {"date-parts": [[1958], [1964]]}}),
    ("Harbour Society. Annual Report of the Harbour. Bergen, 1901.", {"author": [{"literal": "Harbour Society"}], "issued": year(1901)}),
    ("\"Boats.\" Encyclopaedia of the Sea. 3rd ed. 1911.", {"type": "entry-encyclopedia", "container-title": "Encyclopaedia of the Sea"}),
], ids=lambda value: value[:30] if isinstance(value, str) else "")
def test_an_entry(entry: str, expected: dict[str, Any]) -> None:
    told = parsed(entry, [ANN])
    assert {key: told.get(key) for key in expected} == expected


@pytest.mark.parametrize("line", ["", "1914.", "There is no list of works that would not leave out most of what was written by her and about her."])
def test_what_is_no_entry(line: str) -> None:
    assert parsed(line) == {}


def test_entries_of_a_text_with_their_spans() -> None:
    text = ("She sold rope.\n\nBibliography\n\nRoe, Ann. The Rope Makers of Dover and of the Northern Coast, with a\n"
            "Map of the Harbours. London: Quay, 1962.\nHale, Miles. Boats of the North, Their Builders and Their Owners. Bergen:\n"
            "Quay Press, 1981.\n\n———. Nets. Bergen: Quay Press, 1982.\n\n# Afterwards\n\nNothing was left.")
    found = references(Source("a.txt", text, "", blocks(text)))
    assert [reference.csl["title"] for reference in found] == [
        "The Rope Makers of Dover and of the Northern Coast, with a Map of the Harbours", "Boats of the North, Their Builders and Their Owners",
        "Nets"]
    assert [text[reference.start:reference.end].split()[0] for reference in found] == ["Roe,", "Hale,", "———."]
    assert found[2].csl["author"] == [MILES]
    assert text[found[1].start:found[1].end].endswith("Quay Press, 1981.")


def test_numbered_entries_on_one_line_each() -> None:
    text = "She sold rope.\n\n**References**\n\n1. Roe, Ann. Rope. 1937. Print.\n\n2. Roe, Ann. Tar. 1938. Print.\n3. Hale, Miles. Nets. 1939."
    assert [reference.csl["title"] for reference in references(Source("a.txt", text, "", blocks(text)))] == ["Rope", "Tar", "Nets"]
