"""Where an association stands in the register, and where a need stands on its way."""

from enum import StrEnum


class AssociationStanding(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"  # by its own word
    STRUCK_OFF = "struck_off"  # by the business register


ASSOCIATION_STEPS: dict[AssociationStanding, frozenset[AssociationStanding]] = {
    AssociationStanding.ACTIVE: frozenset(
        {AssociationStanding.ENDED, AssociationStanding.STRUCK_OFF}
    ),
    AssociationStanding.ENDED: frozenset(
        {AssociationStanding.ACTIVE, AssociationStanding.STRUCK_OFF}
    ),
    # The business register puts associations back, too.
    AssociationStanding.STRUCK_OFF: frozenset({AssociationStanding.ACTIVE}),
}


class NeedStage(StrEnum):
    NEW = "new"
    MAPPED = "mapped"
    FOLLOWED = "followed"
    MET = "met"
    DROPPED = "dropped"
    MERGED = "merged"


NEED_STEPS: dict[NeedStage, frozenset[NeedStage]] = {
    NeedStage.NEW: frozenset({NeedStage.MAPPED, NeedStage.DROPPED, NeedStage.MERGED}),
    NeedStage.MAPPED: frozenset({NeedStage.FOLLOWED, NeedStage.DROPPED, NeedStage.MERGED}),
    NeedStage.FOLLOWED: frozenset({NeedStage.MAPPED, NeedStage.MET, NeedStage.DROPPED}),
    NeedStage.MET: frozenset({NeedStage.FOLLOWED}),
    NeedStage.DROPPED: frozenset({NeedStage.MAPPED}),
    NeedStage.MERGED: frozenset(),
}
# What everybody may read of: those that somebody has looked through.
SHOWN_NEEDS = frozenset({NeedStage.MAPPED, NeedStage.FOLLOWED, NeedStage.MET})
OPEN_NEEDS = frozenset({NeedStage.NEW, NeedStage.MAPPED, NeedStage.FOLLOWED})


def may_become(before: AssociationStanding, after: AssociationStanding) -> bool:
    return after in ASSOCIATION_STEPS[before]


def need_may_become(before: NeedStage, after: NeedStage) -> bool:
    return after in NEED_STEPS[before]
