"""What the words alone forbid to be said in the first person: matter after the death, framing, scholarship, praise, judgement, another's here.

Each guard is a named reason. They are strict: a sentence left in the third person loses little, a wrong one loses trust.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r"[“«„][^“”«»„]*[”»]|\"[^\"]*\"")
_AFTERLIFE: Final = re.compile(
    r"\b(?:legac\w+|posthum\w+|funeral\w*|buri(?:ed|al)|tomb\w*|grave(?:stone)?|corpse|remains\s+were|la(?:id|y)\s+(?:dead|in\s+state)|"
    r"lying\s+in\s+state|ashes|"
    r"memorial\w*|remembered|commemorat\w+|centenar\w+|anniversar\w+|(?:after|following|since|upon|despite)\s+(?:(?:his|her|their|"
    r"the)\s+)?(?:own\s+)?(?:death|murder|"
    r"assassination|execution|passing)|biograph(?:er|ers|ies|y)|film|movie|statue|museum|rehabilitat\w+|historians?|scholars?|portray\w*|today|"
    r"nowadays|modern|(?<!to )survives?|(?<!what )(?:is|are)\s+now|now\s+(?:called|known|kept|lost|stands?)|still\s+(?:stands?|exists?|hangs?|read)|"
    r"to\s+this\s+day|lives\s+on|live\s+on|continues?\s+to|(?:his|her|whose|their)\s+(?:\w+\s+){0,2}(?:influence|impact)|(?:influence|impact)\s+(?:of|on|"
    r"over|in)|influencing|influences\s+(?:the|many|later)|influenced\s+(?:\w+\s+)?(?:generations?|many|later|the)|impacted|in\s+death|to\s+(?:his|her)\s+memory|in\s+memory|descendants?|"
    r"inspired|autops\w+|posterity|his\s+body|her\s+body|lies\s+(?:beside|in|at|under)|"
    r"dead\s+at|epitaph|monument|(?:best|well|better)[-\s]known|widow\w*|mourn\w*|eulog\w+|obituar\w+|deathbed|postmortem|lain|succumbed|outliv\w+|"
    r"half\s+a\s+century|(?:bullet|shot|hand|knife|dagger)\s+of\s+(?:the|an|his|her)\s+assassin|assassin['’]s\s+(?:bullet|shot|hand|knife|dagger)|"
    r"(?:printed|published|appeared)\s+after)\b", re.I)
_LATER_HEADING: Final = re.compile(r"\b(?:influenc\w+|impact\w*|aftermath|afterlife|reception|reputation|in\s+memory)\b", re.I)
PRAISE: Final = re.compile(
    r"\b(?:brillian\w+|great(?:est|ness)?|famous\w*|famed|excellent|remarkabl\w+|legendary|heroic\w*|hero|genius|masterful\w*|masterpiece|"
    r"important|significan\w+|conspicuous\w*|unusual\w*|"
    r"prolific|notable|notabl[ey]|controversial|prominent|celebrated|renowned|distinguished|eminent|illustrious|gifted|talented|charismatic|"
    r"outstanding|impressive|"
    r"foremost|leading|major|key|central|crucial|pivotal|seminal|magnificent|extraordinar\w+|admir\w+|beloved|noble|nobl[ye]|wise|courage\w*|"
    r"instrumental|profound\w*|"
    r"influential|iconic|unparalleled|tireless\w*|eloquen\w*|handsome|virtuous|immortal|splendid|wonderful\w*|immense|vital|foundational|"
    r"miracul\w+|prophet\w*|"
    r"tragic\w*|fateful|fame|renown|marvell?ous\w*|picturesque|unique\w*|pre-?eminent\w*|infamous\w*|notorious\w*|ruthless\w*|vain|arrogan\w+|"
    r"cowardly|wicked\w*|cunning|scarcely|truthful|triumph\w*|invaluable|"
    r"inveterate|defiant\w*|"
    r"unmistakabl\w+|skil?lful\w*|keen|upright\w*|wisdom|sagac\w+|self-control\w*|frankness|good[-\s](?:humou?r|temper|nature)|fearless\w*|integrity|steadfast\w*|"
    r"unflinching\w*|fidelity|melodious|humbl[ey]|modest\w*|gentle|kindly|kind-hearted|generous\w*|honest|sincere\w*|loyal\w*|"
    r"able|faithful\w*|malici\w+|sarcas\w+|sneer\w*|venomous\w*|sinister|devilish|mephistophel\w+|treacherous\w*)\b", re.I)
_HEDGE: Final = re.compile(
    r"\b(?:perhaps|probably|possibly|presumably|apparently|arguably|supposedly|allegedly|reportedly|likely|seem(?:s|ed|ingly)?|appear(?:s|"
    r"ed)?\s+to|(?:may|might|must|could|would)\s+have|"
    r"may\s+be|(?:is|was|are|were|been)\s+(?:often\s+|widely\s+|generally\s+|sometimes\s+)?(?:said|reported|believed|thought|considered|regarded|seen|"
    r"known|viewed|described|called|reputed|supposed|rumou?red|"
    r"depicted|recognized|recognised|acknowledged)|"
    r"known\s+as|known\s+for|regarded\s+as|viewed\s+as|one\s+(?:may|might|can|could|has|must|would)|no\s+one|it\s+is|"
    r"there\s+is\s+(?:no|little|one|a)|"
    r"of\s+course|in\s+fact|indeed|undoubtedly|doubtless|evidently|"
    r"unfortunately|contrary\s+to|according\s+to|claims?|claimed\s+that\s+(?:he|she)|alleges?d?|assert(?:s|ed)\s+that\s+(?:he|she)|suggests?|"
    r"inevitabl\w+|by\s+(?:his|her)\s+own\s+(?:account|admission|testimony)|(?:reason|explanation|truth|answer|point|question)\s+is|"
    r"singularly|safer|interesting\w*|surpris\w+|ironic\w*|strange\w*|not\s+every|"
    r"legend|tradition\s+has|symboli[sz]\w*|so-called)\b", re.I)
_FRAMING: Final = re.compile(
    r"\b(?:this|the\s+present)\s+(?:article|essay|book|chapter|page|volume|work|study|biography|paper|pamphlet|entry|memoir|sketch|section)\b|"
    r"\b(?:we|our|ours|us|ourselves|you|your|yours|let's)\b|"
    r"\b(?:the|this|our|present|dear|gentle)\s+(?:readers?|authors?|writers?|editors?|narrators?)\b(?!\s+(?:of|in|at)\b)|"
    r"\breaders\b|\b(?:below|above)\s*[:,.]|\bsee\s+(?:also|p\.|page|chapter)\b|\[|\]|\{|\}|"
    r"\bas\s+(?:will|shall|has|have|was|is)\s+(?:(?:be|been|already)\s+){0,2}(?:seen|said|shown|noted|mentioned|told|stated|described)\b|"
    r"\bibid\b|(?<!\*)\*{3}(?!\*)", re.I)
_SCHOLARSHIP: Final = re.compile(
    r"\b(?:is|are|remains?|been)\s+(?:still\s+|much\s+|often\s+|itself\s+)?(?:disputed|contested|debated|doubted|unclear|uncertain|unknown|doubtful|"
    r"lost|invented|imaginary|fictional|fictitious)\b|\bwritten\s+for\s+this\b|"
    r"\b(?:some|many|most|several|other|later|recent)\s+(?:writers|authors|critics|commentators|sources|accounts|documents|researchers|people)\s+"
    r"(?:\w+\s+)?(?:think|say|hold|believe|argue|claim|give|suppose|see|doubt|add)\b", re.I)
_DANGLING: Final = re.compile(r"^\W*(?:First\s+)?(?:Published|Written|Printed|Issued|Translated|Reprinted)\b[^,]*,")
_NARRATOR: Final = re.compile(r"\b(?:I|me|my|mine|myself|I'm|I've|I'd)\b")
_NARRATORS_PLACE: Final = re.compile(
    r"(?<!was )(?<=[\w,;] )here\b(?!\s+and\s+there)|\b(?:in|into|to|from|of|at|on|through|across|near|outside|around)\s+this\s+"
    r"(?:(?:very|same|old|little|small|great)\s+)?"
    r"(?:town|city|village|house|place|bridge|building|room|spot|country|region|island|church|street|square|hall|valley|river|hotel|garden|land)\b|"
    r"\b(?:years?|weeks?|centur(?:y|ies)|decades?|days?)\s+ago\b|\bthis\s+(?:morning|evening|afternoon|summer|winter|spring|autumn)\b", re.I)


def outer_guard(raw: str, quoting: bool = False) -> str:
    """The name of the guard that the words alone fire, or nothing; an I in quotation marks counts unless the figure is `quoting`."""
    bare = _QUOTED.sub("“”", raw)
    if _AFTERLIFE.search(bare):
        return "after death"
    if _FRAMING.search(bare):
        return "article framing"
    if _NARRATOR.search(bare if quoting else raw):
        return "the author's own I"
    if _DANGLING.search(bare):
        return "a participle of something else"
    if _SCHOLARSHIP.search(bare):
        return "scholarship"
    if _NARRATORS_PLACE.search(bare):
        return "the author's here and now"
    if _HEDGE.search(bare):
        return "the author's judgement"
    return ""


def told_of_later(heading: str) -> bool:
    """Does a heading stand over what came of the figure afterwards?"""
    return bool(_LATER_HEADING.search(heading))
