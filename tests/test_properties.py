"""What holds for any text: spans cut and rejoin, comparison forms are stable, a rebuild is the same."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vivavoce.figure import Figure
from vivavoce.language.names import numbers
from vivavoce.language.sentences import sentences
from vivavoce.record import Source, day, is_date
from vivavoce.sources.readers import decode
from vivavoce.sources.structure import blocks
from vivavoce.text import bare, fold, slug, squeeze, visible, words

LINES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aB. ,!?“”\"'’:;-–—\u00a0\u0301\u00ad\t\ré1()[]>#*•", max_size=80),
    st.sampled_from([
        "", "  ", "# A Heading", "1. First of all, she rose.", "- a mark", "• Another mark.", "> quoted words", "CHAPTER II.", "Contents",
        "Bibliography",
        "Mr. Hale and Dr. Lee met at 5 p.m. in St. Ives. They spoke.", "“Come,” she said. “It is late.” He went…", "e\u0301te\u0301 and caf\u00e9",
        "---", "title: x", "*** START OF THE BOOK ***", "*** END OF THE BOOK ***",
        "a line that is long enough to be wrapped by somebody's typewriter,",
        "Menu | Home | About", "What is this?", "U.S. troops left. No. 7 stayed behind; it rained: hard.", "\ufeff", "\x0c", "\x1c", "\u2028",
        "İstanbul ﬁnd ſong"]))
TEXTS = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\r"]))

_MARKS_ONLY = re.compile(r"(?:[-*•·◦‣]|\(?\d{1,3}[.)]|[a-z][.)]|#{1,6}|>)*")


@given(TEXTS)
@settings(max_examples=400, deadline=None)
@example("---\ntitle: x\n---\nShe rose.\n")
@example("*** START OF THIS BOOK ***\r\n\r\nShe rose.\r\n\r\n*** END OF THIS BOOK ***\r\nLicence")
@example("---\n---")
@example("*** END OF THE BOOK ***\n\n*** START OF THE BOOK ***")
def test_blocks_are_ordered_trimmed_and_hold_everything_but_white_space(text: str) -> None:
    place = 0
    for block in blocks(text):
        assert place <= block.start < block.end <= len(text)
        assert text[place:block.start].strip() == ""
        cut = text[block.start:block.end]
        assert cut == cut.strip()
        place = block.end
    assert text[place:].strip() == ""


@given(TEXTS)
@settings(max_examples=400, deadline=None)
@example("ab. cd. ef")
@example("“No.” 5 was late… And then? – Yes!\u00a0So.")
@example("x" * 1500)
@example("a, " * 600)
def test_sentences_lie_in_their_block_in_order_and_hold_its_words(text: str) -> None:
    source = Source("x", text, "")
    for block in blocks(text):
        place = block.start
        kept = []
        for start, end in sentences(text, block.start, block.end):
            assert place <= start < end <= block.end
            assert end - start <= 700
            assert source.cut(start, end) == text[start:end]
            kept.append(text[start:end])
            place = end
        whole, told = ("".join(piece.split()) for piece in (text[block.start:block.end], "".join(kept)))
        assert whole.endswith(told)
        assert _MARKS_ONLY.fullmatch(whole[:len(whole) - len(told)])


@given(st.text())
@example("\u2028a\u00a0 b\r\n")
def test_squeeze(text: str) -> None:
    squeezed = squeeze(text)
    assert squeeze(squeezed) == squeezed
    assert squeezed.split(" ") == text.split() or squeezed == text.strip() == ""


@given(st.one_of(st.text(), TEXTS))
@example("“She rose,” he said, “and left.”")
@example("- “It is late.”")
@example("\"\"")
def test_bare_drops_and_never_adds(text: str) -> None:
    shown = bare(text)
    assert shown == squeeze(shown)
    rest = iter(squeeze(text))
    assert all(character in rest for character in shown)  # a subsequence
    assert shown or not words(squeeze(text)) or len(words(text)) <= 2


@given(st.one_of(st.text(), TEXTS))
@example("\x1b[31m\u202e\u200f\x9b\u2066")
def test_visible_lets_nothing_through_that_steers(text: str) -> None:
    shown = visible(text)
    assert all(c in "\n\t\u00ad" or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp", "Cs") for c in shown)
    assert visible(shown) == shown
    if all(unicodedata.category(c)[0] != "C" for c in text) and not set(text) & {"\u2028", "\u2029"}:
        assert shown == text


@given(st.text())
@example("e\u0301 ſ “x”")
@example("İ")
def test_composed_and_decomposed_are_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


@given(st.text(min_size=1))
@example("///")
@example("..")
def test_a_slug_is_one_step_of_a_path(name: str) -> None:
    assert slug(name)
    assert "/" not in slug(name)
    assert slug(name) not in (".", "..")


@given(st.binary(max_size=200))
def test_any_bytes_decode(raw: bytes) -> None:
    text = decode(raw)
    assert isinstance(text, str)
    if raw.startswith(b"\xef\xbb\xbf"):
        assert not text.startswith("\ufeff") or raw.startswith(b"\xef\xbb\xbf\xef\xbb\xbf")


@given(st.text(), st.booleans())
def test_utf_8_is_decoded_to_what_was_encoded(text: str, mark: bool) -> None:
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode("utf-8-sig" if mark else "utf-8")) == text


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int, hundreds: str) -> str:
    """A number in English words; `hundreds` joins them to what follows."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f"{hundreds}{spelled(number % 100, hundreds)}" if number % 100 else "")
    return f"{spelled(number // 1000, hundreds)} thousand" + (f" {spelled(number % 1000, hundreds)}" if number % 1000 else "")


@given(st.integers(1, 999_999), st.sampled_from([" ", " and "]), st.sampled_from(["{}", "She had {} of them.", "{}, they said", "In all: {}!"]))
def test_numbers_in_words_and_digits_have_one_value(number: int, hundreds: str, sentence: str) -> None:
    assert numbers(sentence.format(spelled(number, hundreds))) == {number}
    assert numbers(sentence.format(spelled(number, hundreds).capitalize())) == {number}
    assert numbers(sentence.format(f"{number:,}")) == {number}


@given(st.text())
def test_numbers_of_any_text(text: str) -> None:
    assert all(isinstance(number, int) and number >= 0 for number in numbers(text))


@given(st.dates())
def test_a_date_of_any_precision_ends_on_its_last_day(date: Any) -> None:
    whole = date.isoformat()
    for written in (whole[:4], whole[:7], whole):
        assert is_date(written)
        assert whole <= day(written)
        assert day(written)[:len(written)] == written


@given(st.text(alphabet="0123456789-", max_size=12))
def test_is_date_never_fails(text: str) -> None:
    assert is_date(text) in (True, False)
    assert not is_date(f"x{text}")


def dump(archive: Path) -> list[str]:
    """The whole record as SQL."""
    connection = sqlite3.connect(archive / "record.sqlite")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_rebuild_of_the_same_folder_is_the_same(ada: Path, ada_folder: Path, tmp_path: Path) -> None:
    built = Figure.build(ada_folder, tmp_path / "again.vivavoce", "")
    assert not built.unchanged
    assert dump(built.path) == dump(ada)
    for unit in ("sentence", "passage"):
        assert np.array_equal(np.load(built.path / f"{unit}-vectors.npy"), np.load(ada / f"{unit}-vectors.npy"))
    here, there = (dict(Figure.open(path).archive.manifest) for path in (built.path, ada))
    for manifest in (here, there):
        manifest["files"] = sorted(name for name in manifest["files"] if not name.startswith("index/"))
        manifest["settings"] = {}
    assert here == there
    again = Figure.build(ada_folder, tmp_path / "again.vivavoce", "")
    assert again.unchanged
    assert (again.sentences, again.first_person, again.own_words) == (built.sentences, built.first_person, built.own_words)


def test_every_stored_sentence_is_cut_from_its_source(trotsky: Path, ada: Path) -> None:
    for path in (trotsky, ada):
        archive = Figure.open(path).archive
        stored = archive.record.all_sentences("1")
        assert [sentence.id for sentence in stored] == list(range(len(stored)))
        place: dict[str, int] = {}
        for sentence in stored:
            assert place.get(sentence.source, 0) <= sentence.start < sentence.end
            assert archive.exact(sentence).strip() == archive.exact(sentence) != ""
            place[sentence.source] = sentence.end
            passage = archive.record.passages([sentence.passage])[sentence.passage]
            assert passage.start <= sentence.start < sentence.end <= passage.end
            if sentence.first_person is not None:
                assert sentence.voice == "author"
                assert numbers(sentence.first_person) <= numbers(archive.exact(sentence))
