"""Words that tell the same event of a life: who was `assassinated` was `killed`. Looked for beside a question's own words, and counted for less."""

from __future__ import annotations

from functools import cache
from typing import Final

from vivavoce.text import stems

WORTH: Final = 0.8
"""What a kindred word counts where the word itself would count 1."""
# before a colon words that mean the same; after it words that each mean one of them, and not one another: a father is a parent and no mother
_GROUPS: Final = """kill killed killer murder murdered murderer assassinate assassinated assassin assassination shot stabbed slain
die died death dead deceased killed perished
born birth birthplace native
marry married marriage wedding wed: wife husband spouse bride
divorce divorced separated separation
child children: son daughter sons daughters
parent parents: father mother
sibling siblings: brother sister
school schooling educated education studied university college pupil attended
teach taught teacher tutor instructed lessons
imprison imprisoned prison jail jailed gaol arrested captivity
exile exiled banished deported expelled
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
lead led leader commanded commander headed chaired
travel travelled traveled journey voyage sailed
arrive arrived arrival reached landed came
leave left departed departure
win won victory victorious
lose lost defeat defeated"""


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


def kin(stem: str) -> frozenset[str]:
    """The stems of kindred words; empty for most."""
    return _table().get(stem, frozenset())
