"""Somebody takes a seat for a time, and leaves it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.networks.actions.consenting import is_own
from loim.networks.logic.elections import NobodyElected, Tie, winner
from loim.networks.models import (
    Candidate,
    Election,
    Ending,
    Filling,
    Mandate,
    Member,
    Network,
    Seat,
)
from loim.networks.permissions import may_change_network
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


class SeatHeld(Refusal):
    message = _(
        "Somebody holds this seat on some of those days. End that mandate, or begin after it."
    )


class MemberSeated(Refusal):
    message = _(
        "%(name)s holds another seat of this network on some of those days. End that mandate, or"
        " choose somebody else."
    )


class SeatExcluded(Refusal):
    message = _(
        "%(name)s has a seat in “%(network)s” on some of those days, and nobody may sit in both. End"
        " that mandate, or choose somebody else."
    )


class OutsideSeat(Refusal):
    message = _("The seat does not exist on all of those days. Choose days between its first and last.")  # fmt: skip


class OutsideMembership(Refusal):
    message = _(
        "%(name)s does not belong to the network on all of those days. Choose other days, or change"
        " the membership first."
    )


class MandateEndsBeforeItBegins(Refusal):
    message = _("The last day cannot be before the first one.")


class OfAnotherNetwork(Refusal):
    message = _("This person belongs to another network. Add them to this one first.")


class TieUndecided(Refusal):
    message = _(
        "%(names)s have %(votes)s votes each. Vote again between them and write these votes down;"
        " or draw lots, choose below who won, and write how it was decided."
    )


class NobodyVotedFor(Refusal):
    message = _("Nobody had a vote, so nobody is elected. Write the votes down, or leave it vacant.")  # fmt: skip


class NotInForce(Refusal):
    message = _("This mandate ends on %(day)s already.")


def fill_seat(
    *,
    seat: Seat,
    member: Member,
    start_date: date,
    end_date: date | None,
    filled_by: str,
    note: str = "",
    by: User,
    now: datetime,
) -> Mandate:
    """`member` holds `seat` from the first day to the last. Sent twice, it is done once.

    Refused: another's network (PermissionDenied), SeatHeld, MemberSeated, SeatExcluded,
    OutsideSeat, OutsideMembership, MandateEndsBeforeItBegins, OfAnotherNetwork.
    """
    if not may_change_network(by, seat.network):
        raise PermissionDenied
    programme = seat.network.activity.programme
    with record_change(by=by, now=now, step="edit", programmes=[programme]):
        return _fill(
            seat,
            member,
            days=(start_date, end_date),
            filled_by=filled_by,
            note=note,
            by=by,
            now=now,
        )


def _fill(
    seat: Seat,
    member: Member,
    *,
    days: tuple[date, date | None],
    filled_by: str,
    note: str,
    by: User,
    now: datetime,
) -> Mandate:
    start_date, end_date = days
    if end_date is not None and end_date < start_date:
        raise MandateEndsBeforeItBegins
    Seat.objects.select_for_update().get(pk=seat.pk)
    written = {"start_date": start_date, "end_date": end_date, "filled_by": filled_by}
    known = Mandate.objects.filter(seat=seat, member=member, **written).first()
    if known is not None:
        return known
    with in_words(member):
        return Mandate.objects.create(
            seat=seat, member=member, note=note, recorded_by=by, recorded_at=now, **written
        )


def elect(
    *,
    seat: Seat,
    votes: Mapping[Member, int],
    held_date: date,
    start_date: date,
    end_date: date | None,
    note: str = "",
    tie_winner: Member | None = None,
    tie_words: str = "",
    submission: UUID,
    by: User,
    now: datetime,
) -> Election:
    """Whoever had most votes takes the seat; all candidates' votes are kept.

    Refused: TieUndecided unless the tie was decided in words, NobodyVotedFor, and as in
    `fill_seat`. Sent twice, it is one election.
    """
    if not may_change_network(by, seat.network):
        raise PermissionDenied
    chosen = _winner(votes, tie_winner if tie_words.strip() else None)
    programme = seat.network.activity.programme
    with record_change(by=by, now=now, step="edit", programmes=[programme]):
        Seat.objects.select_for_update().get(pk=seat.pk)
        known = Election.objects.filter(submission=submission).first()
        if known is not None:
            return known
        mandate = _fill(
            seat, chosen, days=(start_date, end_date), filled_by=Filling.ELECTION, note=note,
            by=by, now=now,
        )  # fmt: skip
        election = Election.objects.create(
            seat=seat, mandate=mandate, submission=submission, held_date=held_date,
            tie_words=tie_words.strip(), recorded_by=by, recorded_at=now,
        )  # fmt: skip
        Candidate.objects.bulk_create(
            Candidate(election=election, member=member, votes=number)
            for member, number in votes.items()
        )
    return election


def _winner(votes: Mapping[Member, int], tie_winner: Member | None) -> Member:
    by_key = {member.pk: member for member in votes}
    counted = {member.pk: number for member, number in votes.items()}
    try:
        return by_key[winner(counted, tie_winner.pk if tie_winner else None)]
    except NobodyElected as error:
        raise NobodyVotedFor from error
    except Tie as tie:
        names = ", ".join(str(by_key[key]) for key in tie.tied)
        raise TieUndecided(names=names, votes=counted[tie.tied[0]]) from tie


def end_mandate(
    *, mandate: Mandate, end_date: date, ending: str, reason: str = "", by: User, now: datetime
) -> None:
    """It ends before its term.

    Refused: MandateEndsBeforeItBegins, NotInForce, another's network (PermissionDenied).
    """
    if not may_change_network(by, mandate.seat.network):
        raise PermissionDenied
    _end(mandate, end_date, ending, reason=reason, by=by, now=now)


def resign(*, mandate: Mandate, reason: str = "", by: User | None, now: datetime) -> None:
    """Whoever holds a seat lays it down; today is the last day. `by` is None for whoever has the
    link of their letter. Refused as in `end_mandate`."""
    if by is not None and not is_own(by, mandate.member):
        raise PermissionDenied
    _end(mandate, localdate(now), Ending.RESIGNED, reason=reason, by=by, now=now)


def _end(
    mandate: Mandate, end_date: date, ending: str, *, reason: str, by: User | None, now: datetime
) -> None:
    programme = mandate.seat.network.activity.programme
    with record_change(by=by, now=now, step="end", programmes=[programme]):
        current = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if end_date < current.start_date:
            raise MandateEndsBeforeItBegins
        if current.end_date is not None and current.end_date <= end_date:
            raise NotInForce(day=date_format(current.end_date, "SHORT_DATE_FORMAT"))
        current.end_date, current.ending, current.ended_reason = end_date, ending, reason
        current.save()


@contextmanager
def in_words(member: Member) -> Iterator[None]:
    """What the database says of a mandate, for people."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        constraint = violated_constraint(error)
        if constraint == "network_mandates_compatible":
            raise SeatExcluded(name=str(member), network=_other_network(error)) from error
        refusals: dict[str, Refusal] = {
            "network_seat_has_one_holder": SeatHeld(),
            "network_member_has_one_seat": MemberSeated(name=str(member)),
            "network_mandate_within_seat": OutsideSeat(),
            "network_mandate_within_membership": OutsideMembership(name=str(member)),
            "network_mandate_in_one_network": OfAnotherNetwork(),
            "network_mandate_dates_in_order": MandateEndsBeforeItBegins(),
        }
        if constraint not in refusals:
            raise
        raise refusals[constraint] from error


def _other_network(error: IntegrityError) -> str:
    # The function's own words: 'member 7 has a mandate in network 3'.
    [key] = re.findall(r"in network (\d+)", str(error))[:1] or ["0"]
    found = Network.objects.filter(pk=int(key)).first()
    return str(found.text("name")) if found else ""
