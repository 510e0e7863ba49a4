"""Changing the agenda that is being worked on; participants see none of it until a release."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Event, Material, Session, Speaker
from loim.events.permissions import may_change_event
from loim.people.models import User

MOST_SESSIONS, MOST_SPEAKERS, MOST_MATERIALS = 300, 100, 100


class TooMuch(Refusal):
    """An agenda stays one that can be read."""

    message = _("One event has at most %(sessions)s sessions, %(speakers)s speakers and"
                " %(materials)s materials.")  # fmt: skip

    def __init__(self) -> None:
        super().__init__(sessions=MOST_SESSIONS, speakers=MOST_SPEAKERS, materials=MOST_MATERIALS)


class IsGone(Refusal):
    """Somebody took it away while it was being edited."""

    message = _("Somebody has taken this away in the meantime. Look at the agenda again.")


class SpeakerIsThere(Refusal):
    message = _("%(name)s is among the speakers already. Edit what is said there.")


@contextmanager
def agenda_change(*, event: Event, by: User, now: datetime, step: str) -> Iterator[None]:
    """One change of an event's agenda, as a transaction; one at a time for each event."""
    metadata = {"user": by.pk, "at": now.isoformat(), "step": step}
    with transaction.atomic(), pghistory.context(**metadata):
        current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        if not may_change_event(by, current):
            raise PermissionDenied
        yield


def save_session(
    *,
    session: Session,
    speakers: Sequence[Speaker],
    new_speaker: str = "",
    by: User,
    now: datetime,
) -> Session:
    """A new session or a changed one, with exactly these speakers of the same event, and one
    who is named here for the first time."""
    event = session.event
    with agenda_change(event=event, by=by, now=now, step="agenda_session"):
        if twin := _twin(session, "day", "start_time", "end_time", "room"):
            return twin
        _check_there(session)
        session.save()
        keys = [speaker.pk for speaker in speakers]
        if new_speaker:
            keys.append(event.speakers.get_or_create(name=new_speaker)[0].pk)
        session.speakers.set(event.speakers.filter(pk__in=keys))
        check_size(event)
    return session


def remove_session(*, session: Session, by: User, now: datetime) -> None:
    """Its materials stay, with the whole event."""
    with agenda_change(event=session.event, by=by, now=now, step="agenda_session_removed"):
        session.materials.update(session=None)
        session.delete()


def save_speaker(*, speaker: Speaker, by: User, now: datetime) -> Speaker:
    with agenda_change(event=speaker.event, by=by, now=now, step="agenda_speaker"):
        if twin := _twin(speaker, "name"):
            return twin
        _check_there(speaker)
        others = speaker.event.speakers.filter(name=speaker.name).exclude(pk=speaker.pk)
        if others.exists():
            raise SpeakerIsThere(name=speaker.name)
        speaker.save()
        check_size(speaker.event)
    return speaker


def remove_speaker(*, speaker: Speaker, by: User, now: datetime) -> None:
    with agenda_change(event=speaker.event, by=by, now=now, step="agenda_speaker_removed"):
        speaker.delete()


def save_material(*, material: Material, by: User, now: datetime) -> Material:
    """A file that another one replaces is erased."""
    with agenda_change(event=material.event, by=by, now=now, step="agenda_material"):
        if material.url and (twin := _twin(material, "url", "session")):
            return twin
        _check_there(material)
        before = Material.objects.filter(pk=material.pk).first()
        material.save()
        check_size(material.event)
        if before and before.file and before.file.name != material.file.name:
            _erase_file(before)
    return material


def remove_material(*, material: Material, by: User, now: datetime) -> None:
    """At once, from what was released, too: somebody may have had no right to share it."""
    with agenda_change(event=material.event, by=by, now=now, step="agenda_material_removed"):
        material.delete()
        if material.file:
            _erase_file(material)


def _erase_file(material: Material) -> None:
    storage, name = material.file.storage, str(material.file.name)
    transaction.on_commit(lambda: storage.delete(name))


Part = TypeVar("Part", Session, Speaker, Material)


def _twin(part: Part, *fields: str) -> Part | None:
    """What the same new form made when it was sent the first time."""
    if part.pk:
        return None
    same = {name: getattr(part, name) for name in (*fields, *part.translated_fields)}
    return type(part)._default_manager.filter(event=part.event, **same).order_by("pk").first()  # noqa: SLF001


def _check_there(part: Session | Speaker | Material) -> None:
    if part.pk and not type(part)._default_manager.filter(pk=part.pk).exists():  # noqa: SLF001
        raise IsGone


def check_size(event: Event) -> None:
    if (
        event.sessions.count() > MOST_SESSIONS
        or event.speakers.count() > MOST_SPEAKERS
        or event.materials.count() > MOST_MATERIALS
    ):
        raise TooMuch
