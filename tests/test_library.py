"""A folder of archives: who is in it, who resembles whom and why, and what cannot be read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from vivavoce.errors import NotALibrary, UnknownFigure
from vivavoce.library import Library, resembling
from vivavoce.record import Card, Page


@pytest.fixture(scope="module")
def shelf(ada: Path, trotsky: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives, one that is broken, one folder that is none."""
    folder = tmp_path_factory.mktemp("shelf")
    shutil.copytree(ada, folder / "ada.vivavoce")
    shutil.copytree(trotsky, folder / "second.vivavoce")
    (folder / "broken.vivavoce").mkdir()
    (folder / "broken.vivavoce" / "archive.json").write_text("{", encoding="utf-8")
    (folder / "letters").mkdir()
    return folder


def test_figures_in_order_of_their_surnames(shelf: Path) -> None:
    library = Library.open(shelf)
    listed = library.figures()
    assert next(f.id for f in listed) == "ada-lovelace"
    assert len(listed) == 2
    assert all(f.sources and f.words and f.born for f in listed)
    assert list(library.skipped) == ["broken.vivavoce"]


def test_one_archive_is_a_library_too(ada: Path) -> None:
    assert [f.id for f in Library.open(ada).directory()] == ["ada-lovelace"]


def test_what_is_shared_is_the_reason(shelf: Path) -> None:
    page = Library.open(shelf).figure("ada-lovelace").page()
    other = replace(page, figure="augusta-king", name="Augusta King")
    nearest = resembling(page.figure, {p.figure: p for p in (page, other)})[0]
    assert nearest.other == "augusta-king"
    assert nearest.score > 0.9
    assert set(nearest.shared) <= {c.name for c in (*page.people, *page.places, *page.ideas, *page.works, *page.organisations, *page.occasions)} | {
        "exile", "prison"}


def test_a_figure_from_other_sources_is_nobody_else(shelf: Path) -> None:
    page = Library.open(shelf).figure("ada-lovelace").page()
    twin, namesake = replace(page, figure="ada-lovelace-2"), replace(page, figure="ada-lovelace-3", born="1901")
    assert [r.other for r in resembling(page.figure, {p.figure: p for p in (page, twin, namesake)})] == ["ada-lovelace-3"]


def test_no_folder_and_no_figure(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(NotALibrary):
        Library.open(tmp_path / "nowhere")
    with pytest.raises(UnknownFigure):
        Library.open(shelf).figure("../ada")
    with pytest.raises(UnknownFigure):
        Library.open(shelf).similar("nobody")


def a_page(name: str, people: tuple[Card, ...], occasions: tuple[Card, ...]) -> Page:
    return Page(name.lower(), name, (), None, None, (), None, "", (), (), (), people, (), (), occasions, (), (), (), ())


def test_a_given_name_and_somebody_elses_war_are_nothing_in_common() -> None:
    war = Card("civil-war", "occasion", "the Civil War", mentions=20)
    theirs = Card("civil-war", "occasion", "the Civil War", ("Polish Civil War",), 20)
    one = a_page("Ada", (Card("john-hale", "person", "John Hale", ("John",), 30),), (war,))
    other = a_page("Max", (Card("john-voss", "person", "John Voss", ("John",), 30),), (theirs,))
    same = a_page("Otto", (Card("john-hale", "person", "John Hale", ("Hale",), 30),), (war,))
    found = resembling("ada", {p.figure: p for p in (one, other, same)})
    assert [r.other for r in found] == ["otto"]
    assert set(found[0].shared) == {"John Hale", "the Civil War"}
