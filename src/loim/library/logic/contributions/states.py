"""What can become of a contribution, in one table."""

from enum import StrEnum


class ContributionState(StrEnum):
    UNPROVED = "unproved"  # the address has not been confirmed yet: nobody sees it
    WAITING = "waiting"  # for an editor
    ASKED = "asked"  # an editor has asked something; the contributor's turn
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the contributor


_S = ContributionState
LEADS_TO: dict[ContributionState, frozenset[ContributionState]] = {
    _S.UNPROVED: frozenset({_S.WAITING, _S.WITHDRAWN}),
    _S.WAITING: frozenset({_S.ASKED, _S.PUBLISHED, _S.DECLINED, _S.WITHDRAWN}),
    _S.ASKED: frozenset({_S.WAITING, _S.PUBLISHED, _S.DECLINED, _S.WITHDRAWN}),
    _S.PUBLISHED: frozenset(),
    # An editor may think again.
    _S.DECLINED: frozenset({_S.WAITING}),
    _S.WITHDRAWN: frozenset(),
}
OPEN = frozenset({_S.UNPROVED, _S.WAITING, _S.ASKED})
FOR_EDITORS = frozenset({_S.WAITING, _S.ASKED})


def leads_to(before: str, after: str) -> bool:
    return ContributionState(after) in LEADS_TO[ContributionState(before)]
