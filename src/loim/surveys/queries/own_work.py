"""For 'My work': what a person is asked to answer, and which of their surveys need them."""

from datetime import datetime, timedelta

from django.db.models import Count, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Lower
from django.utils import timezone

from loim.people.models import User
from loim.people.permissions import Person
from loim.people.personal_records import proved_addresses
from loim.surveys.models import Survey, SurveyInvitation, SurveyStatus
from loim.surveys.permissions import organisations_answered_for, surveys_kept_by

CLOSING_SOON = timedelta(days=7)
LOW_RESPONSE = 0.6  # of those invited


def invitations_to_answer(
    person: Person, now: datetime | None = None
) -> QuerySet[SurveyInvitation]:
    """Open ones of the person's organisations, or at one of their proved addresses."""
    if not isinstance(person, User):
        return SurveyInvitation.objects.none()
    now = now or timezone.now()
    organisations = organisations_answered_for(person)
    return (
        SurveyInvitation.objects.alias(address=Lower("email"))
        .filter(
            Q(for_organisation=True, organisation__in=organisations)
            | Q(for_organisation=False, address__in=proved_addresses(person)),
            survey__status=SurveyStatus.OPEN,
            survey__opens_at__lte=now,
            survey__closes_at__gt=now,
            has_answered=False,
        )
        .select_related("survey__organisation", "organisation", "draft")
        .order_by("survey__closes_at", "pk")
    )


def surveys_to_answer(person: Person, now: datetime | None = None) -> list[SurveyInvitation]:
    """`queries.answer_link.answer_path_of` gives the page on which each is answered. Two queries
    at most."""
    return list(invitations_to_answer(person, now))


def surveys_to_attend_to(person: Person, now: datetime | None = None) -> QuerySet[Survey]:
    """Kept by this person: closing soon with few answers, or closed without published results.

    Each with `invited` and `answered`.
    """
    now = now or timezone.now()
    counted = surveys_kept_by(person).annotate(
        invited=Count("invitations"),
        answered=Count("invitations", filter=Q(invitations__has_answered=True)),
    )
    is_ending = Q(
        status=SurveyStatus.OPEN,
        closes_at__lte=now + CLOSING_SOON,
        closes_at__gt=now,
        answered__lt=Cast(F("invited"), FloatField()) * Value(LOW_RESPONSE),
    )
    is_waiting = Q(status=SurveyStatus.CLOSED)
    return (
        counted.filter(is_ending | is_waiting)
        .select_related("organisation", "activity")
        .order_by("closes_at", "pk")
    )
