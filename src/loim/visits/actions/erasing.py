"""The nightly work: contacts of hosts, authors of notes and words of feedback are not kept for ever."""

from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from loim.events.queries.registrants.own_registrations import own_participants
from loim.events.queries.registrants.retention import events_due
from loim.people.models import User
from loim.visits.models import (
    DayFeedback,
    FeedbackGiven,
    Going,
    GroupMember,
    Host,
    HostMessage,
    Note,
)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """What was erased, for the log. Running it again does nothing."""
    due = events_due(localdate(now)).values("pk")
    with transaction.atomic():
        hosts = Host.objects.filter(visit__event__in=due).exclude(
            contact_name="", contact_email="", contact_phone=""
        )
        counted = {
            "hosts": hosts.update(contact_name="", contact_email="", contact_phone=""),
            "messages": HostMessage.objects.filter(host__visit__event__in=due).delete()[0],
            "notes": _without_author(Q(leg__visit__event__in=due)),
            "feedback": DayFeedback.objects.filter(visit__event__in=due)
            .exclude(keep="", change="")
            .update(keep="", change=""),
        }
        FeedbackGiven.objects.filter(visit__event__in=due).delete()
        for model in (Going, GroupMember):
            of = "leg__visit__event__in" if model is Going else "visit__event__in"
            model.objects.filter(**{of: due}).delete()
    return counted


def forget_author(person: User) -> None:
    """Their account is erased: notes stay, with nobody's name."""
    places = list(own_participants(person).values_list("pk", flat=True))
    _without_author(Q(author__in=places) | Q(written_by=person))


def _without_author(of: Q) -> int:
    notes = Note.objects.filter(of).exclude(author=None, written_by=None)
    keys = list(notes.values_list("pk", flat=True))
    number = Note.objects.filter(pk__in=keys).update(author=None, written_by=None)
    history = apps.get_model("visits", "NoteHistory")
    history.objects.filter(pgh_obj__in=keys).update(author=None, written_by=None)
    return number
