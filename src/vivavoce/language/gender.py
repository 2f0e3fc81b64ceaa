"""Whom a singular pronoun can mean: nouns, titles and given names that are said of men, of women or of both.

Only what is plain is listed. A name that stands in neither list can be anybody's, and anybody is a rival for a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MALE_NOUNS: Final = frozenset("""man king emperor czar tsar father brother son boy uncle grandfather husband nephew prince duke bishop priest
gentleman fellow lad monk baron lord chairman slaveholder kaiser pope""".split())
FEMALE_NOUNS: Final = frozenset("""woman queen empress tsarina mother sister daughter girl aunt grandmother wife niece princess duchess nun lady
baroness countess maid governess widow housewife actress mistress nurse heroine landlady midwife""".split())
COMMON_NOUNS: Final = frozenset("""president general colonel captain doctor cousin friend rival enemy master leader agent assassin murderer killer
officer minister lawyer teacher professor commander soldier prisoner comrade colleague secretary deputy guard visitor stranger writer poet painter
historian successor predecessor attacker opponent partner neighbor neighbour overseer owner preacher governor senator judge author editor person
someone somebody anyone nobody dictator tyrant attorney clerk student pupil follower companion merchant worker servant child astronomer
mathematician scientist engineer philosopher publisher printer translator journalist speaker chancellor ambassador""".split())
_MALE_TITLES: Final = frozenset("mr mister sir lord king emperor count baron prince duke father brother don herr monsieur pope tsar czar kaiser "
                                "uncle".split())
_FEMALE_TITLES: Final = frozenset("mrs ms miss lady queen empress countess baroness princess duchess madame frau fräulein sister mother aunt "
                                  "dame doña".split())
TITLES: Final = _MALE_TITLES | frozenset("president general colonel captain judge senator governor professor comrade doctor dr hon honourable "
                                         "honorable commissar minister chancellor marshal admiral secretary saint st rev old young honest".split())
"""What stands before a name and leaves it that person's; a woman's title before a surname may be a wife's."""
_MALE_GIVEN: Final = frozenset("""abraham adam adolf adolph albert alfred anton antonio arthur august augustus benjamin bernard boris carl carlos
charles christian christopher daniel david dmitri dmitry edgar edmund edward edwin emil eric ernest ernst eugene felix ferdinand francesco francis
frank franz frederick friedrich fritz george georg gerald gerrit giovanni giuseppe gottfried grigori grigory gustav gustave hans harold harry
heinrich henri henry herbert herman hermann horace hugh hugo humphrey igor isaac ivan jacob jacques james jerome jim joachim johann johannes john
jonathan josef joseph joshua juan julius karl konrad konstantin kurt lars lawrence leo leon leonard leonid leopold lev lewis louis lucas ludwig luigi
luis maksim manuel marcus mark martin matthew max maxim michael miguel mikhail moritz nathaniel nicholas nikolai oliver oscar oskar otto owen pablo
patrick paul pedro peter philip pierre rafael ralph ramon ramón raymond rene richard robert roger roland rudolf rupert samuel sergei sergey
sigmund simon stefan stephen thaddeus theodor theodore thomas tobias ulrich victor viktor vincent vladimir walter wendell werner wilhelm
william yakov
alexander andreas andrew anthony bartholomew elias emanuel gabriel gregor guido hector jonas klaus laurence lucian magnus marius maurice melchior
noah olaf oswald percy reinhold salvador sebastian silas simeon sven tadeusz tomas valentin waldemar xavier""".split())
_FEMALE_GIVEN: Final = frozenset("""abigail ada adelaide agnes alexandra alice amalia amelia ana anastasia anna annabella anne annie antonia barbara
beatrice berta bertha betty bridget carlota caroline catherine cecilia charlotte christina clara claudia cornelia diana dora dorothea dorothy edith
eleanor elena elisabeth elise elizabeth ella ellen elsa emilia emily emma emmeline ernestine esther ethel eva eve fanny flora florence frances
franziska frida frieda gertrude grace greta hannah harriet hedwig helen helena helene henrietta hilda ida ingrid irene isabel isabella jane janet
jenny joanna johanna josephine judith julia juliet kate katharina katherine kathe käthe klara laura lena lily lina louisa louise lucia lucy
luise lydia mabel magdalena margaret margarete margarethe maria marianne marie martha mary mathilde matilda mildred millicent minna miriam nadezhda
natalia natasha olga olive paula pauline phyllis rachel rebecca regina rosalie rose ruth sabina sally sara sarah sofia sophia sophie susan susanna
sylvia tatiana teresa theresa ursula vera victoria virginia wilhelmina yelena""".split())


def nouns_for(pronouns: str) -> frozenset[str]:
    """The nouns that name somebody whom `he`, `she` or (for anything else) any singular pronoun could mean."""
    own = {"he": MALE_NOUNS, "she": FEMALE_NOUNS}.get(pronouns, MALE_NOUNS | FEMALE_NOUNS)
    return own | COMMON_NOUNS


def pronoun_of(words: Iterable[str]) -> str:
    """`he` or `she` where the title or the given name of a full name tells, else nothing."""
    for word in words:
        plain = word.casefold().strip(".’'")
        if plain in _MALE_TITLES or plain in _MALE_GIVEN:
            return "he"
        if plain in _FEMALE_TITLES or plain in _FEMALE_GIVEN:
            return "she"
    return ""
