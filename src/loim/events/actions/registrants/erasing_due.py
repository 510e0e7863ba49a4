"""The nightly work: what is kept no longer is erased, with a note of how much it was."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from loim.events.actions.registrants.erasure import (
    forget,
    forget_invitees,
    forget_registrations,
    history,
)
from loim.events.models import (
    Answer,
    Erased,
    Erasure,
    Event,
    Participant,
    Registration,
)
from loim.events.queries.registrants.retention import (
    events_due,
    invitees_named,
    questions_due,
    written_feedback,
)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """What was erased, for the log. Running it again does nothing."""
    today = localdate(now)
    with transaction.atomic():
        erased = {
            Erased.PARTICIPANTS: _participants(today, now),
            Erased.INVITEES: _invitees(today),
            Erased.FEEDBACK: _feedback(today),
        }
        answers = _answers(today)
        Erasure.objects.bulk_create(
            [
                Erasure(event_id=event, what=what, rows=rows, erased_at=now)
                for what, counted in erased.items()
                for event, rows in counted.items()
            ]
            + [
                Erasure(
                    event_id=event,
                    what=Erased.ANSWERS,
                    question_id=question,
                    rows=rows,
                    erased_at=now,
                )
                for (event, question), rows in answers.items()
            ]
        )
        _histories_without_event()
    counts = {str(what): sum(counted.values()) for what, counted in erased.items()}
    return {**counts, str(Erased.ANSWERS): sum(answers.values())}


def _participants(today: date, now: datetime) -> dict[int, int]:
    due = events_due(today).values("pk")
    counted = forget(Participant.objects.filter(event__in=due), now)
    forget_registrations(Registration.objects.filter(event__in=due))
    return counted


def _invitees(today: date) -> dict[int, int]:
    rows = invitees_named().filter(event__in=events_due(today).values("pk"))
    counted = _by_event(rows, "event")
    forget_invitees(rows)
    return counted


def _feedback(today: date) -> dict[int, int]:
    """People's own words, which may name somebody. A row without a rating says nothing then."""
    rows = written_feedback().filter(form__event__in=events_due(today).values("pk"))
    counted = _by_event(rows, "form__event")
    rows.filter(rating=None).delete()
    rows.update(text="")
    return counted


def _answers(today: date) -> dict[tuple[int, int], int]:
    """By question's own rule: (event, question) and how many people had answered."""
    questions = dict(questions_due(today).values_list("pk", "event"))
    rows = Answer.objects.filter(question__in=questions)
    counted = rows.values_list("question").annotate(n=Count("participant", distinct=True))
    found = {(questions[question], question): n for question, n in counted.order_by()}
    rows.delete()
    history("AnswerHistory").filter(question__in=questions).delete()
    return found


def _by_event(rows: QuerySet[Any], event: str) -> dict[int, int]:
    return dict(rows.values_list(event).annotate(n=Count("pk")).order_by())


def _histories_without_event() -> None:
    """Of an event that is gone nobody's registration is kept."""
    is_gone = ~Exists(Event.objects.filter(pk=OuterRef("event_id")))
    people = history("ParticipantHistory").filter(is_gone)
    of_them = Q(participant_id__in=people.values("pgh_obj_id"))
    history("AnswerHistory").filter(of_them).delete()
    history("DecisionHistory").filter(of_them).delete()
    people.delete()
    history("RegistrationHistory").filter(is_gone).delete()
