"""A club is founded, described, opened, paused and closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import tell_regulars
from loim.clubs.actions.planning import Planned, plan_at_the_desk
from loim.clubs.actions.settling import offer_free_places
from loim.clubs.logic.club_states import ClubStep, state_after
from loim.clubs.models import Club, ClubRule, ClubStatus
from loim.clubs.permissions import may_run_club
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Municipality, Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity, Programme
from loim.programmes.permissions import may_record_for, takes_part


@dataclass(frozen=True)
class ClubFacts:
    title: str
    organisation: Organisation
    activity: Activity | None = None
    counts_for: Organisation | None = None
    language: str = "et"
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    description: str = ""
    target_group: str = ""
    level_note: str = ""
    accessibility: str = ""
    languages: tuple[str, ...] = ()
    practised: str = ""
    level: str = "none"
    audiences: tuple[str, ...] = ()
    place: str = ""
    address: str = ""
    place_municipality: Municipality | None = None
    contact_email: str = ""
    capacity: int | None = None
    welcomes_drop_ins: bool = True
    drop_in_places: int | None = None


_LISTS = {"languages", "audiences"}
FACT_FIELDS = tuple(each.name for each in fields(ClubFacts))


class ClubNotReady(Refusal):
    """Nobody could come without it."""

    message = _("Before the club can open, please add: %(gaps)s.")


class ClubStepNotPossible(Refusal):
    message = _("This cannot be done: the club is now “%(status)s”. Open its page again.")


class ClubChangedMeanwhile(Refusal):
    message = _(
        "The club has been changed since you opened this page. What you wrote is still here:"
        " look through it and save once more to keep it."
    )


def create_club(
    *, facts: ClubFacts, submission: UUID | None = None, by: User, now: datetime
) -> Club:
    """A draft. The same `submission` again gives the club that it made the first time."""
    _check(facts, by)
    if submission and (made := Club.objects.filter(submission=submission).first()):
        return made
    club = Club(submission=submission, recorded_by=by, recorded_at=now)
    _put(facts, club)
    try:
        with record_change(by=by, now=now, step="record"):
            club.save()
    except IntegrityError as error:
        if submission and violated_constraint(error) == "club_once_per_submission":
            return Club.objects.get(submission=submission)  # the other of two at once
        raise
    return club


def edit_club(*, club: Club, facts: ClubFacts, seen: str = "", by: User, now: datetime) -> Planned:
    """Meetings to come that nobody touched say the same as the club from now on.

    `seen` is the ISO form of the `changed_at` that the form was filled in from. Refused:
    ClubChangedMeanwhile; ClubNotReady for an open club that would lack what coming needs.
    """
    programmes = _programmes(club, facts)
    with (
        record_change(by=by, now=now, step="edit", programmes=programmes),
        at_the_desk(club.pk) as current,
    ):
        if not may_run_club(by, current):
            raise PermissionDenied
        _check(facts, by, before=current)
        if seen and seen != current.changed_at.isoformat():
            raise ClubChangedMeanwhile
        _put(facts, current)
        if current.status == ClubStatus.OPEN:
            refuse_gaps(current)
        current.save()
        planned = plan_at_the_desk(current, by=by, now=now)
        offer_free_places(current, now=now)  # there may be more places now
    return planned


def open_club(*, club: Club, by: User, now: datetime) -> Planned:
    """Refused: ClubNotReady, ClubStepNotPossible."""
    return _step(club=club, step=ClubStep.OPEN, by=by, now=now)


def pause_club(*, club: Club, by: User, now: datetime) -> Planned:
    """No meetings until it opens again; what people count on is left for the organiser."""
    return _step(club=club, step=ClubStep.PAUSE, by=by, now=now)


def close_club(*, club: Club, by: User, now: datetime) -> Planned:
    return _step(club=club, step=ClubStep.CLOSE, by=by, now=now)


def what_is_missing(club: Club) -> list[str]:
    gaps = []
    if not club.description:
        gaps.append(_("what the club is about"))
    if not club.languages:
        gaps.append(_("the languages that are spoken there"))
    if not club.place:
        gaps.append(_("where it meets"))
    if not club.contact_email:
        gaps.append(_("an e-mail address for questions"))
    if not ClubRule.objects.filter(club=club).exists():
        gaps.append(_("when it meets"))
    return [str(gap) for gap in gaps]


def refuse_gaps(club: Club) -> None:
    if gaps := what_is_missing(club):
        raise ClubNotReady(gaps=", ".join(gaps))


def _step(*, club: Club, step: ClubStep, by: User, now: datetime) -> Planned:
    programmes = [club.activity.programme] if club.activity else []
    with (
        record_change(by=by, now=now, step=f"club_{step.value}", programmes=programmes),
        at_the_desk(club.pk) as current,
    ):
        if not may_run_club(by, current):
            raise PermissionDenied
        status = state_after(current.status, step)
        if status is None:
            raise ClubStepNotPossible(status=current.get_status_display())
        if step == ClubStep.OPEN:
            refuse_gaps(current)
        was = current.status
        current.status = status.value
        current.save()
        planned = plan_at_the_desk(current, by=by, now=now)
        if was != ClubStatus.DRAFT:
            tell_regulars(club=current, template="club_state")
        offer_free_places(current, now=now)
    return planned


def _check(facts: ClubFacts, by: User, before: Club | None = None) -> None:
    """Whose work it is and what it is done for are this person's to say, or stay as they were."""
    is_same = before is not None and before.organisation_id == facts.organisation.pk
    if not is_same and not may_record_for(by, facts.organisation):
        raise PermissionDenied
    activity = facts.activity
    is_same_activity = before is not None and activity == before.activity
    if activity and not is_same_activity and not takes_part(by, activity.programme):
        raise PermissionDenied


def _programmes(club: Club, facts: ClubFacts) -> set[Programme]:
    return {each.programme for each in (club.activity, facts.activity) if each is not None}


def _put(facts: ClubFacts, club: Club) -> None:
    for name in FACT_FIELDS:
        value = getattr(facts, name)
        setattr(club, name, list(value) if name in _LISTS else value)
