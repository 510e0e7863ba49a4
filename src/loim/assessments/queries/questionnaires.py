"""Lists of questionnaires, and the versions of one."""

from django.db.models import Count, Max, Q, QuerySet

from loim.assessments.models import Questionnaire, QuestionnaireVersion
from loim.assessments.permissions import questionnaires_seen_by
from loim.people.models import Organisation, Role
from loim.people.permissions import (
    Person,
    may_administer_platform,
    organisations_with_role,
)


def listed_questionnaires(person: Person) -> QuerySet[Questionnaire]:
    """With `published` (the number of the latest published version, if any), `has_draft` and
    how many assessments were finished by it."""
    return (
        questionnaires_seen_by(person)
        .select_related("owner")
        .annotate(
            published=Max("versions__number", filter=Q(versions__state="published")),
            drafts=Count("versions", filter=Q(versions__state="draft"), distinct=True),
        )
        .order_by("retired_at", "title", "pk")
    )


def latest_published(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    rows = questionnaire.versions.filter(state="published").select_related("questionnaire")
    return rows.order_by("-number").first()


def draft_of(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    return questionnaire.versions.filter(state="draft").select_related("questionnaire").first()


def owners_for(person: Person) -> list[Organisation]:
    """For which this person may build."""
    rows = Organisation.objects.order_by("name", "pk")
    if may_administer_platform(person):
        return list(rows)
    return list(rows.filter(pk__in=organisations_with_role(person, [Role.EDITOR])))
