"""The nouns, frozen: what a record is made of and what an answer consists of."""

from vivavoce.record.answer import Answer, Citation, Disagreement, Mode, Position, Said, Status
from vivavoce.record.entries import Entry, EntryKind, Relation
from vivavoce.record.event import Event, Telling
from vivavoce.record.figure import Figure, Portrait, day, is_date, year
from vivavoce.record.page import Card, Line, LongAnswer, Moment, Page, Reading
from vivavoce.record.quotation import Judgement, Match, Quotation, Verdict
from vivavoce.record.source import Block, Correction, Damage, Health, Mark, Part, Reference, Reprint, Source, Span, Standing
from vivavoce.record.testimony import Edit, Passage, Sentence
from vivavoce.record.time import Interval, covered

__all__ = [
    "Answer",
    "Block",
    "Card",
    "Citation",
    "Correction",
    "Damage",
    "Disagreement",
    "Edit",
    "Entry",
    "EntryKind",
    "Event",
    "Figure",
    "Health",
    "Interval",
    "Judgement",
    "Line",
    "LongAnswer",
    "Mark",
    "Match",
    "Mode",
    "Moment",
    "Page",
    "Part",
    "Passage",
    "Portrait",
    "Position",
    "Quotation",
    "Reading",
    "Reference",
    "Relation",
    "Reprint",
    "Said",
    "Sentence",
    "Source",
    "Span",
    "Standing",
    "Status",
    "Telling",
    "Verdict",
    "covered",
    "day",
    "is_date",
    "year",
]
