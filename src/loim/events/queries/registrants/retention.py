"""What is kept of an event's participants, until when, and what went already."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from loim.events.models import (
    Certificate,
    Decision,
    Erasure,
    Event,
    FeedbackAnswer,
    Invitee,
    Participant,
    Question,
    Registration,
    RegistrationSettings,
)
from loim.people.models.user import ERASED_DOMAIN

KEPT_DAYS = 365  # where an event has no settings of registration


def _later(days: F | Coalesce, day: str) -> Func:
    """A date and a number of days; PostgreSQL adds them as they are."""
    return Func(
        F(day), days, arg_joiner=" + ", template="(%(expressions)s)", output_field=DateField()
    )


def events_due(today: date) -> QuerySet[Event]:
    """Their participants are kept no longer. Some may have been erased before."""
    kept = Coalesce("registration_settings__kept_days", Value(KEPT_DAYS))
    return Event.objects.annotate(kept_until=_later(kept, "end_date")).filter(kept_until__lt=today)


def questions_due(today: date) -> QuerySet[Question]:
    """Whose answers are kept no longer, by a rule of their own."""
    return (
        Question.objects.filter(kept_days__isnull=False)
        .annotate(kept_until=_later(F("kept_days"), "event__end_date"))
        .filter(kept_until__lt=today)
    )


def invitees_named() -> QuerySet[Invitee]:
    return Invitee.objects.exclude(email__endswith=f"@{ERASED_DOMAIN}")


def written_feedback() -> QuerySet[FeedbackAnswer]:
    return FeedbackAnswer.objects.exclude(text="")


@dataclass(frozen=True)
class KeptThing:
    """`until` None: kept as long as `how_long` says. `what_stays` after that."""

    what: str
    number: int
    until: date | None
    how_long: str
    what_stays: str


def kept_days_of(event: Event) -> int:
    settings = RegistrationSettings.objects.filter(event=event).first()
    return settings.kept_days if settings else KEPT_DAYS


def kept_of(event: Event) -> list[KeptThing]:
    """Everything personal about the event's participants, the first to go first: 8 queries."""
    days = kept_days_of(event)
    until = event.end_date + timedelta(days=days)
    with_participants = _("with the participants")
    named = Participant.objects.filter(event=event, erased_at=None)
    questions = list(
        Question.objects.filter(event=event)
        .annotate(answered=Count("answers__participant", distinct=True))
        .filter(answered__gt=0)
        .order_by("position", "pk")
    )
    for question in questions:
        question.event = event  # its language, without a query for each
    kept = [
        KeptThing(
            _("Names, e-mails and organisations of participants, and of those who registered them"),
            max(named.count(), Registration.objects.filter(event=event).exclude(name="").count()),
            until,
            "",
            _("party, municipality, language, and whether they got a place and came"),
        ),
        KeptThing(
            _("Notes written about decisions"),
            Decision.objects.filter(participant__event=event).exclude(note="").count(),
            until,
            with_participants,
            _("what was decided, by which rule and when"),
        ),
        KeptThing(
            _("Names and e-mails of invited people"),
            invitees_named().filter(event=event).count(),
            until,
            with_participants,
            _("how many were invited, by party, municipality and language"),
        ),
        KeptThing(
            _("Feedback in people's own words"),
            written_feedback().filter(form__event=event).count(),
            until,
            with_participants,
            _("ratings, and answers of yes or no"),
        ),
        KeptThing(
            _("Certificates"),
            Certificate.objects.filter(event=event, withdrawn_at=None).count(),
            None,
            _("as long as they can be checked"),
            "",
        ),
    ]
    kept += [_kept_answers(question, event, until) for question in questions]
    return sorted(
        (thing for thing in kept if thing.number), key=lambda thing: thing.until or date.max
    )


def _kept_answers(question: Question, event: Event, until: date) -> KeptThing:
    own = question.kept_days is not None
    last = event.end_date + timedelta(days=question.kept_days or 0) if own else until
    return KeptThing(
        _("Answers to “%(question)s”") % {"question": question.text("label")},
        question.answered,  # type: ignore[attr-defined]
        min(last, until),
        "" if own else _("with the participants"),
        "",
    )


def erasures_of(event: Event) -> QuerySet[Erasure]:
    """The latest first."""
    return (
        Erasure.objects.filter(event=event)
        .select_related("question__event", "erased_by")
        .order_by("-erased_at", "-pk")
    )
