"""Inviting people to an event: each address once, in their language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, render_mail
from loim.common.refusals import Refusal
from loim.events.models import Event, EventStatus, Invitee, RegistrationSettings
from loim.events.permissions import may_change_event
from loim.events.queries.calendar.when import when_in_words
from loim.people.models import User

TEMPLATE = "event_invitation"


class NotPublishedYet(Refusal):
    message = _("Publish the event and say how people register before you invite anybody.")


class EverybodyInvited(Refusal):
    message = _("All of these addresses have been invited already; nobody was written to twice.")


class InvitedPerson(Protocol):
    """A line or a row that was looked through; see `forms.registrants.person_reader`."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def party(self) -> str: ...
    @property
    def organisation(self) -> int | None: ...
    @property
    def municipality(self) -> str | None: ...


def invite_people(
    *,
    event: Event,
    people: Sequence[InvitedPerson],
    note: Mapping[str, str],
    by: User,
    now: datetime,
) -> list[Invitee]:
    """Those who were not invited before, with a letter to each; `note` by language.

    Refused: NotPublishedYet, EverybodyInvited, one who may not change the event
    (PermissionDenied).
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    if event.status != EventStatus.PUBLISHED or not _takes_registrations(event):
        raise NotPublishedYet
    with transaction.atomic():
        # One at a time: the same form sent twice invites once.
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        known = set(
            Invitee.objects.filter(event=event)
            .annotate(address=Lower("email"))
            .values_list("address", flat=True)
        )
        fresh = {person.email.lower(): person for person in people}
        invitees = [
            Invitee(
                event=event,
                name=person.name,
                email=person.email,
                language=person.language,
                party=person.party,
                organisation_id=person.organisation,
                municipality_id=person.municipality,
                invited_at=now,
            )
            for address, person in fresh.items()
            if address not in known
        ]
        if not invitees:
            raise EverybodyInvited
        texts = _texts(event, note)
        letters = [Letter(each.email, each.language, texts[each.language]) for each in invitees]
        for invitee, mail in zip(
            invitees, queue_letters(letters, template=TEMPLATE, now=now), strict=True
        ):
            invitee.mail = mail
        return Invitee.objects.bulk_create(invitees, batch_size=1000)


def take_back_invitation(*, invitee: Invitee, by: User, now: datetime) -> None:
    """As if nobody had been invited: a letter that has left cannot be taken back."""
    if not may_change_event(by, invitee.event):
        raise PermissionDenied
    invitee.delete()


def _takes_registrations(event: Event) -> bool:
    return RegistrationSettings.objects.filter(event=event).exists()


def _texts(event: Event, note: Mapping[str, str]) -> dict[str, MailText]:
    return {code: invitation_text(event, note, code) for code, _name in settings.LANGUAGES}


def invitation_text(event: Event, note: Mapping[str, str], language: str) -> MailText:
    """Exactly as it is sent."""
    with translation.override(language):
        link = settings.BASE_URL + reverse("event-register", args=[event.pk])
        page = settings.BASE_URL + reverse("event", args=[event.pk])
        context = {
            "event": event,
            "title": event.text("title", language),
            "purpose": event.text("purpose", language),
            "when": when_in_words(event),
            "note": note.get(language) or note.get(event.language, ""),
            "link": link,
            "page": page,
        }
    return render_mail(TEMPLATE, context, language)
