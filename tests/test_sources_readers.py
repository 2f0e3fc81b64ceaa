"""Bytes → a text and its blocks."""

from __future__ import annotations

import json
import random
import time
from itertools import pairwise
from typing import ClassVar

import formats
import pytest

from vivavoce.errors import UnreadableSource
from vivavoce.record import Source
from vivavoce.sources.parts import parts
from vivavoce.sources.readers import (
    LONGEST_PARAGRAPH,
    READERS,
    Limits,
    decode,
    read_docx,
    read_epub,
    read_html,
    read_pdf,
    read_plain,
    read_tei,
)

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
        assert (meta.title, meta.author, meta.published, meta.language) == ("The Harbour", "B. Lund", "1999-05-06", "en")
        assert (meta.date, meta.inferred) == ("", ())

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


    def test_places_that_can_be_linked_to(self) -> None:
        page = b"<h2 id='early'>Early years</h2><p>She sold rope.</p><section id='late'><p>She sold <a name='tar'></a>tar.</p></section>"
        reading = read_html(page)
        assert [(reading.text[mark.start:].split()[0], mark.label, mark.kind) for mark in reading.marks] == [
            ("Early", "early", "anchor"), ("She", "late", "anchor"), ("tar.", "tar", "anchor")]

    def test_what_its_linked_data_says(self) -> None:
        data = {"@graph": [{"@type": "Organization", "name": "Quay"}, {"@type": "NewsArticle", "headline": "Boats", "inLanguage": "en-GB",
                "author": [{"@type": "Person", "name": "B. Lund"}, {"name": "M. Hale"}], "datePublished": "1999-05-06T10:00", "dateCreated": "1998"}]}
        meta = read_html(f"<head><script type='application/ld+json'>{json.dumps(data)}</script></head><p>She sold rope.</p>".encode()).metadata
        assert (meta.title, meta.author, meta.published, meta.date, meta.language) == ("Boats", "B. Lund and M. Hale", "1999-05-06", "1998", "en")

    @pytest.mark.parametrize("data", ["{", "[[[]]]", '{"@type": "Article", "author": 3}', "null"])
    def test_linked_data_that_is_none_is_no_failure(self, data: str) -> None:
        assert read_html(f"<head><script type='application/ld+json'>{data}</script></head><p>She sold rope.</p>".encode()).metadata.author == ""

    def test_what_wraps_a_transcribed_book_is_set_apart(self) -> None:
        page = f"<p>A licence.</p><p>*** START OF THE BOOK BOATS ***</p><p>{PROSE}</p><p>*** END OF THE BOOK BOATS ***</p><p>More licence.</p>"
        kinds = [(block.kind) for block in read_html(page.encode()).blocks]
        assert kinds == ["matter", "matter", "paragraph", "matter", "matter"]

    def test_elements_without_end_are_refused_in_a_moment(self) -> None:
        began = time.monotonic()
        for page in (b"<div>" * 100_000, b"<b><i>" * 60_000, b"<table><tr><td>" * 40_000 + b"x"):
            with pytest.raises(UnreadableSource, match="too deeply"):
                read_html(page)
        assert time.monotonic() - began < 5

    def test_paragraphs_that_are_never_closed_are_no_nesting(self) -> None:
        assert len(read_html(b"<ul>" + b"<li>A boat came home.<p>So it did." * 6_000).blocks) == 12_000


class TestPdf:
    @staticmethod
    def book(heads: bool = True) -> bytes:
        """Six pages with running heads, a page number, broken words, indented paragraphs and a footnote."""
        pages: list[list[formats.Line]] = [[(50, 600, 20, "The Harbour"), (50, 560, 11, "By Berit Lund")]]
        for number in range(2, 7):
            rows = [f"On day {number} she walked to the harbour in the morning and counted the boats come",
                    "home in the night before she opened her shop; there were eleven of them, a well-",
                    "known number, and the rest had been lost in the great storm of the year be-", "fore. Nothing else was to be seen."]
            head = (50.0, 670.0, 9.0, f"{number}   THE HARBOUR" if number % 2 == 0 else f"THE BOATS   {number}")
            pages.append([*([head] if heads else []), *((65 if not i % 4 else 50, 630 - 13 * i, 11, rows[i % 4]) for i in range(8)),
                          (50, 60, 8, f"1 See the register of the well-known harbour, {'abcdefg'[number] * 30}.")])
        return formats.pdf(pages, {"Title": "The Harbour", "CreationDate": "D:20190304120000"})

    def test_paragraphs_with_words_joined_and_heads_dropped(self) -> None:
        reading = read_pdf(self.book())
        found = [(block.kind, reading.text[block.start:block.end]) for block in reading.blocks]
        assert found[0] == ("heading", "The Harbour")
        assert [words for kind, words in found if kind == "paragraph"][:2] == [
            "On day 2 she walked to the harbour in the morning and counted the boats come home in the night before she opened her shop; there were "
            "eleven of them, a well-known number, and the rest had been lost in the great storm of the year before. Nothing else was to be seen."] * 2
        assert len([kind for kind, _ in found if kind == "paragraph"]) == 10
        assert "BOATS" not in reading.text
        assert ("note", f"1 See the register of the well-known harbour, {'c' * 30}.") in found

    def test_pages_by_their_printed_number(self) -> None:
        reading = read_pdf(self.book())
        assert [mark.label for mark in reading.marks] == ["1", "2", "3", "4", "5", "6"]
        assert [reading.text[mark.start:].startswith(f"On day {mark.label}") for mark in reading.marks[1:]] == [True] * 5
        source = Source("a.pdf", reading.text, "", marks=reading.marks)
        place = reading.text.index("On day 4")
        assert source.page(place, place + 10) == "4"
        assert source.page(place - 10, place + 10) == "3–4"
        assert source.page(0, 5) == "1"

    def test_pages_by_the_labels_of_the_file(self) -> None:
        pages = [[(50.0, 600.0, 11.0, f"Words of page {number}.")] for number in range(4)]
        reading = read_pdf(formats.pdf(pages, labels="0 << /S /r >> 2 << /S /D /St 40 >>"))
        assert [mark.label for mark in reading.marks] == ["i", "ii", "40", "41"]

    def test_what_it_says_of_itself(self) -> None:
        meta = read_pdf(self.book()).metadata
        assert (meta.title, meta.author, meta.published) == ("The Harbour", "Berit Lund", "2019-03-04")
        assert {"author", "published"} <= set(meta.inferred)
        assert "title" not in meta.inferred

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        left = [f"In the left column stands row {number} of the" for number in "abcdefgh"]
        right = [f"And on the right stands row {number} of the" for number in "abcdefgh"]
        rows = [line for i in range(8) for line in ((50.0, 630.0 - 13 * i, 10.0, left[i]), (280.0, 630.0 - 13 * i, 10.0, right[i]))]
        text = read_pdf(formats.pdf([rows])).text
        assert " ".join(text.split()) == " ".join([*left, *right])

    @pytest.mark.parametrize(("raw", "reason"), [
        (formats.locked_pdf(), "encrypted"), (formats.pdf([[], []], image=True), "no text layer: run OCR"), (b"%PDF-1.7 nothing", "damaged"),
        (formats.endless_pages(6_000), "6,000 pages"), (b"PK\x03\x04", "damaged")], ids=["locked", "scan", "nothing", "endless", "other"])
    def test_that_cannot_be_read_says_why(self, raw: bytes, reason: str) -> None:
        with pytest.raises(UnreadableSource, match=reason):
            read_pdf(raw)

    def test_pages_without_text_are_remarked_on(self) -> None:
        words: list[formats.Line] = [(50, 600, 11, "Words of a page.")]
        assert "on 4 of 8 pages" in read_pdf(formats.pdf([words, [], words, [], words, [], words, []], image=True)).remarks[0]
        assert read_pdf(formats.pdf([words] * 20 + [[]])).remarks == ()


class TestEpub:
    CHAPTERS: ClassVar = {"one.xhtml": "<h1>One</h1><p>She sold rope.<span epub:type='pagebreak' id='p2' title='2'/> And <a id='tar'/>tar.</p>",
                          "two.xhtml": "<section id='s'><h2>Two</h2><blockquote><p>I sold rope.</p></blockquote><aside epub:type='footnote'>"
                                       "<p>Dropped.</p></aside></section>"}

    def test_chapters_in_their_order_without_the_navigation(self) -> None:
        reading = read_epub(formats.epub(self.CHAPTERS))
        assert [(block.kind, reading.text[block.start:block.end]) for block in reading.blocks] == [
            ("heading", "One"), ("paragraph", "She sold rope. And tar."), ("heading", "Two"), ("quotation", "I sold rope."), ("note", "Dropped.")]

    def test_pages_and_anchors(self) -> None:
        reading = read_epub(formats.epub(self.CHAPTERS))
        source = Source("a.epub", reading.text, "", marks=reading.marks)
        assert (source.page(5, 8), source.page(21, 24)) == ("", "2")
        assert [source.anchor(reading.text.index(word)) for word in ("She", "tar", "Two")] == ["one.xhtml", "one.xhtml#tar", "two.xhtml#s"]

    def test_what_its_package_says(self) -> None:
        meta = read_epub(formats.epub(self.CHAPTERS, "<dc:title>Boats</dc:title><dc:creator id='a'>B. Lund</dc:creator><dc:creator id='b'>M. Hale"
                                      "</dc:creator><meta refines='#b' property='role'>edt</meta><dc:date>1881-05</dc:date>"
                                      "<dc:language>en-GB</dc:language>")).metadata
        assert (meta.title, meta.author, meta.editor, meta.published, meta.date) == ("Boats", "B. Lund", "M. Hale", "1881-05", "")
        assert meta.language == "en"

    def test_a_chapter_that_is_missing_is_remarked_on(self) -> None:
        raw = formats.epub(self.CHAPTERS).replace(b"text/two.xhtml", b"text/tvo.xhtml")
        reading = read_epub(raw)
        assert "two.xhtml" in reading.remarks[0]
        assert "She sold rope" in reading.text

    @pytest.mark.parametrize(("raw", "reason"), [
        (formats.epub(CHAPTERS, extra={"META-INF/encryption.xml": "<encryption><EncryptedData><EncryptionMethod Algorithm='http://x/aes'/>"
                                                                  "</EncryptedData></encryption>"}), "locked"),
        (formats.zipped({"a": "b"}), "no EPUB"), (b"PK\x03\x04 nothing", "damaged"), (formats.epub({}), "no text"),
        (formats.epub(CHAPTERS)[:900], "damaged")], ids=["locked", "other", "nothing", "blank", "half"])
    def test_that_cannot_be_read_says_why(self, raw: bytes, reason: str) -> None:
        with pytest.raises(UnreadableSource, match=reason):
            read_epub(raw)

    def test_obscured_fonts_are_no_lock(self) -> None:
        fonts = "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></EncryptedData></encryption>"
        assert read_epub(formats.epub(self.CHAPTERS, extra={"META-INF/encryption.xml": fonts})).text


class TestDocx:
    def test_headings_paragraphs_and_quotations(self) -> None:
        reading = read_docx(formats.docx([("Heading1", "The Harbour"), ("Normal", PROSE), ("Quote", "I sold rope.")]))
        assert [(block.kind, reading.text[block.start:block.end]) for block in reading.blocks] == [
            ("heading", "The Harbour"), ("paragraph", PROSE.strip()), ("quotation", "I sold rope.")]

    def test_what_it_says_of_itself(self) -> None:
        core = "<dc:title>Boats</dc:title><dc:creator>B. Lund</dc:creator><dcterms:created>2019-03-04T10:00:00Z</dcterms:created>"
        meta = read_docx(formats.docx([("Normal", PROSE)], core)).metadata
        assert (meta.title, meta.author, meta.date, meta.published) == ("Boats", "B. Lund", "", "2019-03-04")
        assert meta.inferred == ("published", "language")

    @pytest.mark.parametrize(("raw", "reason"), [
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "encrypted or in an older format"), (formats.zipped({"a": "b"}), "no DOCX"),
        (b"no zip", "damaged"),
        (formats.docx([("Normal", "x")], extra={"word/document.xml": "<w:document"}), "damaged"), (formats.docx([]), "no text"),
        (formats.docx([("Normal", "x")], extra={"word/document.xml": formats.laughs("w")}), "entities")],
        ids=["locked", "other", "nothing", "broken", "blank", "laughs"])
    def test_that_cannot_be_read_says_why(self, raw: bytes, reason: str) -> None:
        with pytest.raises(UnreadableSource, match=reason):
            read_docx(raw)


class TestTei:
    LETTER = """<pb n="12"/><div type="letter" xml:id="l1"><head>To Miles Hale</head><opener><dateline>Bergen, <date when="1849-06-11">11 June</date>
    </dateline><salute>Dear Miles,</salute></opener><p>I <choice><sic>solld</sic><corr>sold</corr></choice> rope to <persName>Ann
    Roe</persName>.<note resp="#ed">A neighbour.</note> She said <q>it is good</q>.</p><lg><l>The boats came home</l><l>with lanterns</l></lg>
    <quote><p>Come in.</p></quote><pb n="13"/><p>More.</p><closer><signed>B. Lund</signed></closer></div>
    <div><head>Bibliography</head><listBibl><bibl>Lund, B., The Harbour, 1881.</bibl></listBibl></div>"""

    def test_its_text_with_the_role_of_each_part(self) -> None:
        reading = read_tei(formats.tei(self.LETTER))
        assert [(block.kind, reading.text[block.start:block.end]) for block in reading.blocks] == [
            ("heading", "To Miles Hale"), ("paragraph", "Bergen, 11 June"), ("paragraph", "Dear Miles,"),
            ("paragraph", "I sold rope to Ann Roe. She said “it is good”."), ("note", "A neighbour."),
            ("paragraph", "The boats came home\nwith lanterns"),
            ("quotation", "Come in."), ("paragraph", "More."), ("paragraph", "B. Lund"), ("heading", "Bibliography"),
            ("bibliography", "Lund, B., The Harbour, 1881.")]

    def test_its_letters_pages_and_anchors(self) -> None:
        reading = read_tei(formats.tei(self.LETTER))
        source = Source("a.xml", reading.text, "", parts=reading.parts, marks=reading.marks)
        more = reading.text.index("More")
        assert (source.page(more, more + 4), source.page(5, 9), source.anchor(more)) == ("13", "12", "l1")
        assert getattr(source.part(more), "date", "") == "1849-06-11"
        assert source.part(reading.text.index("Bibliography")) is None

    def test_what_its_header_says(self) -> None:
        profile = """<profileDesc><langUsage><language ident="en-GB">English</language></langUsage><correspDesc><correspAction type="sent">
        <persName>Berit Lund</persName><date when="1849-06-11"/></correspAction><correspAction type="received"><persName>Miles Hale</persName>
        </correspAction></correspDesc></profileDesc>"""
        raw = formats.tei("<p>I sold rope.</p>", "<titleStmt><title>Letters</title><editor>M. Hale</editor></titleStmt>", profile)
        meta = read_tei(raw).metadata
        assert (meta.title, meta.author, meta.editor, meta.date, meta.language) == ("Letters", "Berit Lund", "M. Hale", "1849-06-11", "en")

    @pytest.mark.parametrize(("raw", "reason"), [
        (formats.laughs("TEI"), "declares entities"), (b"<rss><p>x</p></rss>", "XML but not TEI .its root is rss"), (b"<TEI><text>", "damaged XML"),
        (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "/etc/hostname">]><TEI><text><body><p>&x;</p></body></text></TEI>', "refers to other files"),
        (b"<TEI><text><body>" + b"<div>" * 50_000 + b"x" + b"</div>" * 50_000 + b"</body></text></TEI>", "too deeply"),
        (formats.tei(""), "no text")], ids=["laughs", "rss", "half", "outside", "deep", "blank"])
    def test_that_cannot_be_read_says_why(self, raw: bytes, reason: str) -> None:
        with pytest.raises(UnreadableSource, match=reason):
            read_tei(raw)


@pytest.mark.parametrize("raw", [
    formats.zip_bomb(formats.epub({"a.xhtml": "<p>x</p>"}), "OEBPS/zeros.bin", 450_000_000),
    formats.zip_bomb(formats.docx([]), "zeros.bin", 50_000_000)],
    ids=["total", "ratio"])
def test_a_packed_file_that_would_swell_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableSource, match="expand"):
        (read_epub if b"OEBPS" in raw else read_docx)(raw)


def test_limits_are_named_where_they_are_met() -> None:
    with pytest.raises(UnreadableSource, match="VIVAVOCE_LARGEST_TEXT"):
        read_html(f"<p>{PROSE}</p>".encode(), Limits(text=100))
    with pytest.raises(UnreadableSource, match="VIVAVOCE_LARGEST_PAGES"):
        read_pdf(formats.pdf([[], [], []]), Limits(pages=2))


@pytest.mark.parametrize("kind", [".txt", ".html", ".pdf", ".epub", ".docx", ".xml"])
def test_a_file_with_changed_bytes_is_read_or_refused_and_never_more(kind: str) -> None:
    letter = f"---\ntitle: X\n---\n\nTO ANN ROE.\n\nBERGEN, May 3, 1850.\n\n{PROSE}\n\nB. LUND.\n\nBibliography\n\nRoe, Ann. Boats. Quay, 1999."
    whole = {".txt": letter.encode(), ".html": TestPage.PAGE.encode(), ".pdf": TestPdf.book(), ".epub": formats.epub(TestEpub.CHAPTERS),
             ".docx": formats.docx([("Heading1", "Boats"), ("Normal", PROSE)]), ".xml": formats.tei(TestTei.LETTER)}[kind]
    chance = random.Random(kind)
    for _ in range(60):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(raw))
            raw[place:place + chance.randint(0, 30)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 3)))
        try:
            reading = READERS[kind](bytes(raw), Limits())
        except UnreadableSource:
            continue
        ends = [0, *(block.end for block in reading.blocks)]
        assert all(end <= block.start < block.end <= len(reading.text) for end, block in zip(ends, reading.blocks, strict=False))
        assert all(0 <= mark.start < len(reading.text) for mark in reading.marks)
        dated = parts(reading.text, reading.blocks)
        assert all(one.end <= other.start for one, other in pairwise(dated))


def test_every_kind_has_a_reader() -> None:
    assert {".txt", ".md", ".html", ".pdf", ".epub", ".docx", ".xml"} <= set(READERS)
