"""Where marks stand on a line of years."""

from __future__ import annotations

import pytest

from vivavoce.faces.web import draw
from vivavoce.faces.web.catalogue import words
from vivavoce.record import Event, Interval
from vivavoce.record.time import EARLIEST, LATEST


def _event(identity: int, start: str, end: str = "", precision: str = "day") -> Event:
    return Event(identity, Interval(start, end or start, precision=precision), "event", "It happened.", "quoted")


LINE = draw.Scale(1800, 1899)


def test_a_line_runs_from_its_first_day_to_its_last() -> None:
    assert LINE.x("1800-01-01") == 2.0
    assert LINE.x("1850-01-01") == 50.0
    assert 97.9 < LINE.x("1899-12-31") <= 98.0
    assert (LINE.x(EARLIEST), LINE.x(LATEST)) == (2.0, 98.0)


@pytest.mark.parametrize(("first", "last"), [(1879, 1940), (1815, 1852), (1900, 1900), (1, 1999), (1571, 1630)])
def test_round_years_are_few_and_within(first: int, last: int) -> None:
    ticks = draw.Scale(first, last).ticks()
    assert 1 <= len(ticks) <= 9
    assert all(first <= year <= last and 2 <= x <= 98 for x, year in ticks)


def test_dots_never_hide_each_other_and_bars_share_lanes_only_in_turn() -> None:
    events = [_event(i, "1850-05-01") for i in range(10)]
    events += [_event(10 + i, f"18{10 + 5 * i}-01-01", f"18{18 + 5 * i}-12-31", "range") for i in range(8)]
    made = draw.chart(events, LINE)
    places = [(dot.x, dot.y) for dot in made.dots]
    assert len(places) == len(set(places)) == 10
    assert all(0 < dot.y < made.base for dot in made.dots)
    for one in made.bars:
        for other in made.bars:
            if one is not other and one.y == other.y:
                assert one.x + one.width < other.x or other.x + other.width < one.x
    assert made.height > max(bar.y for bar in made.bars)


def test_what_lies_beyond_the_life_is_not_drawn() -> None:
    made = draw.chart([_event(1, "1700-01-01"), _event(2, "2001-01-01"), _event(3, "1850-01-01")], LINE)
    assert [dot.event.id for dot in made.dots] == [3]


def test_without_a_life_the_events_give_the_years() -> None:
    assert draw.scale([_event(1, "1700-01-01"), _event(2, EARLIEST, "1720-01-01")], None) == draw.Scale(1700, 1720)
    assert draw.scale([], None) is None


@pytest.mark.parametrize(("interval", "english", "german"), [
    (Interval("1843-07-09", "1843-07-09"), "9 July 1843", "9. Juli 1843"),
    (Interval("1843-07-01", "1843-07-31", precision="month"), "July 1843", "Juli 1843"),
    (Interval("1843-01-01", "1843-12-31", True, "year"), "about 1843", "etwa 1843"),
    (Interval("1843-06-01", "1843-08-31", precision="season"), "summer 1843", "Sommer 1843"),
    (Interval("1840-01-01", "1849-12-31", precision="decade"), "the 1840s", "die 1840er Jahre"),
    (Interval("1843-01-01", "1847-12-31", precision="range"), "1843 – 1847", "1843 – 1847"),
    (Interval("1843-07-09", LATEST, precision="range"), "after 9 July 1843", "nach 9. Juli 1843"),
])
def test_an_interval_in_words(interval: Interval, english: str, german: str) -> None:
    assert (words("en").interval(interval), words("de").interval(interval)) == (english, german)
