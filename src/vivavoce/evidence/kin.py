"""Words that tell the same event of a life: who was `assassinated` was `killed`. Looked for beside a question's own words, and counted for less."""

from __future__ import annotations

from functools import cache
from typing import Final

from vivavoce.text import stems

WORTH: Final = 0.8
"""What a kindred word counts where the word itself would count 1."""
# before a colon words that mean the same; after it words that each mean one of them, and not one another: a father is a parent and no mother
_GROUPS: Final = """kill killed killer murder murdered murderer assassinate assassinated assassin assassination shot stabbed slain
shot shoot shooting: fired
die died dying death dead deceased killed perished
born birth birthplace native
marry married marriage wedding wed: wife husband spouse bride
divorce divorced separated separation
child children: son daughter sons daughters
parent parents: father mother
sibling siblings: brother sister
school schooling educated education studied university college pupil attended
teach taught teacher tutor instructed lessons
imprison imprisoned prison jail jailed gaol arrested captivity chains
exile exiled banished deported expelled
release released freed liberated
escape escaped fled flight
found founded founder established created creation set-up
publish published appeared printed publication
write wrote written author
job profession occupation trade earned work worked
illness ill sick disease fever
money poor debt debts income paid salary
house home lived residence dwelling settled stayed
friend friends friendship befriended companion
enemy enemies opponent opponents rival rivals foe
buried grave burial tomb funeral ashes
gravestone tombstone epitaph headstone
lead led leader commanded commander headed chaired directed
move moved removed settle settled
travel travelled traveled journey voyage sailed
arrive arrived arrival reached landed came
leave left departed departure
win won victory victorious
lose lost defeat defeated
vote voting ballot suffrage franchise
buy bought purchase purchased
help helped assist assisted aid aided
receive received welcome welcomed"""
_FORMS: Final = """become became,begin began begun,bite bit bitten,blow blew blown,break broke broken,bring brought,build built,burn burnt,buy bought,
catch caught,choose chose chosen,come came,deal dealt,dig dug,draw drew drawn,drink drank drunk,drive drove driven,eat ate eaten,fall fell fallen,
feed fed,feel felt,fight fought,flee fled,fly flew flown,forbid forbade forbidden,forget forgot forgotten,forgive forgave forgiven,
freeze froze frozen,give gave given,go went gone,grow grew grown,hang hung,hear heard,hide hid hidden,hold held,keep kept,know knew known,
lead led,learn learnt,leave left,lend lent,lose lost,make made,mean meant,meet met,pay paid,ride rode ridden,rise rose risen,run ran,
see saw seen,seek sought,sell sold,send sent,shake shook shaken,shoot shot,sing sang sung,sink sank sunk,sit sat,sleep slept,
speak spoke spoken,spend spent,stand stood,steal stole stolen,strike struck,swear swore sworn,swim swam swum,take took taken,teach taught,
tear tore torn,think thought,throw threw thrown,understand understood,wake woke,wear wore worn,weep wept,win won,write wrote written"""
"""Forms of verbs that no stemmer joins: who is asked what he `bought` is asked what he did `buy`."""


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _GROUPS.splitlines():
        heads, members = ({stem for word in part.split() for stem in stems(word)} for part in (line + ":").split(":")[:2])
        for stem in heads:
            table.setdefault(stem, set()).update((heads | members) - {stem})
        for stem in members:
            table.setdefault(stem, set()).update(heads)
    return {stem: frozenset(others) for stem, others in table.items()}


@cache
def _forms() -> dict[str, frozenset[str]]:
    groups = [{stem for word in group.split() for stem in stems(word)} for group in _FORMS.replace("\n", "").split(",")]
    return {stem: frozenset(group - {stem}) for group in groups for stem in group}


def forms(stem: str) -> frozenset[str]:
    """The stems of a verb's other forms; empty for most words."""
    return _forms().get(stem, frozenset())


def kin(stem: str) -> frozenset[str]:
    """The stems of kindred words; empty for most."""
    return _table().get(stem, frozenset())
