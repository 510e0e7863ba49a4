"""May this person? Whoever writes down the organisation's work keeps its surveys.

Answering needs no account: the secret in the link is the permission. Published results are for
everybody; before that for those who keep the survey.
"""

from django.db.models import Q, QuerySet

from loim.people.models import Organisation
from loim.people.permissions import (
    RECORDING_ROLES,
    Person,
    has_role,
    may_administer_platform,
    organisations_with_role,
    roles_by_organisation,
)
from loim.programmes.permissions import (
    may_manage,
    may_record_for,
    organisations_recorded_by,
    programmes_taken_part_in,
)
from loim.surveys.models import Survey, SurveyStatus


def may_change_survey(person: Person, survey: Survey) -> bool:
    """Whoever writes down the organisation's work, and the manager of the survey's programme."""
    if survey.activity is not None and may_manage(person, survey.activity.programme):
        return True
    return may_record_for(person, survey.organisation)


def may_make_survey_for(person: Person, organisation: Organisation) -> bool:
    return may_record_for(person, organisation)


def may_see_results(person: Person, survey: Survey) -> bool:
    return survey.is_public or may_change_survey(person, survey)


def may_see_answers(person: Person, survey: Survey) -> bool:
    """Who answered what, one by one: named surveys alone, and those who carry them out."""
    return not survey.is_anonymous and may_change_survey(person, survey)


def may_see_survey(person: Person, survey: Survey) -> bool:
    """That it exists, whom it asks and how many answered, as long as it is not published."""
    return surveys_seen_by(person).filter(pk=survey.pk).exists()


def may_answer_for(person: Person, organisation: Organisation) -> bool:
    """Its own people who write down its work; a manager does not answer for a partner."""
    return has_role(person, organisation.pk, *RECORDING_ROLES)


def organisations_answered_for(person: Person) -> list[int]:
    return organisations_with_role(person, RECORDING_ROLES)


def surveys_seen_by(person: Person) -> QuerySet[Survey]:
    """Published ones, their own organisations', and those under their programmes once open."""
    if may_administer_platform(person):
        return Survey.objects.all()
    seen = Q(status=SurveyStatus.PUBLISHED)
    if person.is_authenticated:
        programmes = programmes_taken_part_in(person)
        seen |= Q(organisation__in=list(roles_by_organisation(person)))
        seen |= Q(organisation__in=organisations_recorded_by(person).values("pk"))
        seen |= Q(activity__programme__in=programmes.values("pk")) & ~Q(status=SurveyStatus.DRAFT)
        seen |= Q(
            activity__programme__in=programmes.filter(
                implementer__in=organisations_with_role(person, ["programme_manager"])
            ).values("pk")
        )
    return Survey.objects.filter(seen)


def surveys_kept_by(person: Person) -> QuerySet[Survey]:
    """All surveys for which `may_change_survey` holds, as one query."""
    if may_administer_platform(person):
        return Survey.objects.all()
    managed = organisations_with_role(person, ["programme_manager"])
    return Survey.objects.filter(
        Q(organisation__in=organisations_recorded_by(person).values("pk"))
        | Q(activity__programme__implementer__in=managed)
    )
