"""The asker chooses one expert, closes the request, or says at its end that the work is done.
Whoever calls has proved to be the asker."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.experts.actions.reference_letters import tell_expert as tell_of_reference
from loim.experts.actions.requests.letters import tell_expert
from loim.experts.actions.requests.sending import held
from loim.experts.logic.states import APPROACH, REQUEST, leads_to
from loim.experts.models import (
    Approach,
    ApproachStatus,
    ExpertRequest,
    Reference,
    ReferenceStatus,
    RequestStatus,
)
from loim.experts.queries.own_link import REFERENCE, key_hash_for
from loim.people.models import User

OPEN_APPROACHES = [
    state for state in ApproachStatus.values if leads_to(APPROACH, state, ApproachStatus.RELEASED)
]


class NotOpen(Refusal):
    message = _("This request is not open any more: %(state)s.")


class SaidNoYes(Refusal):
    message = _("This expert has not said yes. Choose one who has.")


class NotBooked(Refusal):
    message = _("No work is booked by this request, so there is nothing to confirm.")


class OrganisationMissing(Refusal):
    message = _("Say for which organisation or community the work was done.")


class TooEarly(Refusal):
    message = _("The day of the work cannot be one to come.")


def choose_expert(*, approach: Approach, words: str = "", now: datetime) -> Approach:
    """The work is booked; the others are told that they are not needed. Raises NotOpen, SaidNoYes."""
    with transaction.atomic():
        request = held(approach.request)
        rows = _held_approaches(request)
        current = next(row for row in rows if row.pk == approach.pk)
        if not leads_to(REQUEST, request.state, RequestStatus.CHOSEN):
            raise NotOpen(state=request.get_state_display())
        if not leads_to(APPROACH, current.state, ApproachStatus.CHOSEN):
            raise SaidNoYes
        request.state, request.changed_at = RequestStatus.CHOSEN, now
        request.save()
        current.state, current.turn_at = ApproachStatus.CHOSEN, now
        current.save()
        tell_expert(current, "chosen", words=words.strip())
        _release([row for row in rows if row.pk != current.pk], now, is_chosen=True)
    return current


def close_request(*, request: ExpertRequest, now: datetime) -> ExpertRequest:
    """Nobody is needed (any more); all who were asked are told. Again does no harm. Raises NotOpen."""
    with transaction.atomic():
        current = held(request)
        if current.state == RequestStatus.CLOSED:
            return current
        if not leads_to(REQUEST, current.state, RequestStatus.CLOSED):
            raise NotOpen(state=current.get_state_display())
        was_seen = current.confirmed_at is not None
        current.state, current.ended_at, current.changed_at = RequestStatus.CLOSED, now, now
        current.save()
        _release(_held_approaches(current), now, is_chosen=False, tells=was_seen)
    return current


def confirm_work(
    *, request: ExpertRequest, work: str, words: str, organisation_name: str, start_date: date,
    end_date: date | None, submission: UUID, by: User | None, now: datetime,
) -> Reference:  # fmt: skip
    """The work is done, and the asker vouches for it: the expert has a confirmed reference. `by` is
    None for whoever has the link. Raises NotBooked, OrganisationMissing, TooEarly."""
    with transaction.atomic():
        current = held(request)
        there = Reference.objects.filter(request=current).first()
        if there is not None:
            return there
        if not leads_to(REQUEST, current.state, RequestStatus.DONE):
            raise NotBooked
        name = current.organisation.name if current.organisation else organisation_name.strip()
        if not name:
            raise OrganisationMissing
        if (end_date or start_date) > localdate(now):
            raise TooEarly
        chosen = current.approaches.select_related("expert__person").get(
            state=ApproachStatus.CHOSEN
        )
        made = Reference.objects.create(
            expert=chosen.expert, organisation=current.organisation, organisation_name=name,
            work=work.strip(), words=words.strip(), start_date=start_date, end_date=end_date,
            language=current.language, state=ReferenceStatus.CONFIRMED, is_by_link=by is None,
            request=current, asked_at=now, decided_at=now, decided_by=by, submission=submission,
            key_hash=key_hash_for(REFERENCE, submission),
        )  # fmt: skip
        current.state, current.ended_at, current.changed_at = RequestStatus.DONE, now, now
        current.save()
        tell_of_reference(made)
    return made


def _held_approaches(request: ExpertRequest) -> list[Approach]:
    rows = request.approaches.select_related("expert__person").order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    for row in found:
        row.request = request
    return found


def _release(
    approaches: list[Approach], now: datetime, *, is_chosen: bool, tells: bool = True
) -> None:
    """`is_chosen`: somebody else was. Whoever had said no is spared the letter."""
    for row in approaches:
        if row.state in OPEN_APPROACHES:
            had_said_no = row.state == ApproachStatus.NO
            row.state, row.turn_at = ApproachStatus.RELEASED, now
            row.save()
            if tells and not had_said_no:
                tell_expert(row, "released", is_chosen=is_chosen)
