"""Whose account a sentence is shown to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vivavoce.evidence.voice import mode_of, speaker
from vivavoce.figure import Figure
from vivavoce.record import Mode

LETTERS = """LETTERS OF ADA LOVELACE

Letter 1. To Charles Babbage

The engine is in pieces again. I shall write when I have counted them. Mary Hale sends a pear.
"""


def test_an_unnamed_voice_is_the_editors_only_where_it_does_not_say_i(built: Callable[..., Figure]) -> None:
    archive = built({"letters.txt": LETTERS}, "Ada Lovelace",
                    'name = "Ada Lovelace"\npronouns = "she"\n[sources."letters.txt"]\neditor = "Miriam Holt"\n').archive
    assert archive.source("letters.txt").editor == "Miriam Holt"
    unnamed = {archive.exact(s): replace(s, voice="another voice") for s in archive.record.all_sentences("1")}
    by = {exact: speaker(s, archive) for exact, s in unnamed.items()}
    assert next(name for exact, name in by.items() if exact.startswith("Mary Hale")) == "Miriam Holt"
    assert next(name for exact, name in by.items() if exact.startswith("I shall write")) == ""
    assert speaker(replace(next(iter(unnamed.values())), voice="Charles Babbage"), archive) == "Charles Babbage"


MINUTES = """LETTERS OF ADA LOVELACE

Memorandum of a conversation

After the usual greetings Lovelace replied that the engine could not think. I asked Lovelace again what she meant.
"""


def test_minutes_of_what_the_figure_said_are_not_own_words(built: Callable[..., Figure]) -> None:
    archive = built({"letters.txt": MINUTES}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n[sources."letters.txt"]\n'
                    'author = "Ada Lovelace"\nstanding = "letter"\n').archive
    own = {archive.exact(s): mode_of(replace(s, voice="figure"), archive) for s in archive.record.all_sentences("1")}
    assert next(mode for exact, mode in own.items() if "replied" in exact) is Mode.QUOTED
    assert next(mode for exact, mode in own.items() if exact.startswith("I asked")) is Mode.OWN_WORDS
