"""Who leads a club: they come, get their link, and go."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import write_to_facilitator
from loim.clubs.models import Club, ClubMeeting, Facilitator
from loim.clubs.permissions import may_run_club
from loim.clubs.queries.own_link import facilitator_key_hash
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User


class LeadsAlready(Refusal):
    message = _("Somebody with this e-mail leads the club already. Send them their link instead.")


def add_facilitator(
    *,
    club: Club,
    name: str,
    email: str,
    language: str,
    is_stand_in: bool = False,
    by: User,
    now: datetime,
) -> Facilitator:
    """They get their link by mail. Refused: LeadsAlready."""
    seed = uuid.uuid4()
    try:
        with at_the_desk(club.pk) as current:
            _check(current, by)
            facilitator = Facilitator.objects.create(
                club=current,
                name=name,
                email=email,
                language=language,
                is_stand_in=is_stand_in,
                seed=seed,
                key_hash=facilitator_key_hash(seed),
                added_at=now,
            )
            write_to_facilitator(facilitator, "club_lead")
    except IntegrityError as error:
        if violated_constraint(error) == "facilitator_once_in_a_club":
            raise LeadsAlready from error
        raise
    return facilitator


def send_link(*, facilitator: Facilitator, by: User, now: datetime) -> None:
    with at_the_desk(facilitator.club_id) as club:
        _check(club, by)
        write_to_facilitator(facilitator, "club_lead")


def let_go(*, facilitator: Facilitator, by: User, now: datetime) -> None:
    """Their link opens nothing any more; meetings to come that were theirs are the club's."""
    with at_the_desk(facilitator.club_id) as club:
        _check(club, by)
        Facilitator.objects.filter(pk=facilitator.pk, left_at=None).update(left_at=now)
        ClubMeeting.objects.filter(
            facilitator=facilitator.pk, recorded_at=None, day__gte=localdate(now)
        ).update(facilitator=None)


def _check(club: Club, by: User) -> None:
    if not may_run_club(by, club):
        raise PermissionDenied
