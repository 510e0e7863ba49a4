"""What was held is written down by the mentor: the minutes that were spent, and what was agreed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.trainings.actions.cohort.checking import hold_team
from loim.trainings.actions.mentoring.booking import MeetingChanged, check_budget
from loim.trainings.actions.mentoring.letters import tell_of_log
from loim.trainings.logic.mentoring import budget as rules
from loim.trainings.models import Mentoring, MentoringState
from loim.trainings.queries.cohort.who import Reader


class NotYetHeld(Refusal):
    message = _("This meeting is still to come. Log it when it has begun, or move it first.")


class MinutesMissing(Refusal):
    message = _("Write how many minutes it took, from 1 to 480.")


def log_mentoring(
    *,
    mentoring: Mentoring,
    minutes: int,
    notes: str = "",
    came: bool = True,
    by: Reader,
    now: datetime,
) -> Mentoring:
    """It was held and took `minutes`; not `came`: the mentor waited for the team, and the hours
    are spent all the same. A log can be put right.

    More than was booked is taken from what the team has left. Refused: NotEnoughLeft,
    NotYetHeld, MinutesMissing, MeetingChanged; PermissionDenied for others than this mentor and
    the organiser.
    """
    if not 1 <= minutes <= rules.LONGEST:
        raise MinutesMissing
    if mentoring.team_id != by.team.pk or not may_log(by, mentoring):
        raise PermissionDenied
    after = MentoringState.HELD if came else MentoringState.MISSED
    with transaction.atomic():
        team = hold_team(by)
        row = Mentoring.objects.select_related("mentor__user").get(pk=mentoring.pk)
        row.team = team
        if not rules.leads_to(row.state, after):
            raise MeetingChanged
        if row.start_at > now:
            raise NotYetHeld
        check_budget(team, minutes, before=row.minutes)
        is_first = row.state == MentoringState.BOOKED
        row.state, row.minutes, row.notes = after, minutes, notes.strip()
        row.save(update_fields=["state", "minutes", "notes"])
        if is_first:
            tell_of_log(row)
    return row


def may_log(by: Reader, mentoring: Mentoring) -> bool:
    return by.is_organiser or (by.mentor is not None and by.mentor.pk == mentoring.mentor_id)
