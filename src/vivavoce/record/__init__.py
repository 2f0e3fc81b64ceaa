"""The nouns, frozen: what a record is made of and what an answer consists of."""

from vivavoce.record.answer import Answer, Citation, Disagreement, Mode, Position, Said, Status
from vivavoce.record.event import Event, Telling
from vivavoce.record.figure import Figure, day, is_date, year
from vivavoce.record.quotation import Judgement, Match, Verdict
from vivavoce.record.source import Block, Correction, Damage, Health, Mark, Part, Reprint, Source, Span, Standing
from vivavoce.record.testimony import Edit, Passage, Sentence
from vivavoce.record.time import Interval, covered

__all__ = [
    "Answer",
    "Block",
    "Citation",
    "Correction",
    "Damage",
    "Disagreement",
    "Edit",
    "Event",
    "Figure",
    "Health",
    "Interval",
    "Judgement",
    "Mark",
    "Match",
    "Mode",
    "Part",
    "Passage",
    "Position",
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
