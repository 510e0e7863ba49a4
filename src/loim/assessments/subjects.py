"""What other modules let assess itself: they register it here when they start.

`assessments` names no module above it, and yet knows who leads a community's assessment, and
whose page its result leads back to.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from loim.assessments.models import Subject
from loim.people.permissions import Person


@dataclass(frozen=True)
class SubjectKind:
    """`may_lead`: begin and close its assessments, invite who answers. `may_read`: see shared
    results. `page`: the address of the subject's own page. None of them makes more than two
    queries.
    """

    key: str
    label: str | Promise
    may_lead: Callable[[Person, Subject], bool]
    may_read: Callable[[Person, Subject], bool]
    page: Callable[[Subject], str]


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Called once for each kind, when its module starts."""
    _kinds[kind.key] = kind


def kind_of(subject: Subject) -> SubjectKind:
    return _kinds[subject.kind]


def known_kinds() -> list[SubjectKind]:
    return [kind for _, kind in sorted(_kinds.items())]
