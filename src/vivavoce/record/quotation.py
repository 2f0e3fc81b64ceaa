"""Quotations: found in sources when they are read, and judged when somebody asks whether one stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vivavoce.record.answer import Citation


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a source quotes: marks included where there are any.

    `kind` is `speech` (somebody's words), `term` or `title` (no person's). `speaker` is `figure`, a name as the text has it, or empty
    where none is attested; `addressee` likewise a name. `introduced` is the span of the words that say whose they are, `date` when they
    were said (YYYY, YYYY-MM or YYYY-MM-DD) as far as those words tell; `nested_in` the id of the quotation that holds this one.
    """

    id: int
    source: str
    start: int
    end: int
    kind: str = "speech"
    speaker: str = ""
    addressee: str = ""
    introduced: tuple[int, int] | None = None
    date: str = ""
    nested_in: int | None = None


class Verdict(StrEnum):
    """Whether a quotation stands, the first that holds; `not_found` means not in these sources, never that it was not said."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    UNRELIABLE = "unreliable"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a source has the words, or words near them.

    `similarity` is 0–1, 1 for the same words; `difference` shows `[-the quotation's words-] {+the source's+}` among what they share.
    `speaker`, `addressee`, `introduced_by` and `date` are what the source says of who said it, to whom, with which words before it, when.
    """

    citation: Citation
    similarity: float
    difference: str = ""
    speaker: str | None = None
    addressee: str = ""
    introduced_by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quotation, judged: `speaker` is who said it as the sources attest, None where none does.

    `claimed` is the speaker that the quotation named for itself, `wrong_speaker` whether the sources attest another; `spliced` says how
    it was put together where it was.
    """

    question: str
    figure: str
    verdict: Verdict
    speaker: str | None = None
    matches: tuple[Match, ...] = ()
    claimed: str = ""
    wrong_speaker: bool = False
    spliced: str = ""
    note: str = ""
    elapsed_ms: float = field(default=0.0, compare=False)
