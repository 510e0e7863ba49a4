"""A meeting of a network: an ordinary event, with what the network knows about it; who was there."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Event
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models.member import Member
from loim.networks.models.network import Network
from loim.people.models import User


class ApprovedBy(models.TextChoices):
    CHAIR = "chair", _("by the chair")
    MEETING = "meeting", _("by a later meeting")


class MeetingHabits(models.Model):
    """What is usual at a network's meetings. `votes_are_public`: everybody reads who voted how."""

    network = models.OneToOneField(Network, models.CASCADE, related_name="meeting_habits")
    usual_agenda = models.TextField(_("usual agenda"), blank=True)
    votes_are_public = models.BooleanField(_("everybody may read who voted how"), default=False)

    def __str__(self) -> str:
        return str(self.network)


@pghistory.track(model_name="MeetingHistory")
class Meeting(models.Model):
    """Time, place, agenda, papers, registration and attendance are the event's own.

    `number` counts the network's meetings. `language` is the one that the minutes are written in.
    `entitled`, `present` and `needed` are voters as they were when the minutes were approved.
    The link that members without an account read the minutes by is made of `seed`.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="meetings")
    event = models.OneToOneField(Event, models.PROTECT, related_name="network_meeting")
    number = models.PositiveIntegerField()
    is_county_wide = models.BooleanField(_("for the whole county"), default=False)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in MinutesState],
        default=MinutesState.NONE.value,
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_how = models.CharField(max_length=7, choices=ApprovedBy.choices, blank=True)
    approved_meeting = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    entitled = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    needed = models.PositiveIntegerField(null=True, blank=True)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "number"], name="network_meeting_numbered_once"
            ),
            models.CheckConstraint(
                name="network_meeting_approved_at_some_time",
                condition=Q(state="approved", approved_at__isnull=False, entitled__isnull=False,
                            present__isnull=False, needed__isnull=False)
                | (Q(state__in=["none", "draft"]) & Q(approved_at=None, approved_how="")),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="approved_minutes_stay_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="approved"),
                func="""
                    -- Accounts go: who approved it may be emptied.
                    IF to_jsonb(NEW) - '{approved_by_id,recorded_by_id,approved_meeting_id}'::text[]
                        = to_jsonb(OLD)
                          - '{approved_by_id,recorded_by_id,approved_meeting_id}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'minutes of meeting % are approved', OLD.id
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'approved_minutes_stay_approved';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.network}, {self.number}"


def kept_with_minutes(name: str, *, may_empty: str = "") -> pgtrigger.Trigger:
    """Rows of approved minutes stay as they are; `may_empty` is the column that erasing people
    empties."""
    emptied = ""
    if may_empty:
        emptied = f"""
            IF TG_OP = 'UPDATE' AND NEW.{may_empty} IS NULL
                AND to_jsonb(NEW) - '{may_empty}' = to_jsonb(OLD) - '{may_empty}' THEN
                RETURN NEW;
            END IF;
        """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("of_meeting", "bigint")],
        func=f"""
            {emptied}
            IF TG_OP = 'DELETE' THEN
                of_meeting := OLD.meeting_id;
            ELSE
                of_meeting := NEW.meeting_id;
            END IF;
            IF EXISTS (SELECT FROM networks_meeting m
                       WHERE m.id = of_meeting AND m.state = 'approved') THEN
                RAISE EXCEPTION 'minutes of meeting % are approved', of_meeting
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        """,
    )


class PresenceState(models.TextChoices):
    PRESENT = "present", _("was there")
    EXCUSED = "excused", _("could not come")
    ABSENT = "absent", _("was not there")


class Presence(models.Model):
    """Whether a member was there. Where not `is_by_hand`, check-in says it (`queries/presence`).

    `member` is emptied when the time for names is over: numbers stay.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="presences")
    state = models.CharField(max_length=8, choices=PresenceState.choices)
    is_by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], name="network_presence_once_at_a_meeting"
            ),
            models.CheckConstraint(
                name="network_presence_state_known",
                condition=Q(state__in=["present", "excused", "absent"]),
            ),
        ]
        triggers = [kept_with_minutes("presence_kept_with_minutes", may_empty="member_id")]

    def __str__(self) -> str:
        return f"{self.member}: {self.state}"
