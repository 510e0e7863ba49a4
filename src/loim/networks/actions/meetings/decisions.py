"""Decisions of a meeting: refused where those who were there could not take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Never
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localdate

from loim.events.models import Session
from loim.networks.actions.meetings import refusals
from loim.networks.actions.meetings.minutes_desk import minutes_change
from loim.networks.actions.meetings.presence import settle_presence
from loim.networks.logic.minutes_states import MinutesStep
from loim.networks.logic.votes import Votes, Wrong, counted, what_is_wrong
from loim.networks.models import (
    Mandate,
    Meeting,
    MeetingDecision,
    Member,
    MinutesItem,
    Outcome,
    Vote,
    Voting,
)
from loim.networks.queries.meetings.listed import coming_meetings
from loim.networks.queries.meetings.naming import full_name_of
from loim.networks.queries.meetings.presence import Gathering
from loim.people.models import User


@dataclass(frozen=True)
class DecisionFacts:
    """`votes` where they were counted, `by_name` (member's key to choice) where they were named."""

    item: MinutesItem
    wording: str
    outcome: str
    voting: str = Voting.CONSENSUS
    votes: Votes | None = None
    by_name: Mapping[int, str] = field(default_factory=dict)


def record_decision(
    *,
    meeting: Meeting,
    facts: DecisionFacts,
    decision: MeetingDecision | None = None,
    seen: str = "",
    submission: UUID | None = None,
    by: User,
    now: datetime,
) -> MeetingDecision:
    """A new one with the next number, or `decision` changed. The same `submission` again gives
    the decision that it made; `seen` is the ISO form of the `written_at` that was shown.

    Refused: MinutesNotOpen, NoQuorum, TooManyVotes, NoVotes, AgainstTheVotes, MandateNotInForce,
    HasNoVote, NotThere, DecisionChanged, PermissionDenied.
    """
    with minutes_change(meeting=meeting, step=MinutesStep.WRITE, by=by, now=now) as current:
        if submission and (made := MeetingDecision.objects.filter(submission=submission).first()):
            return made
        row = _row(current, decision, seen, submission)
        gathering = settle_presence(current)
        votes = _check(current, facts, gathering)
        row.item, row.wording, row.outcome = facts.item, facts.wording, facts.outcome
        is_decided = facts.outcome != Outcome.DISCUSSED
        row.voting = facts.voting if is_decided else Voting.CONSENSUS
        given = votes if is_decided and facts.voting != Voting.CONSENSUS else None
        row.votes_for = given.votes_for if given else None
        row.votes_against = given.against if given else None
        row.votes_abstained = given.abstained if given else None
        row.voters_present, row.is_quorate = gathering.present, gathering.is_quorate
        if is_decided:
            row.is_carried, row.carried_to = False, None
        row.written_by, row.written_at = by, now
        row.save()
        _write_votes(row, facts if given and facts.voting == Voting.NAMED else None)
    return row


def remove_decision(*, decision: MeetingDecision, by: User, now: datetime) -> None:
    """The later ones move up: numbers of a draft have no gap."""
    with minutes_change(
        meeting=decision.meeting, step=MinutesStep.WRITE, by=by, now=now
    ) as current:
        current.decisions.filter(pk=decision.pk).delete()
        for number, row in enumerate(current.decisions.order_by("number"), 1):
            if row.number != number:
                row.number = number
                row.save(update_fields=["number"])


def carry_decision(*, decision: MeetingDecision, by: User, now: datetime) -> Meeting | None:
    """What was left open goes to the next meeting's agenda, or waits until one is planned (None).

    Approved minutes may say so, too. Refused: NothingToCarry, PermissionDenied.
    """
    with minutes_change(meeting=decision.meeting, step=None, by=by, now=now) as current:
        row = MeetingDecision.objects.select_for_update(no_key=True).get(pk=decision.pk)
        if row.outcome != Outcome.DISCUSSED:
            raise refusals.NothingToCarry
        if row.carried_to is not None:
            return row.carried_to
        day = current.event.start_date
        later = coming_meetings(current.network, max(day, localdate(now))).exclude(pk=current.pk)
        to = later.first()
        row.is_carried, row.carried_to = True, to
        row.save(update_fields=["is_carried", "carried_to"])
        if to is not None:
            _put_on_agenda(to, row.wording)
    return to


def _put_on_agenda(meeting: Meeting, wording: str) -> None:
    """As its last item; where there is no agenda yet, as its first."""
    with transaction.atomic():
        last = meeting.event.sessions.order_by("-day", "-start_time", "-pk").first()
        start = (last.end_time or last.start_time) if last else meeting.event.start_time
        if start is not None:
            Session.objects.create(
                event=meeting.event,
                day=last.day if last else meeting.event.start_date,
                start_time=start,
                title=wording[:300],
            )


def _row(
    meeting: Meeting, decision: MeetingDecision | None, seen: str, submission: UUID | None
) -> MeetingDecision:
    if decision is None:
        last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
        row = MeetingDecision(meeting=meeting, number=last + 1)
        if submission:
            row.submission = submission
        return row
    row = meeting.decisions.get(pk=decision.pk)
    if seen and seen != row.written_at.isoformat():
        raise refusals.DecisionChanged(wording=row.wording)
    return row


def _check(meeting: Meeting, facts: DecisionFacts, gathering: Gathering) -> Votes | None:
    votes = None
    if facts.outcome != Outcome.DISCUSSED:
        if facts.voting == Voting.NAMED:
            _check_voters(meeting, facts.by_name, gathering)
            votes = counted(facts.by_name.values())
        elif facts.voting == Voting.COUNTED:
            votes = facts.votes or Votes()
    wrong = what_is_wrong(
        outcome=facts.outcome,
        votes=votes,
        present=gathering.present,
        is_quorate=gathering.is_quorate,
    )
    if wrong == Wrong.NO_QUORUM:
        raise refusals.NoQuorum(present=gathering.present, needed=gathering.needed)
    if wrong == Wrong.TOO_MANY:
        raise refusals.TooManyVotes(votes=votes.total if votes else 0, present=gathering.present)
    if wrong == Wrong.NO_VOTES:
        raise refusals.NoVotes
    if wrong == Wrong.AGAINST_THE_VOTES:
        raise refusals.AgainstTheVotes
    return votes


def _check_voters(meeting: Meeting, by_name: Mapping[int, str], gathering: Gathering) -> None:
    """Each casts the vote of a voter who is there, and none is cast twice."""
    voting = {caster.pk for _voter, caster in gathering.votes}
    attendees = {one.member.pk: one for one in gathering.attendees}
    for member in by_name:
        if member in voting:
            continue
        one = attendees.get(member)
        if one is None:
            _refuse_stranger(meeting, member)
        name = full_name_of(one.member)
        if one.ended is not None:
            raise refusals.MandateNotInForce(
                name=name, day=date_format(one.ended, "SHORT_DATE_FORMAT")
            )
        if not one.is_present:
            raise refusals.NotThere(name=name)
        raise refusals.HasNoVote(name=name)


def _refuse_stranger(meeting: Meeting, member_id: int) -> Never:
    """Not a member on that day: one who has left is told of by name."""
    member = (
        Member.objects.filter(pk=member_id, network=meeting.network)
        .select_related("organisation", "user")
        .first()
    )
    if member is not None and member.end_date is not None:
        mandate = member.mandates.exclude(end_date=None).order_by("-end_date").first()
        ended = mandate.end_date if mandate else member.end_date
        raise refusals.MandateNotInForce(
            name=full_name_of(member),
            day=date_format(ended or member.end_date, "SHORT_DATE_FORMAT"),
        )
    raise refusals.HasNoVote(name=full_name_of(member) if member else str(member_id))


def _write_votes(decision: MeetingDecision, facts: DecisionFacts | None) -> None:
    decision.votes.all().delete()
    if facts is None:
        return
    day = decision.meeting.event.start_date
    mandates = dict(
        Mandate.objects.in_force_on(day)
        .filter(seat__network=decision.meeting.network_id, member__in=list(facts.by_name))
        .values_list("member", "pk")
    )
    Vote.objects.bulk_create(
        Vote(
            meeting=decision.meeting,
            decision=decision,
            member_id=member,
            mandate_id=mandates.get(member),
            choice=choice,
        )
        for member, choice in facts.by_name.items()
    )
