"""Of two versions of one text that part, the one with fewer witnesses or a later hand is told less."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.collation.versions import outdone, put_in, versions
from vivavoce.figure import Figure
from vivavoce.record import Sentence

MILL = """the mill at Ockham Ford was put up in 1811 for the brothers Hale, who ground barley there for the ale houses of the county. It had two
wheels of oak and a loft for the grain, and carts came to it from as far as Ripley, where the road was bad. When the younger brother fell ill
the elder let it to a dyer named Pask, who stained the stream red and blue and quarrelled with every"""
MENDED = (MILL.replace("the mill", "The mill", 1).replace("1811", "1839").replace("and carts", "and the carts")
          + " neighbour.")
LAMP = """The lamp on Gull Rock was lit in 1828 and burned whale oil, of which a cask was landed each month by the keeper's own boat. The keeper
was a widower called Tansley who taught his two daughters to read by it, and to trim it, and to write the weather down in a ledger that is kept."""
LAMP_ANEW = LAMP.replace("1828", "1851").replace("ledger", "legder")
ALMANAC = "In an almanac one reads that the lamp on Gull Rock was lit in 1828. It was seen from the harbour bar, and the keeper was paid in coal."
BRIDGE = """The bridge at Tarrow carries a farm track across the river on three arches of grey stone. It was paid for by the miller, who was tired
of the ford, and the masons were his cousins. Geese cross it morning and evening and have the right of way by an old custom."""
BRIDGE_MORE = BRIDGE.replace("Geese cross", "The bridge at Tarrow was in truth built for a railway to the coal pits of the north. Geese cross")
SLATE = " The rock itself is of slate, and gulls nest on the lee of it in such numbers that nobody has ever counted them."
SPIRE = " From the tower one sees the spire of Ripley on a clear day, and sheep on the downs, and in a gale nothing at all but spray."
GOAT = " Visitors are rowed over for sixpence at low water and climb the stair, of which the seventh step is worn hollow by a goat."
TEXTS = {"mill": MILL, "mill-mended": MENDED, "lamp": LAMP + SLATE, "lamp-anew": LAMP_ANEW + SPIRE, "lamp-again": LAMP_ANEW + GOAT,
         "almanac": ALMANAC, "bridge": BRIDGE, "bridge-more": BRIDGE_MORE}


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    return built({f"{name}.txt": text for name, text in TEXTS.items()}, "Ada Lovelace")


def sentence(figure: Figure, source: str, words: str) -> Sentence:
    """The sentence of a source that holds some words."""
    archive = figure.archive
    text = archive.text(f"{source}.txt")
    return next(s for s in archive.record.within(f"{source}.txt", 0, len(text)) if words in archive.exact(s))


def less(figure: Figure, one: tuple[str, str], other: tuple[str, str]) -> str | None:
    """The source whose sentence is told less, whichever of the two comes first."""
    here, there = sentence(figure, *one), sentence(figure, *other)
    found, turned = outdone(here, there, figure.archive), outdone(there, here, figure.archive)
    assert found == turned
    return found.source.removesuffix(".txt") if found else None


def test_of_one_against_one_the_mended_version_is_the_later(figure: Figure) -> None:
    assert less(figure, ("mill", "1811"), ("mill-mended", "1839")) == "mill-mended"


def test_a_reading_with_a_witness_of_its_own_is_told_though_two_copies_have_another(figure: Figure) -> None:
    assert less(figure, ("lamp", "1828"), ("lamp-anew", "1851")) == "lamp-anew"
    assert less(figure, ("lamp", "1828"), ("lamp-again", "1851")) == "lamp-again"


def test_a_misspelling_is_no_reading(figure: Figure) -> None:
    assert less(figure, ("lamp", "ledger"), ("lamp-anew", "legder")) is None


def test_a_sentence_that_one_version_has_alone_was_put_in(figure: Figure) -> None:
    assert put_in(sentence(figure, "bridge-more", "railway"), figure.archive)
    assert not put_in(sentence(figure, "bridge-more", "farm track"), figure.archive)
    assert not put_in(sentence(figure, "lamp", "slate"), figure.archive)


def test_two_accounts_are_no_versions_of_one_text(figure: Figure) -> None:
    lamp, almanac = sentence(figure, "lamp", "1828"), sentence(figure, "almanac", "1828")
    assert not versions(lamp, almanac, figure.archive)
    assert versions(lamp, sentence(figure, "lamp-anew", "1851"), figure.archive)
    assert outdone(lamp, almanac, figure.archive) is None
