"""Asked of a name that several things bear, an answer has one sentence for each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.figure import Figure
from vivavoce.record import Answer, Status

NORTH = ("Millbridge, Cumberland\n\nMillbridge is a market town in Cumberland, on the left bank of the Eller. Wool was spun there in three mills, "
         "and the last of them burned down in the winter of 1841. The population was 4,210 at the census of 1851. The church has a square tower, "
         "and its bells came from Whitechapel.\n")
SOUTH = ("Millbridge, Devon\n\nMillbridge is a village in Devon, known for its lime kilns. The population was 612 at the census of 1851. "
         "A coach from Exeter stops there twice in the week.\n")
COPY = NORTH.replace("4,210", "9,999")
GAZETTEER = ("A gazetteer of the north\n\nIn Cumberland the traveller comes to Millbridge. Millbridge had a population of 4,210 when it was counted "
             "in 1851, and two inns that may be recommended.\n")


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Two places of one name, a copy of one account with another number in it, and a second witness of the true one."""
    return built({"a-copy.txt": COPY, "north.txt": NORTH, "south.txt": SOUTH, "gazetteer.txt": GAZETTEER}, "Ada Lovelace")


@pytest.fixture(scope="module")
def told(figure: Figure) -> Answer:
    return figure.ask("What was the population of Millbridge?")


def test_each_place_of_the_name_is_answered_for(told: Answer) -> None:
    assert told.status is Status.ANSWERED
    assert "4,210" in told.text
    assert "612" in told.text


def test_the_reading_of_one_copy_is_not_said_beside_that_of_two_sources(told: Answer) -> None:
    assert "9,999" not in told.text


def test_two_places_of_one_name_do_not_disagree(told: Answer) -> None:
    assert told.disagreements == ()


def test_a_person_asked_for_by_name_is_no_particular(figure: Figure) -> None:
    from vivavoce.collation.namesakes import asks_of_a_name
    from vivavoce.evidence.understand import understand

    def asks(text: str) -> bool:
        return asks_of_a_name(understand(text, figure.archive.figure), figure.archive)

    assert asks("When was Millbridge founded?")
    assert asks("What is the population of Millbridge?")
    assert not asks("Who was Luigi Menabrea?")
    assert not asks("What is Millbridge?")
    assert not asks("When were you born?")
    assert not asks("Why did Millbridge burn?")
