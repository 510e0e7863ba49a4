"""The organiser says who mentors: people with an account, or invited to make one."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.cohort.checking import refuse_over
from loim.trainings.actions.cohort.letters import write_to_people
from loim.trainings.models import Mentor
from loim.trainings.permissions import may_change_training


class MentorHasMeetings(Refusal):
    message = _(
        "This mentor has meetings with teams, so they stay on the list. Say that they cannot be"
        " booked any more instead."
    )


class MentorAlready(Refusal):
    message = _("%(name)s is a mentor of this training already.")


def save_mentor(*, mentor: Mentor, by: User, now: datetime) -> Mentor:
    """`mentor` as it is wanted; a new one is told. Refused: MentorAlready, NotRunning."""
    if not may_change_training(by, mentor.training):
        raise PermissionDenied
    refuse_over(mentor.training)
    is_new = mentor.pk is None
    with transaction.atomic():
        others = Mentor.objects.select_for_update().filter(
            training=mentor.training, user=mentor.user
        )
        if others.exclude(pk=mentor.pk).exists():
            raise MentorAlready(name=mentor.name)
        mentor.save()
        if is_new:
            training = mentor.training
            write_to_people(
                [mentor.user],
                "trainings_mentor_added",
                lambda language: {"training": training.text("title", language)},
                "mentor-work",
            )
    return mentor


def remove_mentor(*, mentor: Mentor, by: User) -> None:
    """Raises MentorHasMeetings."""
    if not may_change_training(by, mentor.training):
        raise PermissionDenied
    with transaction.atomic():
        Mentor.objects.select_for_update().get(pk=mentor.pk)
        if mentor.mentorings.exists():
            raise MentorHasMeetings
        mentor.delete()
