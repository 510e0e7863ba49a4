"""Lists of surveys, and how one is going."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from loim.people.permissions import Person
from loim.surveys.models import PlannedFromSurvey, Survey, SurveyInvitation
from loim.surveys.permissions import surveys_kept_by, surveys_seen_by


@dataclass(frozen=True)
class Progress:
    invited: int
    answered: int
    drafts: int
    without_address: int

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.invited) if self.invited else 0


def listed_surveys(person: Person) -> QuerySet[Survey]:
    """The latest first, each with `invited`, `answered` and `is_kept` by this person."""
    kept = surveys_kept_by(person).filter(pk=OuterRef("pk")) if person.is_authenticated else None
    found = (
        surveys_seen_by(person)
        .select_related("organisation", "activity")
        .annotate(
            invited=Count("invitations"),
            answered=Count("invitations", filter=Q(invitations__has_answered=True)),
        )
    )
    if kept is not None:
        found = found.annotate(is_kept=Exists(kept))
    return found.order_by("-closes_at", "-pk")


def progress_of(survey: Survey) -> Progress:
    """One query."""
    return Progress(
        **survey.invitations.aggregate(
            invited=Count("pk"),
            answered=Count("pk", filter=Q(has_answered=True)),
            drafts=Count("pk", filter=Q(has_answered=False, draft__isnull=False)),
            without_address=Count("pk", filter=Q(email="")),
        )
    )


WAITING, SENT, TRYING, FAILED, NONE, LATER = "waiting", "sent", "trying", "failed", "none", "later"
DELIVERY: dict[str, tuple[str | Promise, str]] = {
    NONE: (pgettext_lazy("a letter", "no address"), "warning"),
    LATER: (pgettext_lazy("a letter", "leaves when the survey opens"), "neutral"),
    WAITING: (pgettext_lazy("a letter", "on its way"), "info"),
    TRYING: (pgettext_lazy("a letter", "failed so far, is tried again"), "warning"),
    SENT: (pgettext_lazy("a letter", "sent"), "success"),
    FAILED: (pgettext_lazy("a letter", "not sent"), "danger"),
}


def listed_invitations(survey: Survey) -> QuerySet[SurveyInvitation]:
    """By name, each with `delivery` and, of a named survey, `is_drafting`."""
    return (
        survey.invitations.select_related(
            "organisation", "municipality__county", "mail", "reminder", "draft"
        )
        .annotate(
            delivery=Case(
                When(email="", then=Value(NONE)),
                When(written_at=None, then=Value(LATER)),
                When(mail__given_up_at__isnull=False, then=Value(FAILED)),
                When(mail__sent_at=None, mail__failed_at__isnull=False, then=Value(TRYING)),
                When(mail__sent_at=None, mail__isnull=False, then=Value(WAITING)),
                # A letter that has left is known for a month, that it left for longer.
                default=Value(SENT),
                output_field=CharField(),
            )
        )
        .order_by("municipality__county__name", "organisation__name", "name", "email", "pk")
    )


def planned_trainings(survey: Survey) -> QuerySet[PlannedFromSurvey]:
    return (
        PlannedFromSurvey.objects.filter(survey=survey)
        .select_related("event", "question__survey", "option__question__survey")
        .order_by("event__start_date", "pk")
    )
