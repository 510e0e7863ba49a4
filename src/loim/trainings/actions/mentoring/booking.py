"""A team books hours with a mentor, moves them, gives them up; the budget is never overspent.

Bookings of one team, and of one mentor, come one after the other (their rows are locked), so
the check below is the truth; the triggers and constraints of the tables keep it where an action forgets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.trainings.actions.cohort.checking import hold_team, refuse_over
from loim.trainings.actions.mentoring.letters import tell_of_meeting
from loim.trainings.logic.mentoring import budget as rules
from loim.trainings.models import Mentor, Mentoring, MentoringState, Team
from loim.trainings.queries.cohort.who import Reader
from loim.trainings.queries.mentoring.budgets import budget_of_team, hours_in_words


class NotEnoughLeft(Refusal):
    """`left` is in minutes."""

    message = _(
        "Your team has %(left)s of mentoring left, and this takes %(asked)s. Book a shorter time,"
        " or cancel another meeting first."
    )

    def __str__(self) -> str:
        return str(self.message) % {
            "left": hours_in_words(self.values["left"]),
            "asked": hours_in_words(self.values["asked"]),
        }


class MentorIsBusy(Refusal):
    message = _("The mentor has another meeting at this time. Choose another time or mentor.")


class TeamIsBusy(Refusal):
    message = _("Your team has another meeting at this time. Choose another time.")


class InThePast(Refusal):
    message = _("This time is over. Choose a time to come; what was held is logged by the mentor.")


class TooShortOrLong(Refusal):
    message = _("A meeting lasts from %(shortest)s to %(longest)s minutes.")


class MentorNotAvailable(Refusal):
    message = _("This mentor cannot be booked at present. Choose another one.")


class ReasonMissing(Refusal):
    message = _("Write why: the other side reads it.")


class MeetingChanged(Refusal):
    message = _("This meeting has been held, moved or cancelled meanwhile. Look at it again.")


@dataclass(frozen=True)
class Meeting:
    """When, how long, where and about what."""

    start_at: datetime
    minutes: int
    place: str = ""
    topic: str = ""


def book_mentoring(
    *, mentor: Mentor, meeting: Meeting, submission: UUID, by: Reader, now: datetime
) -> Mentoring:
    """Hours that the team has left, at a time when both are free; the mentor is told.

    The same `submission` again gives what it made. Refused: NotEnoughLeft, MentorIsBusy,
    TeamIsBusy, InThePast, TooShortOrLong, MentorNotAvailable, NotRunning.
    """
    if not (by.is_of_team or by.reads_work) or mentor.training_id != by.training.pk:
        raise PermissionDenied
    with _both_free(), transaction.atomic():
        team = hold_team(by)
        if made := Mentoring.objects.filter(submission=submission, team=team).first():
            return made
        refuse_over(team.call.training)
        mentor = _held_mentor(mentor.pk)
        if not mentor.is_active:
            raise MentorNotAvailable
        _check(team, meeting, now, before=0)
        row = Mentoring.objects.create(
            team=team,
            mentor=mentor,
            start_at=meeting.start_at,
            minutes=meeting.minutes,
            place=meeting.place.strip(),
            topic=meeting.topic.strip(),
            booked_by=by.user,
            booked_by_member=by.member,
            booked_at=now,
            submission=submission,
        )
        tell_of_meeting(row, "booked", by)
    return row


def move_mentoring(
    *, mentoring: Mentoring, meeting: Meeting, by: Reader, now: datetime
) -> Mentoring:
    """To another time, length or place. Refused as `book_mentoring`, and MeetingChanged."""
    with _both_free(), transaction.atomic():
        row = _held(mentoring, by)
        if row.state != MentoringState.BOOKED:
            raise MeetingChanged
        refuse_over(row.team.call.training)
        _held_mentor(row.mentor_id)
        _check(row.team, meeting, now, before=row.minutes)
        before = (row.start_at, row.minutes, row.place)
        row.start_at, row.minutes = meeting.start_at, meeting.minutes
        row.place, row.topic = meeting.place.strip(), meeting.topic.strip()
        row.sequence += 1
        row.save(update_fields=["start_at", "minutes", "place", "topic", "sequence"])
        if before != (row.start_at, row.minutes, row.place):
            tell_of_meeting(row, "moved", by)
    return row


def cancel_mentoring(*, mentoring: Mentoring, reason: str, by: Reader, now: datetime) -> Mentoring:
    """The hours are the team's again. Refused: ReasonMissing, MeetingChanged."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        row = _held(mentoring, by)
        if row.state == MentoringState.CANCELLED:
            return row
        is_undone = row.state == MentoringState.MISSED and by.reads_work
        if row.state != MentoringState.BOOKED and not is_undone:
            raise MeetingChanged
        row.state, row.state_note = MentoringState.CANCELLED, reason.strip()[:300]
        row.sequence += 1
        row.save(update_fields=["state", "state_note", "sequence"])
        tell_of_meeting(row, "cancelled", by)
    return row


def _held(mentoring: Mentoring, by: Reader) -> Mentoring:
    if mentoring.team_id != by.team.pk or not by.may_see:
        raise PermissionDenied
    team = hold_team(by)
    row = Mentoring.objects.select_related("mentor__user").get(pk=mentoring.pk)
    row.team = team
    return row


def _held_mentor(key: int) -> Mentor:
    """After the team, always: two teams that want one mentor wait for each other in one order.
    The exclusion constraint alone would have them wait crosswise, a deadlock."""
    rows = Mentor.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("user").get(pk=key)


def _check(team: Team, meeting: Meeting, now: datetime, *, before: int) -> None:
    if not rules.SHORTEST <= meeting.minutes <= rules.LONGEST:
        raise TooShortOrLong(shortest=rules.SHORTEST, longest=rules.LONGEST)
    if meeting.start_at <= now:
        raise InThePast
    check_budget(team, meeting.minutes, before=before)


def check_budget(team: Team, minutes: int, *, before: int) -> None:
    """Under the team's lock: `minutes` in the place of `before`. Raises NotEnoughLeft."""
    left = budget_of_team(team).left + before
    if minutes > left:
        raise NotEnoughLeft(left=left, asked=minutes)


@contextmanager
def _both_free() -> Iterator[None]:
    """Two who book the same mentor at once: the database lets one of them."""
    try:
        yield
    except IntegrityError as error:
        found = violated_constraint(error)
        if found == "mentor_in_one_place":
            raise MentorIsBusy from error
        if found == "team_in_one_mentoring":
            raise TeamIsBusy from error
        raise
