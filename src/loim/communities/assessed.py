"""Communities as those that assess themselves (`loim.assessments.subjects`)."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Subject
from loim.assessments.subjects import SubjectKind, register
from loim.communities.actions.opening import SUBJECT_KIND
from loim.communities.models import Community, Shared, Sharing
from loim.communities.permissions import KEEPING_ROLES
from loim.people.permissions import Person, has_role, roles_by_organisation


def register_communities() -> None:
    register(
        SubjectKind(
            key=SUBJECT_KIND, label=_("Communities"), may_lead=may_lead, may_read=may_read,
            page=page, counted=counted,
        )
    )  # fmt: skip


def may_lead(person: Person, subject: Subject) -> bool:
    return has_role(person, subject.organisation_id, *KEEPING_ROLES)


def may_read(person: Person, subject: Subject) -> bool:
    """Its own people. What it shares of its results with others, `shared_results` says."""
    return subject.organisation_id in roles_by_organisation(person)


def page(subject: Subject) -> str:
    return reverse("community", args=[subject.community.pk])


def counted(subjects: Collection[int]) -> set[int]:
    in_force = Sharing.objects.in_force().filter(what=Shared.COUNTED)
    rows = Community.objects.filter(subject__in=subjects, pk__in=in_force.values("community"))
    return set(rows.values_list("subject", flat=True))
