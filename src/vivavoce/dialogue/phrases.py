"""The small fixed set of phrases that claim nothing about the figure's life: silence, greetings, what this is."""

from __future__ import annotations

import re
from typing import Final

SILENT: Final = "My sources do not say."
RESTS: Final = "I rest on these words."
NOT_YET: Final = "That lies ahead of me."

_SOCIAL: Final = (
    ("thanks", re.compile(r"^\W*(?:thank(?:s| you)(?: (?:very|so) much| a lot)?|many thanks|cheers|good ?bye|bye|farewell|see you)\W*$", re.I)),
    (
        "greeting",
        re.compile(
            r"^\W*(?:(?!.*\b(?:who|what|when|where|why|did|were|was|tell|which)\b)(?:hello|hi|hey|greetings|good "
            r"(?:morning|day|afternoon|evening)|welcome|dear)\b[\w\s,.'’]{0,30}|how (?:are you|do you do)(?: "
            r"today)?)\W*$",
            re.I,
        ),
    ),
    (
        "real",
        re.compile(
            r"^\W*(?:are|is)\s+(?:you|this)\s+(?:really\s+|truly\s+)?(?:real|alive|a\s+(?:real\s+)?(?:person|human|"
            r"robot|bot|machine|program|computer|chatbot)|human|an?\s+(?:ai|bot|language model)|artificial|"
            r".{2,40}\bhimself|"
            r".{2,40}\bherself)\W*$|^\W*am i (?:talking|speaking) (?:to|with)\b.*",
            re.I,
        ),
    ),
    (
        "about",
        re.compile(
            r"^\W*(?:what|which)\s+(?:can|may|should|could|shall)\s+(?:i|we)\s+ask\b.*|^\W*(?:help|what can you (?:do|"
            r"tell me|answer)|what do you know)\W*$|^\W*how (?:does|do) (?:this|you) work\W*$",
            re.I,
        ),
    ),
    (
        "who",
        re.compile(
            r"^\W*(?:and\s+)?who\s+(?:are|were)\s+you(?:\s+(?:really|exactly))?\W*$|"
            r"^\W*(?:please\s+)?introduce\s+yourself\W*$|^\W*tell me (?:something )?about yourself\W*$",
            re.I,
        ),
    ),
)


def social(text: str) -> str:
    """The kind of a remark that asks nothing of the record (`greeting`, `thanks`, `real`, `about`, `who`), or nothing."""
    return next((kind for kind, pattern in _SOCIAL if pattern.match(text)), "")


def reply(kind: str, name: str, documents: int, suggestions: tuple[str, ...]) -> list[str]:
    """Phrases that answer such a remark honestly."""
    reading = (
        f"I am a reading of {documents} document{'s' if documents != 1 else ''} that speak{'' if documents != 1 else 's'} of {name}, not the person."
    )
    match kind:
        case "thanks":
            return ["You are welcome."]
        case "greeting":
            parts = ["Good day.", reading]
        case "real":
            parts = ["No.", reading, "What I say can be opened at the words it rests on."]
        case "about":
            parts = [reading, "Ask about what they tell, and where they are silent I am silent too."]
        case _:
            parts = [reading]
    if suggestions:
        parts.append(f"You might ask: {' '.join(suggestions)}")
    return parts
