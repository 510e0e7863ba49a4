"""Minutes: begun from the agenda, written by one or two people, approved and then kept."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.events.models import EventStatus, SessionKind
from loim.networks.actions.meetings.letters import tell_of_minutes
from loim.networks.actions.meetings.minutes_desk import minutes_change
from loim.networks.actions.meetings.presence import settle_presence
from loim.networks.actions.meetings.refusals import (
    DecisionNoLongerStands,
    IsCancelled,
    ItemHasDecisions,
    NothingWritten,
    NotYet,
)
from loim.networks.logic.minutes_states import MinutesState, MinutesStep
from loim.networks.logic.minutes_texts import Merged, merge
from loim.networks.meeting_permissions import may_approve_minutes
from loim.networks.models import ApprovedBy, Meeting, MinutesAddition, MinutesItem, Outcome
from loim.networks.queries.meetings.minutes import tasks_in_words, tasks_title
from loim.networks.queries.meetings.presence import Gathering
from loim.people.models import User

_SPOKEN = (SessionKind.PLENARY, SessionKind.GROUP_WORK)


def begin_minutes(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """A draft with an item for each point of the agenda; the one about tasks is filled in.

    Begun already: stays as it is. Refused: NotYet, IsCancelled, PermissionDenied.
    """
    with minutes_change(meeting=meeting, step=None, by=by, now=now) as current:
        if current.state != MinutesState.NONE:
            return current
        event = current.event
        if event.status == EventStatus.CANCELLED:
            raise IsCancelled
        if event.start_date > localdate(now):
            raise NotYet(day=date_format(event.start_date, "SHORT_DATE_FORMAT"))
        sessions = event.sessions.filter(kind__in=_SPOKEN).order_by("day", "start_time", "pk")
        titles = list(sessions.values_list("title", flat=True))
        with translation.override(current.language):
            titles = titles or [_("Matters discussed")]
            texts = {tasks_title(): tasks_in_words(current, localdate(now))}
        MinutesItem.objects.bulk_create(
            MinutesItem(
                meeting=current, position=position, title=title, text=texts.get(title, ""),
                written_by=by, written_at=now,
            )
            for position, title in enumerate(titles, 1)
        )  # fmt: skip
        settle_presence(current)
        current.state = MinutesState.DRAFT.value
        current.save(update_fields=["state"])
    return current


def save_texts(
    *,
    meeting: Meeting,
    given: Mapping[int, str],
    seen: Mapping[int, str],
    by: User,
    now: datetime,
) -> Merged:
    """Texts of items. `seen` holds the digests that the form was opened with: an item that
    somebody else changed meanwhile, too, is left as they wrote it and handed back as a conflict.

    Refused: MinutesNotOpen, PermissionDenied.
    """
    with minutes_change(meeting=meeting, step=MinutesStep.WRITE, by=by, now=now) as current:
        items = {item.pk: item for item in current.items.all()}
        merged = merge(
            stored={key: item.text for key, item in items.items()}, given=given, seen=seen
        )
        for key, text in merged.changed.items():
            item = items[key]
            item.text, item.written_by, item.written_at = text, by, now
            item.save(update_fields=["text", "written_by", "written_at"])
    return merged


def add_item(*, meeting: Meeting, title: str, by: User, now: datetime) -> MinutesItem:
    """At the end. One of the same title that is last already is the same form sent twice."""
    with minutes_change(meeting=meeting, step=MinutesStep.WRITE, by=by, now=now) as current:
        last = current.items.order_by("-position").first()
        if last is not None and last.title == title:
            return last
        position = 1 + (current.items.aggregate(last=Max("position"))["last"] or 0)
        return MinutesItem.objects.create(
            meeting=current, position=position, title=title, written_by=by, written_at=now
        )


def remove_item(*, item: MinutesItem, by: User, now: datetime) -> None:
    """Refused: ItemHasDecisions, MinutesNotOpen."""
    with minutes_change(meeting=item.meeting, step=MinutesStep.WRITE, by=by, now=now):
        if item.decisions.exists():
            raise ItemHasDecisions
        MinutesItem.objects.filter(pk=item.pk).delete()


def approve_minutes(
    *, meeting: Meeting, how: str, at_meeting: Meeting | None = None, by: User, now: datetime
) -> Meeting:
    """From now on they stay as they are; members are written to.

    Refused: MinutesNotOpen, NothingWritten, DecisionNoLongerStands, PermissionDenied.
    """
    with minutes_change(meeting=meeting, step=MinutesStep.APPROVE, by=by, now=now) as current:
        if not may_approve_minutes(by, current.network):
            raise PermissionDenied
        gathering = settle_presence(current)
        _check_complete(current, gathering)
        current.state = MinutesState.APPROVED.value
        current.approved_at, current.approved_by = now, by
        current.approved_how = ApprovedBy(how)
        current.approved_meeting = at_meeting if how == ApprovedBy.MEETING else None
        current.entitled, current.present = gathering.entitled, gathering.present
        current.needed = gathering.needed
        current.save()
        tell_of_minutes(current)
    return current


def _check_complete(meeting: Meeting, gathering: Gathering) -> None:
    """Presence may have been corrected after a decision was written down."""
    decisions = list(meeting.decisions.order_by("number"))
    if not decisions and not meeting.items.exclude(text="").exists():
        raise NothingWritten
    for decision in decisions:
        votes = (decision.votes_for, decision.votes_against, decision.votes_abstained)
        is_too_many = sum(number or 0 for number in votes) > gathering.present
        lacks_quorum = decision.outcome != Outcome.DISCUSSED and not gathering.is_quorate
        if is_too_many or lacks_quorum:
            raise DecisionNoLongerStands(number=decision.number)


def add_addition(
    *, meeting: Meeting, text: str, submission: UUID, by: User, now: datetime
) -> MinutesAddition:
    """Puts approved minutes right, with its date. Refused: MinutesNotOpen, PermissionDenied."""
    with minutes_change(meeting=meeting, step=MinutesStep.ADD, by=by, now=now) as current:
        addition, _made = MinutesAddition.objects.get_or_create(
            submission=submission,
            defaults={"meeting": current, "text": text, "added_at": now, "added_by": by},
        )
    return addition
