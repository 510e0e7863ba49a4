"""Who mentors, and how a team's hours are booked and spent: never more than there are."""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation, User
from loim.trainings.models.team import Team, TeamMember
from loim.trainings.models.training import Training


@pghistory.track(model_name="MentorHistory")
class Mentor(models.Model):
    """Who mentors in a training: an account, so that they log their own hours.

    `is_trainer`: reads and answers what every team hands in, and not their own teams' alone.
    Personal data: name and e-mail, shown to the cohort. `submission` makes the secret of the
    calendar's address (`loim.common.own_keys`).
    """

    training = models.ForeignKey(Training, models.CASCADE, related_name="mentors")
    user = models.ForeignKey(User, models.PROTECT, related_name="mentored_trainings")
    name = models.CharField(_("name"), max_length=150)
    fields = models.CharField(_("what they help with"), max_length=300, blank=True)
    languages = models.CharField(_("languages"), max_length=50, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_trainer = models.BooleanField(_("reads the work of all teams"), default=False)
    is_active = models.BooleanField(_("can be booked"), default=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "user"], name="mentor_once_per_training")
        ]

    def __str__(self) -> str:
        return self.name


class MentoringState(models.TextChoices):
    BOOKED = "booked", _("booked")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
    MISSED = "missed", _("the team did not come")


class MomentRange(Func):
    """Half open: one that begins when another ends does not overlap it."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


# What uses up a team's hours: booked ones hold them, held and missed ones spent them.
SPENDING = ("booked", "held", "missed")


@pghistory.track(model_name="MentoringHistory")
class Mentoring(models.Model):
    """`minutes` are those booked, and once it is over those that were spent; `end_at` follows
    from them by a trigger. Nobody has two bookings at the same time.

    A trigger keeps the sum of a team within the training's `mentoring_minutes`; whoever books
    holds the team's row first, so that two bookings at once do not both look free.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="mentorings")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="mentorings")
    start_at = models.DateTimeField(_("begins"))
    end_at = models.DateTimeField(editable=False)
    minutes = models.PositiveIntegerField(_("minutes"))
    state = models.CharField(
        max_length=10, choices=MentoringState.choices, default=MentoringState.BOOKED
    )
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    notes = models.TextField(_("what was agreed"), blank=True)
    state_note = models.CharField(_("reason"), max_length=300, blank=True)
    booked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    booked_by_member = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)  # of its calendar entry (RFC 5545)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mentoring_takes_time", condition=Q(minutes__gte=1)),
            models.CheckConstraint(
                name="mentoring_state_known", condition=Q(state__in=MentoringState.values)
            ),
            models.CheckConstraint(
                name="mentoring_cancelled_for_a_reason",
                condition=~Q(state="cancelled") | ~Q(state_note=""),
            ),
            ExclusionConstraint(
                name="mentor_in_one_place",
                expressions=[
                    ("mentor", RangeOperators.EQUAL),
                    (MomentRange("start_at", "end_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="booked"),
            ),
            ExclusionConstraint(
                name="team_in_one_mentoring",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    (MomentRange("start_at", "end_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="booked"),
            ),
        ]
        indexes = [
            models.Index(fields=["team", "start_at"], name="mentoring_of_team"),
            models.Index(fields=["mentor", "start_at"], name="mentoring_of_mentor"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="mentoring_ends",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.end_at := NEW.start_at + make_interval(mins => NEW.minutes);
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="mentoring_within_budget",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("minutes", "state", "team_id"),  # type: ignore[no-untyped-call]  # pgtrigger's own
                func="""
                    IF NEW.state = 'cancelled' THEN
                        RETURN NULL;
                    END IF;
                    PERFORM 1 FROM trainings_team WHERE id = NEW.team_id FOR NO KEY UPDATE;
                    IF (SELECT sum(minutes) FROM trainings_mentoring
                        WHERE team_id = NEW.team_id AND state IN ('booked', 'held', 'missed'))
                        > (SELECT mentoring_minutes FROM trainings_training t
                           JOIN trainings_call c ON c.training_id = t.id
                           JOIN trainings_team m ON m.call_id = c.id WHERE m.id = NEW.team_id)
                    THEN
                        RAISE EXCEPTION 'team % has no more mentoring', NEW.team_id
                            USING ERRCODE = 'check_violation',
                                CONSTRAINT = 'mentoring_within_budget';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.start_at}, {self.minutes}"


# Whoever lowers what each team may use cannot take back what a team has used already.
pgtrigger.register(
    pgtrigger.Trigger(
        name="mentoring_budget_covers_what_is_used",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("mentoring_minutes"),  # type: ignore[no-untyped-call]  # pgtrigger's own
        func="""
            IF EXISTS (
                SELECT 1 FROM trainings_mentoring g
                JOIN trainings_team m ON m.id = g.team_id
                JOIN trainings_call c ON c.id = m.call_id
                WHERE c.training_id = NEW.id AND g.state IN ('booked', 'held', 'missed')
                GROUP BY g.team_id HAVING sum(g.minutes) > NEW.mentoring_minutes
            ) THEN
                RAISE EXCEPTION 'a team of training % has used more mentoring', NEW.id
                    USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'mentoring_budget_covers_what_is_used';
            END IF;
            RETURN NULL;
        """,
    )
)(Training)
