"""Is a text sound?"""

from __future__ import annotations

import pytest

from vivavoce.sources.health import judge

SOUND = "She walked to the harbour every morning, and counted the boats that had come home in the night. " * 20


def test_sound_prose_is_sound() -> None:
    assert judge(SOUND).verdict == "sound"
    assert judge(SOUND).reasons == ()
    assert judge("").verdict == "sound"


@pytest.mark.parametrize(("sign", "name"), [
    ("Lund'south boats left.", "broken possessives"), ("Lund’due south shop.", "broken possessives"),
    ("It was iii inches long.", "number words in the wrong form"), ("They had 20-six lamps.", "number words in the wrong form"),
    ("It was 1 of the best.", "number words in the wrong form"), ("The \ufffd boats.", "replacement characters"),
    ("The caf\u00c3\u00a9.", "mojibake"), ("It\u00e2\u20ac\u2122s late.", "mojibake")])
def test_signs_of_damage_are_counted_and_shown(sign: str, name: str) -> None:
    health = judge(f"{SOUND} {sign} {sign} {sign}")
    assert health.verdict == "degraded"
    assert any(reason.startswith(f"{name}: 3 times") for reason in health.reasons)


def test_two_signs_or_few_among_many_words_are_none() -> None:
    assert judge(f"{SOUND} Lund'south boats. Lund'south shop.").verdict == "sound"
    assert judge(f"{SOUND * 20} {'Lund’south boats. ' * 3}").verdict == "sound"


@pytest.mark.parametrize("text", [
    "They sailed due south. The winds' south edge. He went south.", "Louis XIV was 30-two? No: thirty-two, forty-five and twenty-one.",
    "In 1 of 3 cases. At 20-30 knots. Mixed 20-four-hour days.", "Élan, façade, Ångström, Ãlvaro, naïve — “quoted”."])
def test_what_only_looks_like_damage(text: str) -> None:
    assert judge(" ".join([text] * 2)).verdict == "sound"
