"""What was said and decided at a meeting, kept as it was approved."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from loim.networks.models.meeting import Meeting, kept_with_minutes
from loim.networks.models.member import Member
from loim.networks.models.seat import Mandate
from loim.people.models import User


@pghistory.track(model_name="MinutesItemHistory")
class MinutesItem(models.Model):
    """A point of the agenda, and what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("what was said"), blank=True)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="minutes_item_in_one_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        triggers = [kept_with_minutes("item_kept_with_minutes", may_empty="written_by_id")]

    def __str__(self) -> str:
        return self.title


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")
    DISCUSSED = "discussed", _("discussed, no decision")


class Voting(models.TextChoices):
    CONSENSUS = "consensus", _("without a vote: nobody objected")
    COUNTED = "counted", _("votes were counted")
    NAMED = "named", _("votes by name")


_VOTES = sum(
    (Coalesce(F(name), 0) for name in ("votes_against", "votes_abstained")),
    Coalesce(F("votes_for"), 0),
)


@pghistory.track(model_name="MeetingDecisionHistory")
class MeetingDecision(models.Model):
    """`number` within the meeting. `voters_present` and `is_quorate` as they were when it was
    written down. What was only discussed may go on to a later meeting: `is_carried` says that it
    should, `carried_to` where it went.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(MinutesItem, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    wording = models.TextField(_("wording"))
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices)
    voting = models.CharField(
        _("how it was decided"), max_length=9, choices=Voting.choices, default=Voting.CONSENSUS
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    voters_present = models.PositiveSmallIntegerField()
    is_quorate = models.BooleanField()
    is_carried = models.BooleanField(default=False)
    carried_to = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="carried_here"
    )
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="meeting_decision_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["submission"], name="meeting_decision_once_per_submission"
            ),
            models.CheckConstraint(
                name="meeting_decision_needs_quorum",
                condition=Q(is_quorate=True) | Q(outcome="discussed"),
            ),
            models.CheckConstraint(
                name="meeting_decision_votes_of_those_present",
                condition=Q(voters_present__gte=_VOTES),
            ),
            models.CheckConstraint(
                name="meeting_decision_votes_where_counted",
                condition=Q(votes_for=None, votes_against=None, votes_abstained=None)
                | ~Q(outcome="discussed") & ~Q(voting="consensus"),
            ),
            models.CheckConstraint(
                name="meeting_decision_carried_if_open",
                condition=Q(outcome="discussed") | Q(is_carried=False, carried_to=None),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="decision_kept_with_minutes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("of_meeting", "bigint")],
                func="""
                    -- What was left open may go on to a later meeting, and accounts go.
                    IF TG_OP = 'UPDATE' AND
                        to_jsonb(NEW) - '{is_carried,carried_to_id,written_by_id}'::text[]
                        = to_jsonb(OLD) - '{is_carried,carried_to_id,written_by_id}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        of_meeting := OLD.meeting_id;
                    ELSE
                        of_meeting := NEW.meeting_id;
                    END IF;
                    IF EXISTS (SELECT FROM networks_meeting m
                               WHERE m.id = of_meeting AND m.state = 'approved') THEN
                        RAISE EXCEPTION 'minutes of meeting % are approved', of_meeting
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'decision_kept_with_minutes';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.wording[:80]


class Choice(models.TextChoices):
    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAINED = "abstained", _("abstained")


class Vote(models.Model):
    """How a member voted, by which mandate (None in a network without seats).

    A trigger refuses one whose membership or mandate is not in force on the day of the meeting.
    `member` is emptied when the time for names is over.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="votes")
    decision = models.ForeignKey(MeetingDecision, models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="votes")
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="votes")
    choice = models.CharField(max_length=9, choices=Choice.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "member"], name="network_vote_once_for_a_decision"
            ),
            models.CheckConstraint(
                name="network_vote_known", condition=Q(choice__in=["for", "against", "abstained"])
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="vote_by_a_mandate_in_force",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM networks_meeting m
                        JOIN events_event e ON e.id = m.event_id
                        JOIN networks_member p ON p.id = NEW.member_id
                                              AND p.network_id = m.network_id
                        JOIN networks_meetingdecision d ON d.id = NEW.decision_id
                                                       AND d.meeting_id = m.id
                        WHERE m.id = NEW.meeting_id
                          AND p.start_date <= e.start_date
                          AND (p.end_date IS NULL OR p.end_date >= e.start_date)
                          AND (NEW.mandate_id IS NULL OR EXISTS (
                              SELECT FROM networks_mandate t
                              WHERE t.id = NEW.mandate_id AND t.member_id = p.id
                                AND t.start_date <= e.start_date
                                AND (t.end_date IS NULL OR t.end_date >= e.start_date)))
                    ) THEN
                        RAISE EXCEPTION 'member % may not vote that day', NEW.member_id
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'vote_by_a_mandate_in_force';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="vote_kept_with_minutes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("of_meeting", "bigint")],
                func="""
                    IF TG_OP = 'UPDATE'
                        AND (NEW.member_id IS NULL OR NEW.member_id = OLD.member_id)
                        AND (NEW.mandate_id IS NULL OR NEW.mandate_id = OLD.mandate_id)
                        AND to_jsonb(NEW) - '{member_id,mandate_id}'::text[]
                            = to_jsonb(OLD) - '{member_id,mandate_id}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        of_meeting := OLD.meeting_id;
                    ELSE
                        of_meeting := NEW.meeting_id;
                    END IF;
                    IF EXISTS (SELECT FROM networks_meeting m
                               WHERE m.id = of_meeting AND m.state = 'approved') THEN
                        RAISE EXCEPTION 'minutes of meeting % are approved', of_meeting
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'vote_kept_with_minutes';
                    END IF;
                    IF TG_OP = 'DELETE' THEN
                        RETURN OLD;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.choice}"


class MinutesAddition(models.Model):
    """Puts approved minutes right; what was approved stays beside it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], name="minutes_addition_once_per_submission"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="minutes_addition_stays", fields=["meeting", "text", "added_at"]
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
