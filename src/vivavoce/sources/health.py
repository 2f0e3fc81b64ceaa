"""Is a text sound? Signals that never occur in sound prose, each named with how often it was seen."""

from __future__ import annotations

import re
from typing import Final

from vivavoce.record import Health

_SIGNALS: Final = {
    "broken possessives": re.compile(r"\w['’](?:south|due south|southward)\b"),
    "number words in the wrong form": re.compile(r"\b(?:[ivx]{2,4} (?:inches|feet|miles|years|days|men|times)|(?:twenty|thirty|forty|20|30|"
                                                 r"40)-(?:[ivx]{1,4}|one|two|three|four|"
                                                 r"five|six|seven|eight|nine)\b(?<!\w{4}-\w{3})(?<=\d-\w{3})|1 of the|2 of the)\b", re.I),
    "replacement characters": re.compile("\ufffd"),
    "mojibake": re.compile(r"Ã[\x80-\xbf©¨¼¶]|â€[™œ\x9d“”]|Â[\xa0£©]"),
}
_PER_THOUSAND: Final = 0.8


def judge(text: str) -> Health:
    """`degraded` where such signals stand at least three times and at 0.8 in a thousand words."""
    count = max(1, len(text.split()))
    found = {name: matches for name, pattern in _SIGNALS.items() if (matches := list(pattern.finditer(text)))}
    total = sum(len(matches) for matches in found.values())
    if total < 3 or 1000 * total / count < _PER_THOUSAND:
        return Health()
    return Health("degraded", tuple(f"{name}: {len(matches)} times, as in “{_around(text, matches[0])}” at {matches[0].start()}"
                                    for name, matches in found.items()))


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 12), min(len(text), match.end() + 8)
    return " ".join(text[start:end].split())
