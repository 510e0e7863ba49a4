"""What other modules let assess itself: they register it here when they start.

`assessments` names no module above it, and yet knows who leads a community's assessment, and
whose page its result leads back to.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from loim.assessments.models import Subject
from loim.people.permissions import Person


@dataclass(frozen=True)
class SubjectKind:
    """`may_lead`: begin and close its assessments, invite who answers. `may_read`: see shared
    results. `page`: the address of the subject's own page. `counted`: which of these subjects
    (keys) agree now that their latest result is counted, without a name, in what similar ones
    are compared with; unless a kind says so, none. None of them makes more than two queries.
    """

    key: str
    label: str | Promise
    may_lead: Callable[[Person, Subject], bool]
    may_read: Callable[[Person, Subject], bool]
    page: Callable[[Subject], str]
    counted: Callable[[Collection[int]], set[int]] = lambda subjects: set()  # noqa: ARG005


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Called once for each kind, when its module starts."""
    _kinds[kind.key] = kind


def kind_of(subject: Subject) -> SubjectKind:
    return _kinds[subject.kind]


def known_kinds() -> list[SubjectKind]:
    return [kind for _, kind in sorted(_kinds.items())]


def is_known(key: str) -> bool:
    return key in _kinds


def label_of(key: str) -> str | Promise:
    return _kinds[key].label if key in _kinds else key
