"""Bytes → a text and its blocks."""

from __future__ import annotations

import pytest

from vivavoce.errors import UnreadableSource
from vivavoce.sources.readers import LONGEST_PARAGRAPH, READERS, decode, read_html, read_plain

PROSE = "She walked to the harbour every morning, and counted the boats that had come home in the night before she opened her shop. " * 2


@pytest.mark.parametrize(("raw", "text"), [
    (b"caf\xc3\xa9\r\n\xc2\xa0", "café\r\n\u00a0"), (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
    (b"caf\xe9 \x93x\x94", "café “x”"), (b"\x81\xe9", "\x81é"), (b"", "")])
def test_decode(raw: bytes, text: str) -> None:
    assert decode(raw) == text


def test_plain_text_is_untouched() -> None:
    raw = b"---\r\ntitle: X\r\n---\r\n\r\nA \x20 line.\r\n\r\n\r\n"
    assert read_plain(raw).text == raw.decode()


def test_the_longest_paragraph_that_is_read() -> None:
    assert read_plain(b"a" * LONGEST_PARAGRAPH).blocks
    with pytest.raises(UnreadableSource, match="1,000,001 characters"):
        read_plain(b"a" * (LONGEST_PARAGRAPH + 1))
    with pytest.raises(UnreadableSource, match="blank lines"):
        read_plain(b"the boats that had come home in the night before she opened\n" * 20_000)


class TestPage:
    PAGE = f"""<!doctype html><html lang="en-GB"><head><title>The  Harbour</title><meta name="author" content=" B. Lund ">
        <meta property="article:published_time" content="1999-05-06T10:00"><script>var x = "script";</script></head>
        <body><header>Masthead</header><nav><a>Menu</a></nav><div class="sidebar">Sidebar</div>
        <article><h1>The Harbour</h1><p>She sold <b>rope</b> and <i>tar</i>.<br>Nothing&nbsp;else.</p><div>Loose words {PROSE}</div>
        <ul><li>Lamps</li><li>Nails</li></ul><a href="x"><div>A linked block</div><div>Another</div></a>
        <blockquote><p>“I sold rope.”</p></blockquote><figure><img alt="x"><figcaption>The shop</figcaption></figure>
        <table><tr><td>Cell one</td><td>Cell two</td></tr></table><!-- a comment --><h2>Bibliography</h2>
        <p>Lund, B., The Harbour (Bergen, 1881).</p></article><footer>Imprint</footer></body></html>"""

    def test_blocks_in_reading_order_with_their_roles(self) -> None:
        reading = read_html(self.PAGE.encode())
        found = [(block.kind, reading.text[block.start:block.end]) for block in reading.blocks]
        assert found[0] == ("heading", "The Harbour")
        assert ("paragraph", "She sold rope and tar.") in found
        assert ("paragraph", "Nothing else.") in found
        assert [words for kind, words in found if kind == "list_item"] == ["Lamps", "Nails"]
        assert ("quotation", "“I sold rope.”") in found
        assert ("caption", "The shop") in found
        assert [words for kind, words in found if kind == "paragraph"][-4:] == ["A linked block", "Another", "Cell one", "Cell two"]
        assert found[-1] == ("bibliography", "Lund, B., The Harbour (Bergen, 1881).")

    @pytest.mark.parametrize("word", ["Menu", "Masthead", "Sidebar", "Imprint", "script", "comment"])
    def test_furniture_is_left_out(self, word: str) -> None:
        assert word not in read_html(self.PAGE.encode()).text

    def test_what_it_says_of_itself(self) -> None:
        meta = read_html(self.PAGE.encode()).metadata
        assert (meta.title, meta.author, meta.date, meta.language) == ("The Harbour", "B. Lund", "1999-05-06", "en")

    def test_headings_keep_their_level(self) -> None:
        assert [block.level for block in read_html(self.PAGE.encode()).blocks if block.kind == "heading"] == [1, 2]

    @pytest.mark.parametrize(("charset", "encoding", "words"), [
        ("iso-8859-1", "cp1252", "Café “x”"), ("koi8-r", "koi8-r", "Гавань"), ("utf-8", "utf-8", "Café 港"),
        ("shift_jis", "shift_jis", "港"), ("nonsense", "utf-8", "Café"),
        ("rot13", "utf-8", "Café"), ("utf-8", "cp1252", "Café")])
    def test_in_the_encoding_it_declares_where_that_holds(self, charset: str, encoding: str, words: str) -> None:
        page = f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'
        assert read_html(page.encode(encoding)).text == words

    def test_without_a_body_it_is_no_document(self) -> None:
        with pytest.raises(UnreadableSource, match="no text"):
            read_html(b"<html><body><nav>Menu</nav></body></html>")


def test_every_kind_has_a_reader() -> None:
    assert {".txt", ".md", ".html"} <= set(READERS)
    for reader in READERS.values():
        assert reader(b"<p>She sold rope and tar.</p>").text
