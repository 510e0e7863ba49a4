"""Giving an agenda out: everybody who may read the event's page reads this one from now on."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.agenda.editing import agenda_change
from loim.events.actions.agenda.notices import notify
from loim.events.models import AgendaRelease, Event, EventStatus, NoticeKind
from loim.events.queries.agenda.content import draft_content, last_release
from loim.people.models import User


class NothingToRelease(Refusal):
    message = _("There are no sessions yet. Add them first.")


class NothingChanged(Refusal):
    message = _("Nothing has changed since the last release.")


def release_agenda(
    *, event: Event, note: str = "", tells_participants: bool, by: User, now: datetime
) -> AgendaRelease:
    """The agenda as it is now, with the next number. Participants of a published event get a
    letter that says what changed, where `tells_participants`.

    Refused: NothingToRelease, NothingChanged, PermissionDenied.
    """
    with agenda_change(event=event, by=by, now=now, step="agenda_release"):
        current = Event.objects.get(pk=event.pk)
        content, before = draft_content(current), last_release(current)
        if not content["sessions"]:
            raise NothingToRelease
        if before and before.content == content:
            raise NothingChanged
        release = AgendaRelease.objects.create(
            event=current,
            number=before.number + 1 if before else 1,
            content=content,
            note=note.strip(),
            released_at=now,
            released_by=by,
        )
        if tells_participants and current.status == EventStatus.PUBLISHED:
            notify(event=current, kind=NoticeKind.AGENDA, number=release.number, now=now)
    return release
