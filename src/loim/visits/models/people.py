"""Who goes where: groups, and people who are named for one leg."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from loim.events.models import Participant
from loim.visits.models.leg import Group, Leg
from loim.visits.models.visit import Visit


@pghistory.track(model_name="GroupMemberHistory")
class GroupMember(models.Model):
    """Somebody is in one group of a visit at most, so two groups never share anybody."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "participant"], name="in_one_group_of_a_visit")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="group_member_of_the_visit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM visits_group g
                        JOIN visits_visit v ON v.id = g.visit_id
                        JOIN events_participant p ON p.event_id = v.event_id
                        WHERE g.id = NEW.group_id AND v.id = NEW.visit_id
                          AND p.id = NEW.participant_id
                    ) THEN
                        RAISE EXCEPTION 'participant % is not of this visit', NEW.participant_id
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'group_member_of_the_visit';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.group_id}"


@pghistory.track(model_name="GoingHistory")
class Going(models.Model):
    """Somebody is named for a leg. Nobody is named for two that overlap, whoever writes it.

    `during` is the leg's time, written by triggers; empty while the leg is cancelled.
    """

    leg = models.ForeignKey(Leg, models.CASCADE, related_name="named")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    during = DateTimeRangeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leg", "participant"], name="going_once"),
            ExclusionConstraint(
                name="nobody_in_two_places",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="going_at_a_time", condition=models.Q(during__isnull=False)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="going_when_the_leg_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    SELECT CASE WHEN l.answer = 'cancelled' THEN 'empty'::tstzrange
                                ELSE tstzrange(l.start_at, l.end_at) END
                    INTO NEW.during
                    FROM visits_leg l
                    JOIN visits_visit v ON v.id = l.visit_id
                    JOIN events_participant p ON p.event_id = v.event_id
                    WHERE l.id = NEW.leg_id AND p.id = NEW.participant_id
                    -- A leg that is being moved now is waited for.
                    FOR SHARE OF l;
                    IF NEW.during IS NULL THEN
                        RAISE EXCEPTION 'participant % is not of this visit', NEW.participant_id
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'going_when_the_leg_is';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} to {self.leg_id}"
