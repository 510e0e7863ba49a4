"""Feedback is given once, by a ticket that says nothing of whose it is."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.logic.day.feedback_times import KEPT_OPEN, is_open
from loim.events.models import (
    Event,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackQuestion,
    FeedbackTicket,
)


class TicketUsed(Refusal):
    message = _("This link has been used already, or was never given out. Thank you!")


class FeedbackOver(Refusal):
    message = _("Feedback about this event is no longer collected.")


def hash_of_key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def make_tickets(event: Event, number: int) -> list[str]:
    """As many new keys. They are written down in another order than they are given out, so
    that nobody reads from the table whose is whose.
    """
    keys = [secrets.token_urlsafe(24) for _ticket in range(number)]
    shuffled = list(keys)
    secrets.SystemRandom().shuffle(shuffled)
    FeedbackTicket.objects.bulk_create(
        FeedbackTicket(event=event, key_hash=hash_of_key(key)) for key in shuffled
    )
    return keys


def ticket_of(key: str) -> FeedbackTicket | None:
    return (
        FeedbackTicket.objects.select_related("event__organiser")
        .filter(key_hash=hash_of_key(key))
        .first()
    )


def give_feedback(
    *, key: str, answers: Mapping[int, int | str], language: str, now: datetime
) -> FeedbackForm:
    """`answers`: question's key to a rating (1 to 5; 1 or 0 for yes or no) or a text.

    The ticket is used up in the same transaction; of the time only the day is kept. Answers
    to what is no question of the event are left out. Refused: TicketUsed, FeedbackOver.
    """
    with transaction.atomic():
        ticket = ticket_of(key)
        # Of two that come at once the second finds no ticket left.
        if ticket is None or not FeedbackTicket.objects.filter(pk=ticket.pk).delete()[0]:
            raise TicketUsed
        if not is_open(ticket.event.end_date, localdate(now)):
            raise FeedbackOver
        # Whoever changes the questions waits, and then finds answers.
        event = Event.objects.select_for_update(no_key=True).get(pk=ticket.event_id)
        questions = event.feedback_questions.filter(pk__in=answers)
        form = FeedbackForm.objects.create(event=event, given_on=localdate(now), language=language)
        FeedbackAnswer.objects.bulk_create(
            _answer(form, question, answers[question.pk]) for question in questions
        )
    return form


def _answer(form: FeedbackForm, question: FeedbackQuestion, said: int | str) -> FeedbackAnswer:
    if isinstance(said, str):
        return FeedbackAnswer(form=form, question=question, text=said)
    return FeedbackAnswer(form=form, question=question, rating=said)


def drop_old_tickets(*, now: datetime) -> int:
    """Those of events about which nothing is collected any more."""
    ended_before = localdate(now) - KEPT_OPEN
    return FeedbackTicket.objects.filter(event__end_date__lt=ended_before).delete()[0]
