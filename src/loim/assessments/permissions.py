"""May this person?

| who | may |
|---|---|
| editors of its owner, platform administrators | build a questionnaire, publish its versions |
| anyone | read published questionnaires |
| who leads the subject (`subjects.SubjectKind.may_lead`) | begin, invite, agree, finish |
| who holds the group's link while each answers alone | fill in one sheet |
| who may read the subject's results (`may_read`) | see what is finished |

Nobody sees who answered what.
"""

from django.db.models import Q, QuerySet

from loim.assessments.models import Assessment, AssessmentStatus, Questionnaire, Subject
from loim.assessments.subjects import is_known, kind_of
from loim.people.models import Role
from loim.people.permissions import (
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
)


def may_build(person: Person) -> bool:
    """Build questionnaires at all."""
    return may_administer_platform(person) or bool(organisations_with_role(person, [Role.EDITOR]))


def may_build_for(person: Person, organisation_id: int) -> bool:
    return may_administer_platform(person) or has_role(person, organisation_id, Role.EDITOR)


def may_keep(person: Person, questionnaire: Questionnaire) -> bool:
    return may_build_for(person, questionnaire.owner_id)


def questionnaires_seen_by(person: Person) -> QuerySet[Questionnaire]:
    """Published ones that are in use, and all that this person keeps."""
    if may_administer_platform(person):
        return Questionnaire.objects.all()
    kept = organisations_with_role(person, [Role.EDITOR])
    published = Questionnaire.objects.filter(versions__state="published", retired_at=None)
    return Questionnaire.objects.filter(Q(owner__in=kept) | Q(pk__in=published.values("pk")))


def may_lead(person: Person, subject: Subject) -> bool:
    return is_known(subject.kind) and kind_of(subject).may_lead(person, subject)


def may_read(person: Person, subject: Subject) -> bool:
    """Finished results."""
    return is_known(subject.kind) and (
        kind_of(subject).may_read(person, subject) or kind_of(subject).may_lead(person, subject)
    )


def may_see_assessment(person: Person, assessment: Assessment) -> bool:
    if assessment.state == AssessmentStatus.FINISHED:
        return may_read(person, assessment.subject)
    return may_lead(person, assessment.subject)
