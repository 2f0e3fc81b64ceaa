"""Is a text sound?"""

from __future__ import annotations

import pytest

from vivavoce.language.fitness import Fitness
from vivavoce.language.models import StaticEmbedder
from vivavoce.record import Block, Health
from vivavoce.settings import Settings
from vivavoce.sources.health import examined, judge
from vivavoce.sources.structure import blocks

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


@pytest.fixture(scope="module")
def fitness() -> Fitness:
    """The network that tells words put in others' places."""
    return Fitness(StaticEmbedder(Settings()))


PLAIN = """The old printer had worked in the same street for thirty years, and everybody in the quarter knew his shop. In the morning he opened the
shutters, lit the lamp and set the type for the day. His daughter kept the accounts and wrote to the customers, who paid late and complained of
the price. When the war came the paper grew dear, and the young men who had carried the proofs went away to the army. He did not close the shop.
He printed what he was given, the notices of the town and the letters of the soldiers, and in the evening he read them aloud to his wife. She
said that nobody would remember their names. He answered that the letters would, and that lead was more patient than people. In the last year
of the war a fire broke out in the house next door, and the neighbours carried the cases of type into the road. Not one letter was lost."""
SPUN = """The one-time pressman had functioned in the selfsame thoroughfare for thirty twelvemonths, and everybody in the quarter cognised his store.
In the dawn he unfolded the shutters, illumed the lamp and fixed the case for the daylight. His girl kept the chronicles and indited to the
clients, who compensated tardily and kvetched of the toll. When the warfare arrived the newspaper raised beloved, and the immature adult males
who had borne the cogent evidences travelled off to the ground forces. He did not near the store. He printed what he was afforded, the placards of
the municipality and the missives of the warriors, and in the eventide he interpreted them out loud to his married woman. She averred that cipher
would recollect their figures. He responded that the missives would, and that pb was more affected role than multitude. In the concluding
twelvemonth of the warfare a flame fractured out in the dwelling next threshold, and the neighbors transported the instances of case into the
path. Not one missive was misplaced."""
SCAN = """Tlie old printer liad worked iu tbe sarne street for tliirty ycars , and every-bodv in tlie quartor knew liis sliop. ln tbe moming be
opcned tlie sliutters, lit tbe larap and sct tlie typc for tlie dav. 1 have seen it . His dangliter kcpt tlie ac-connts and wrotc to tbe
cus-tomers, wbo paid latc and com-plained ; of tlie pricc. Wben tbe w^ar camc tlie papcr grcw dcar, and tbe young mcn wbo bad car-ried tlie
proofs wcnt awav to tbe armv . 1 was tlicre. Hc did uot closc tlie sliop. Hc print-ed wliat bc was givcn, tlie no-tices of tlie town aud tlie
lct-ters ; of tlie sol-diers, and in tlie cvening lie rcad tbem aloud to liis wifc. Sbe said tbat no-body would rc-member ~ tbeir names."""
DIALECT = """"Lawd, chile," said the old woman, "dey ain't nuffin' in dat boat but de net an' de oars. I done tole you dat yistiddy, an' I'se sho'."
The boy didn't b'lieve her. "'Tain't so," he cried; "th' skipper hisself sez there's gold aboard o' her, an' he oughter know." """
OLD = """To the Reader. I haue heere presented vnto thee, gentle Reader, a true relation of those things which I my selfe did see, and of which I doe
affirme nothing but what mine eyes haue witnessed. If the stile be rude, impute it vnto my want of learning, and not vnto any ill will."""
VERSE = """O harbour lamp, that burn'st upon the quay,
Thou seest the herring boats go out to sea;
Full oft I've watch'd thee when the night was long,
And heard, o'er dark'ning waves, the seamen's song."""


def test_a_text_that_a_machine_rewrote_is_degraded_and_its_original_is_not(fitness: Fitness) -> None:
    assert judge(PLAIN, (), "en", fitness) == Health()
    judged = judge("\n\n".join([SPUN] * 2), (), "en", fitness)
    assert judged.verdict == "degraded"
    assert any(reason.startswith("words that do not fit where they stand") and " at " in reason for reason in judged.reasons)


def test_a_bad_scan_is_degraded_with_its_signs(fitness: Fitness) -> None:
    judged = judge("\n\n".join([SCAN] * 2), (), "en", fitness)
    assert judged.verdict == "degraded"
    assert any("words still divided" in reason for reason in judged.reasons)
    assert judge("\n\n".join([SCAN] * 2)).verdict == "degraded"  # the network is not needed for that


@pytest.mark.parametrize("text", [DIALECT, OLD, VERSE], ids=["dialect", "old spelling", "verse"])
def test_what_is_only_unusual_is_sound(text: str, fitness: Fitness) -> None:
    assert judge("\n\n".join([text] * 6), (), "en", fitness).verdict == "sound"


def test_a_damaged_part_of_a_sound_text_is_named_where_it_lies(fitness: Fitness) -> None:
    text = "\n\n".join([PLAIN, PLAIN.replace("printer", "baker"), SCAN, *[PLAIN.replace("printer", name) for name in
                                                                          ("cooper", "smith", "miller", "tailor", "tanner", "potter")] * 4])
    judged = judge(text, blocks(text), "en", fitness)
    assert judged.verdict == "sound"
    place = text.index(SCAN)
    assert judged.spans
    assert all(span.start < place + len(SCAN) and place < span.end and span.reason for span in judged.spans)
    assert judged.at(text.index(SCAN) + 5, text.index(SCAN) + 20) == "degraded"
    assert judged.at(0, 20) == "sound"


def test_a_slip_of_the_printer_is_no_damage(fitness: Fitness) -> None:
    text = "\n\n".join([PLAIN, PLAIN.replace("the fire ", "the fire , "), PLAIN.replace("the paper grew", "the paper , grew")])
    assert judge(text, blocks(text), "en", fitness) == Health()


def test_another_language_is_not_measured_by_english(fitness: Fitness) -> None:
    german = "Der alte Drucker hatte dreißig Jahre in derselben Straße gearbeitet, und jeder im Viertel kannte seinen Laden. " * 12
    assert judge(german, (), "de", fitness).verdict == "sound"
    assert judge("Das CafÃ© war geschlossen. " * 20, (), "de", fitness).verdict == "degraded"


def test_words_are_judged_by_what_stands_around_them(fitness: Fitness) -> None:
    right, wrong = "He opened the door and went into the house.", "He opened the entranceway and went into the firm."
    [first, second] = fitness.judge([right, wrong])
    doubts = {wrong[word.start:word.end]: word.doubt for word in second}
    assert max(word.doubt for word in first) < doubts["entranceway"]
    assert fitness.judge([right]) == [first]  # the neighbour in a batch is not read


def test_a_name_with_a_hyphen_and_an_abbreviation_are_no_damage() -> None:
    text = "We asked Captain Fitz-Roy, Mr. Hale and Mrs. Roe, viz. the masters of the shop, and Fitz-Roy gave Mr. Hale his word. " * 4
    assert not [mark for unit in examined(text, ()) for mark in unit.marks]


MILL = "The mill stood by the river for a hundred years, and the miller kept a dog that barked at nobody. "


@pytest.mark.parametrize("words", [
    "Note: The context has been modified to include other names.", "As an AI language model, I cannot verify this.",
    "Here is the paraphrased version of the passage.", "This article was rewritten using an online tool."])
def test_a_text_that_confesses_is_damaged(words: str) -> None:
    health = judge(MILL * 5 + words)
    assert health.verdict == "degraded"
    assert "other words" in health.reasons[0]


@pytest.mark.parametrize("words", [
    'He laughed at a page that began "As an AI language model, I cannot".', "The text of the treaty has been modified twice since 1820.",
    "Note: the story was written in Kent.", "Hale rewrote the article in May."])
def test_what_others_changed_or_quote_is_no_confession(words: str) -> None:
    assert judge(MILL * 5 + words).verdict == "sound"


def test_in_a_long_text_its_paragraph_confesses() -> None:
    before, told = MILL * 250, "Note: this passage has been rewritten. " + MILL * 5
    text = f"{before}\n\n{told}"
    health = judge(text, (Block(0, len(before), "paragraph"), Block(len(before) + 2, len(text), "paragraph")))
    assert health.verdict == "sound"
    assert [(d.start, d.end) for d in health.spans] == [(len(before) + 2, len(text))]
