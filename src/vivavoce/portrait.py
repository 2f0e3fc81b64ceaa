"""A figure's picture where the owner gave none: a monogram drawn from the name, the same for the same name."""

from __future__ import annotations

import colorsys
import hashlib
import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

MEDIA: Final = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "svg": "image/svg+xml"}
_PARTICLES: Final = frozenset("de von van der den la du del da di le of the and al ibn bin".split())
_CONTRAST: Final = 5.5


def initials(name: str) -> str:
    """First and last initial of a name, particles and numerals left out: `Ada Lovelace` → `AL`."""
    every = re.findall(r"[^\W\d_]+", name)
    parts = [p for p in every if p.casefold() not in _PARTICLES and not re.fullmatch(r"[IVX]+", p)] or re.findall(r"\w", name)
    if not parts:
        return "?"
    first, last = str(parts[0]), str(parts[-1])
    return (first[0] + (last[0] if len(parts) > 1 else "")).upper()


def colour(name: str) -> tuple[str, str]:
    """A calm ground and a light ink for a name, as hex; their contrast is at least 5.5 to 1 (WCAG asks for 4.5)."""
    digest = hashlib.sha256(name.casefold().encode()).digest()
    hue, ink = digest[0] / 256, (0.97, 0.96, 0.93)
    light = 0.42
    while light > 0.1:
        ground = colorsys.hls_to_rgb(hue, light, 0.28)
        if contrast(ground, ink) >= _CONTRAST:
            break
        light -= 0.01
    return _hex(ground), _hex(ink)


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2: relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in colour)


def monogram(name: str) -> str:
    """An SVG of 256 by 256: initials on a ground, named for those who do not see it; no script, no style sheet, nothing loaded."""
    ground, ink = colour(name)
    letters = initials(name)
    size = 104 if len(letters) > 1 else 128
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256" role="img" aria-label={quoteattr(name)}>'
        f'<title>{escape(name)}</title><rect width="256" height="256" fill="{ground}"/>'
        f'<circle cx="128" cy="128" r="104" fill="none" stroke="{ink}" stroke-opacity="0.35" stroke-width="2"/>'
        f'<text x="128" y="128" fill="{ink}" font-family="Georgia, \'Times New Roman\', serif" font-size="{size}" text-anchor="middle" '
        f'dominant-baseline="central">{escape(letters)}</text></svg>'
    )
