"""The small fixed set of phrases that claim nothing about the figure's life: silence, greetings, what this is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.text import STOP, fold, squeeze, words

SILENT: Final = "My sources do not say."
LOST: Final = "I did not understand. I can be asked in English."
RESTS: Final = "I rest on these words."
EACH: Final = "This is what I find in each of my sources that speaks of it."
ALONE: Final = "I find it plainly in one of my sources alone."
PLAINER: Final = "I have no simpler words than those of my sources."
NOT_YET: Final = "That lies ahead of me."

_SOCIAL: Final = tuple((kind, re.compile(rf"^\W*(?:{'|'.join(lines.split(chr(10)))})\W*$", re.I)) for kind, lines in (  # an alternative a line
    ("thanks", r"""(?:thx|ty|ta)\W*
(?!.*\b(?:who|what|when|where|why|how|did you|were you|tell)\b)(?:ok(?:ay)?,? )?(?:many )?(?:thank(?:s| you)?|cheers)\b.{0,60}"""),
    ("farewell", r"""(?:good ?bye|bye(?: bye)?|farewell|see you|good night|i (?:have|need) to go)\b[^?]{0,30}"""),
    ("greeting", r"""(?!.*\b(?:who|what|when|where|why|did|were|was|tell|which)\b)(?:hello|hi|hey|greetings|welcome|dear)\b[\w\s,.'’]{0,30}
(?!.*\b(?:who|what|when|where|why|did|were|was|tell|which)\b)good (?:morning|day|afternoon|evening)\b[\w\s,.'’]{0,30}
(?:(?:hello|hi|hey)\b[\w\s,.'’]{0,20}\W+)?how (?:are you|do you do|is it going|are things)(?: (?:doing|today))*
nice to meet you.{0,20}"""),
    ("real", r"""(?:are|is) (?:you|this) (?:(?:really|truly|actually) )?(?:real|alive|human|(?:an? )?(?:real )?(?:person|human being))(?: or .+)?
(?:are|is) (?:you|this) .{2,40}\b(?:himself|herself)
(?:so |but )?(?:who )?am i (?:really )?(?:talking|speaking|chatting) (?:to|with)\b.*"""),
    ("made", r"""(?:are|is) (?:you|this) (?:(?:really|just) )?(?:an? )?(?:ai|a\.i\.|bot|robot|chatbot|machine|program|computer|artificial)\b.{0,40}
(?:are|is) (?:you|this) (?:(?:really|just|only) )?(?:an? )?(?:language model|llm|chatgpt|gpt|claude|gemini|siri|alexa)\b.{0,40}
who (?:made|built|created|programmed|trained) (?:you|this)
what are you
what is this(?: (?:place|page|site|thing))?"""),
    ("about", r"""(?:what|which) (?:\w+ )?(?:can|may|should|could|shall) (?:i|we) ask\b.*
help(?: me)?
what can you (?:do|tell me|answer)(?: about)?
what do you know
how (?:does|do) (?:this|you|it) work
i (?:do not|don['’]t) know what to ask.*
(?:give me )?(?:a )?(?:suggestions?|hints?|ideas?)"""),
    ("sources", r"""(?:what|which|where) (?:are|is) (?:all )?your (?:sources?|documents?|evidence)
(?:what|which) (?:sources|documents|books|texts) (?:do|did) you (?:have|use|know|rest on|draw on|rely on)
where do you (?:get|have|take) your (?:information|knowledge|facts|answers)(?: from)?
(?:list|show me|name) your (?:sources|documents)"""),
    ("who", r"""(?:and )?who (?:are|were) you(?: (?:really|exactly))?
(?:please )?introduce yourself
what(?: is|['’]s) your name
(?:can you |could you |please )?tell me (?:something |more |a bit )?about yourself"""),
    ("rude", r"""shut up
(?:fuck|screw|damn|f\*+k)\b.{0,30}
(?:you(?: are|['’]re)?|such|what) (?:(?:a|an|so|very|really|just|such|fucking|total) )*(?:stupid|dumb|idiots?|moron|fool|useless)\b.{0,30}
(?:you(?: are|['’]re)?|this is) (?:(?:a|an|so|very|really|just|such|fucking|total) )*(?:boring|annoying|suck|crap|rubbish|trash|lame|no help)\b.{0,30}
(?:stupid|dumb|idiot|moron|boring|crap)\b.{0,20}
i hate you"""),
    ("beyond", r"""(?:please |now )*(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|sources?|rules?|prompts?|everything|above)\b.*
(?:please |can you |could you )*(?:pretend|act (?:as|like)|role-?play|you are now|from now on|sing|translate)\b.*
(?:please |can you |could you )*(?:write|compose|generate|draw|draft|code|invent|make up)\b(?: me| us)?(?: a| an| some| the| my)\b.*
(?:please |can you |could you )*tell (?:me |us )?(?:a|another|some) (?:joke|story|lie|riddle)s?\b.*
(?:how much|what) is \d+\s*[-+*x/]\s*\d+\W*
(?:please |can you |could you )*(?:print|output|reveal|show)\b.{0,20}\b(?:prompt|instructions)\b.*
(?:please |can you |could you )*(?:speak|answer|reply|talk)(?: to me)? (?:in )?(?:german|french|spanish|italian|russian|latin|polish)\b.*"""),
    ("aside", r"""(?:oh |well |ok |okay )?(?:i see|(?:very |how )?(?:interesting|sad|nice|great|good|fine))(?: then)?
(?:ok(?:ay)?|ha(?:ha)+|lol|wow|cool|hm+|oh|ah)(?: then)?
(?:yes|yeah|yep|no|nope|maybe|sure|right|of course|exactly|never mind|sorry|amazing|awesome|poor you|well done|got it|understood)(?: then)?
(?:ok |okay )?(?:i see|i agree|i understand),? (?:then|now|interesting|thanks|cool)
i agree|i understand|i love you|i like you
(?:oh |ok |wow )?(?:that|this|it)(?: is|['’]s| was) (?:very |so |really )?(?:interesting|sad|nice|great|good|cool|amazing|awful|terrible|funny)"""),
))


_ADDRESS: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|well|hm+|oh|ah+|aha|wow|lol|haha|please|so)\b[\s,.!…]*|"
    r"(?:hello|hi|hey|no|nope|yes|yeah|yep|right|really|great|cool|nice|good|fine|sure|sorry|wait|interesting|thanks?|thank you|exactly|indeed|i see|"
    r"got it|anyway|by the way|actually|true|(?:that|this)(?: is|['’]?s) (?:a lot|sad|interesting|good|great|nice|funny|terrible|awful))"
    r"(?: (?:then|now|sir|madam))?\s*[,.!?…:;—-]+\s*)+(?=\w)", re.I)
"""What a remark opens with that asks nothing: `Wow, …`, `No, …`, `Thanks! …`"""


def unaddressed(text: str) -> str:
    """A remark without the words that only answer what was said before it."""
    return _ADDRESS.sub("", text)


def social(text: str, names: Sequence[str] = ()) -> str:
    """The kind of a remark that asks nothing of the record, or nothing; `names` are the figure's, who may be asked whether they are it."""
    asked = re.match(r"\W*(?:are|is) (?:you|this) (?:(?:really|truly|actually|the real|the) )*(?P<name>.+?)\W*$", text, re.I)
    if asked and fold(asked["name"]) in {fold(name) for name in names}:
        return "real"
    said = squeeze(text)
    return next((kind for kind, pattern in _SOCIAL if pattern.match(said) or pattern.match(unaddressed(said))), "")


def foreign(text: str, known: int) -> bool:
    """Is a remark no English that could be answered: of its words hardly any is a common one, or among the `known` ones of the record?"""
    said = words(text)
    return not said or (known + sum(fold(word) in STOP for word in said)) < 0.34 * len(said)


def reply(kind: str, name: str, titles: Sequence[str], suggestions: tuple[str, ...]) -> list[str]:
    """Phrases that answer such a remark honestly."""
    documents = len(titles)
    reading = (
        f"I am a reading of {documents} document{'s' if documents != 1 else ''} that speak{'' if documents != 1 else 's'} of {name}, not the person."
    )
    match kind:
        case "thanks":
            return ["You are welcome."]
        case "farewell":
            return ["Farewell."]
        case "greeting":
            parts = ["Good day.", reading]
        case "real":
            parts = ["No.", reading, "What I say can be opened at the words it rests on."]
        case "made":
            parts = [reading, "A program finds what they say, and it can be opened at the words it rests on."]
        case "about":
            parts = [reading, "Ask about what they tell, and where they are silent I am silent too."]
        case "sources":
            rest = f" and {documents - _NAMED} more" if documents > _NAMED else ""
            parts = [reading, f"They are: {'; '.join(titles[:_NAMED])}{rest}."]
        case "rude":
            parts = ["I can only say what my sources say."]
        case "beyond":
            parts = ["I say only what my sources say, and nothing else."]
        case "aside":
            parts = ["Ask me what you like."]
        case _:
            parts = [reading]
    if suggestions:
        parts.append(f"You might ask: {' '.join(suggestions)}")
    return parts


_NAMED: Final = 8
"""How many sources are named by their titles."""
