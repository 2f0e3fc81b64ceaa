"""Who may call the server by which name; addresses of conversations and spans; the languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vivavoce.faces.web import address, catalogue
from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.catalogue import LANGUAGES, words
from vivavoce.faces.web.safety import Hosts, names_of

WEB = Path(catalogue.__file__).parent


@pytest.mark.parametrize(("bound", "header", "allowed"), [
    ("127.0.0.1", "127.0.0.1:8080", True),
    ("127.0.0.1", "localhost", True),
    ("127.0.0.1", "LOCALHOST:1", True),
    ("127.0.0.1", "[::1]:8080", True),
    ("127.0.0.1", "evil.example:8080", False),
    ("127.0.0.1", "192.168.0.9:8080", False),
    ("127.0.0.1", "", False),
    ("127.0.0.1", "localhost.evil.example", False),
    ("0.0.0.0", "192.168.0.9:8080", True),
    ("0.0.0.0", "evil.example", False),
    ("0.0.0.0", "museum.example", True),
])
def test_only_our_own_names_are_answered(bound: str, header: str, allowed: bool) -> None:
    assert Hosts(bound, names_of(["https://museum.example/rooms"])).allow(header) is allowed


@pytest.mark.parametrize(("text", "span"), [("120-240", (120, 240)), ("7", (7, 7)), ("9-3", None), ("-1-2", None), ("1-2-3", None), ("١-٢", None),
                                            ("1" * 30, None), ("", None), ("../1", None)])
def test_a_span_is_two_numbers_or_none(text: str, span: tuple[int, int] | None) -> None:
    assert address.span(text) == span


@pytest.mark.parametrize("asked", [
    [Asked("Who are you?")],
    [Asked("Who are you?", "1840"), Asked("And then?", "1840")],
    [Asked("Who are you?"), Asked("And then & there?", "1843-07")],
    [Asked("a=b&c"), Asked("ü%20?", ""), Asked("#", "")],
])
def test_a_conversation_survives_its_address(asked: list[Asked]) -> None:
    from urllib.parse import parse_qs

    query = parse_qs(address.conversation(asked), keep_blank_values=True)
    assert list(address.questions(query["q"], query.get("as_of", []))) == asked


def test_every_language_has_every_message_with_the_same_places() -> None:
    english = words("en").messages
    for language in LANGUAGES:
        messages = words(language).messages
        assert set(messages) == set(english)
        for key, text in messages.items():
            assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[key])), (language, key)


def test_every_message_that_a_page_names_exists() -> None:
    named = set()
    for page in (WEB / "templates").iterdir():
        text = page.read_text(encoding="utf-8")
        named |= {(page.name, key) for key in re.findall(r"""\bt\("([\w.]+)"(?! ~)""", text)}
        named |= {(page.name, f"{key}.{form}") for key in re.findall(r"""\bt\.count\("([\w.]+)\"""", text) for form in ("one", "other")}
    assert len(named) > 60
    assert [entry for entry in named if entry[1] not in words("en").messages] == []


@pytest.mark.parametrize(("wanted", "remembered", "accepted", "language"), [
    ("", "", "", "en"), ("de", "en", "en", "de"), ("", "de", "en", "de"), ("xx", "", "de-AT,de;q=0.9,en;q=0.8", "de"),
    ("", "", "fr, en;q=0.5, de;q=0.7", "de"), ("", "", "de;q=0, fr", "en"), ("", "", "de;q=x;;,,\x00", "en"), ("../de", "<b>", "*", "en"),
])
def test_a_language_is_chosen(wanted: str, remembered: str, accepted: str, language: str) -> None:
    assert catalogue.chosen(wanted, remembered, accepted) == language


@pytest.mark.parametrize(("iso", "english", "german"), [("1843", "1843", "1843"), ("1843-07", "July 1843", "Juli 1843"),
                                                        ("1843-07-09", "9 July 1843", "9. Juli 1843"), ("c. 1843", "c. 1843", "c. 1843"),
                                                        ("1843-99", "1843-99", "1843-99")])
def test_dates_are_words_of_the_language(iso: str, english: str, german: str) -> None:
    assert (words("en").date(iso), words("de").date(iso)) == (english, german)
