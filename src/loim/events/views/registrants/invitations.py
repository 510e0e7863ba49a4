"""Invitations: whom the organiser asked, and inviting more with a preview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.mail import MailText
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.events.actions.registrants.inviting import (
    invitation_text,
    invite_people,
    take_back_invitation,
)
from loim.events.forms.registrants.importing import ConfirmForm
from loim.events.forms.registrants.inviting import InviteForm
from loim.events.models import Event, EventStatus, Invitee, Party, RegistrationSettings
from loim.events.queries.registrants.invitations import listed_invitees
from loim.events.views.pages.loading import changeable_event
from loim.people.models import User
from loim.programmes.permissions import may_record

PURPOSE = "invitations"


@allowed(may_record)
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    event = changeable_event(request, pk)
    invitees = paged(request, listed_invitees(event, timezone.now()))
    parties = dict(Party.choices)
    return render(
        request,
        "events/registrants/invitations.html",
        {
            "event": event,
            "invitees": invitees,
            "rows": [(each, parties.get(each.party, "")) for each in invitees.page],
            "can_invite": _can_invite(event),
        },
    )


def _can_invite(event: Event) -> bool:
    return (
        event.status == EventStatus.PUBLISHED
        and RegistrationSettings.objects.filter(event=event).exists()
    )


@allowed(may_record)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; then the preview with the letters; then they are sent, to each address once."""
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    if request.method == "POST" and "rows" in request.POST:
        return _confirm(request, event, person)
    if not _can_invite(event):
        messages.error(
            request, _("Publish the event and say how people register before you invite anybody.")
        )
        return redirect("event-invitations", event.pk)
    is_sent = request.method == "POST"
    form = InviteForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        event=event,
        person=person,
    )
    context: dict[str, object] = {"event": event, "form": form}
    if is_sent and form.is_valid():
        preview, note = form.preview(), form.note()
        parties = dict(Party.choices)
        context |= {
            "preview": preview,
            "people": [
                (
                    row,
                    parties.get(row.party, ""),
                    preview.organisations.get(row.organisation or 0, row.organisation_name),
                )
                for row in preview.rows
            ],
            "letters": _letters(event, note, {row.language for row in preview.rows}),
            "confirm": ConfirmForm.of(
                preview.rows, note=note, event=event, person=person, purpose=PURPOSE
            ),
        }
    return render(request, "events/registrants/invite.html", context)


@allowed(may_record)
@require_POST
def remove_invitation(request: HttpRequest, pk: int, invitee: int) -> HttpResponse:
    event = changeable_event(request, pk)
    person: User = request.user  # type: ignore[assignment]
    found = get_object_or_404(Invitee.objects.select_related("event"), pk=invitee, event=event)
    take_back_invitation(invitee=found, by=person, now=timezone.now())
    messages.success(request, _("The invitation is removed from the list."))
    return redirect("event-invitations", event.pk)


def _letters(
    event: Event, note: dict[str, str], languages: set[str]
) -> list[tuple[str, str, MailText]]:
    return [
        (code, name, invitation_text(event, note, code))
        for code, name in LANGUAGES
        if code in languages
    ]


def _confirm(request: HttpRequest, event: Event, person: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST, event=event, person=person, purpose=PURPOSE)
    if not confirm.is_valid():
        for text in confirm.errors["rows"]:
            messages.error(request, str(text))
        return redirect("event-invite", event.pk)
    _batch, rows = confirm.cleaned_data["rows"]
    try:
        made = invite_people(
            event=event, people=rows, note=confirm.note, by=person, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("event-invitations", event.pk)
    text = ngettext(
        "%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(made)
    )
    messages.success(request, text % {"count": len(made)})
    return redirect("event-invitations", event.pk)
