"""Words by which the parts of a bibliography's entry are known: media, publishers, periodicals, places of printing, bodies that sign as authors."""

from __future__ import annotations

import re
from typing import Final

MEDIA: Final = (
    r"Print|Web|Film|DVD|Documentary|Audio|Kindle|E-?book|CD(?:-ROM)?|Television|Radio|Podcast|Video|PDF|Online|Microfilm|Microform|Manuscript|MS|"
    r"Typescript|Lecture|Address|Speech|Performance|Motion picture|Photograph|Interview|Map|Blu-ray|LP|Audiobook")
PUBLISHERS: Final = re.compile(
    r"\b(?:press|books?|publish\w*|verlag|university|house|sons|brothers|co|company|ltd|inc|editions?|éditions|penguin|macmillan|routledge|norton|knopf|"
    r"random|harper\w*|longmans?|methuen|heinemann|gallimard|suhrkamp|springer|elsevier|wiley|sage|verso|pluto|bookmarks|pathfinder|classics|library|"
    r"institute|society|museum|archives?|foundation|printers?|presse|editorial|pictures|films|studios?|records|productions?)\b", re.I)
PERIODICALS: Final = re.compile(
    r"\b(?:journal|review|magazine|quarterly|monthly|weekly|annals|proceedings|transactions|bulletin|newsletter|studies|times|news|daily|gazette|herald|"
    r"tribune|post|guardian|chronicle|observer|telegraph|star|sun|mirror|nation|zeitung|revue|archiv|letters|notes|papers|digest|forum|record|mercury|"
    r"inquirer|examiner|independent|standard|courier|advertiser|encyclop\w+|dictionary|blog)\b|^the\s", re.I)
NEWSPAPERS: Final = re.compile(
    r"\b(?:times|daily|gazette|herald|tribune|post|guardian|chronicle|telegraph|star|sun|zeitung|news|examiner|courier)\b", re.I)
PLACES: Final = re.compile(
    r"(?:London|New York(?:,? N\.?Y\.?)?|Paris|Berlin|Moscow|Oxford|Cambridge(?:,? (?:MA|Mass\.?))?|Chicago|Boston|Edinburgh|Leipzig|Vienna|Rome|"
    r"Amsterdam|Leiden|Munich|Philadelphia|Washington(?:,? D\.?C\.?)?|Princeton|Harmondsworth|Dublin|Glasgow|Toronto|Sydney|Melbourne|Stanford|"
    r"Berkeley|Los Angeles|San Francisco|Petrograd|Leningrad|St\.? Petersburg|Stockholm|Copenhagen)")
FORMAT: Final = re.compile(
    r"(?:8vo|4to|12mo|fol(?:io)?|illus(?:trated)?|hardcover|paperback|cloth|n\.?\s?d|n\.?\s?p|rpt|reprint|in)\.?", re.I)
BODIES: Final = re.compile(
    r"\b(?:society|institute|association|committee|museum|ministry|office|council|university|department|union|party|league|commission|organi[sz]ation|"
    r"bureau|congress|parliament|board|federation|academy|trust|agency|army|government|church)\b", re.I)
