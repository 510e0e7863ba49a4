"""Proposals: somebody owns them, answers by a date, and says what came of them."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.ideas.logic.proposal_states import ANSWERED, ENDED, ProposalState
from loim.ideas.models.idea import Idea
from loim.ideas.models.strategy import Strategy
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

PROPOSALS = "proposals"  # the measure source that this table feeds


class ProposalStatus(models.TextChoices):
    SENT = ProposalState.SENT.value, _("waits for an answer")
    ACCEPTED = ProposalState.ACCEPTED.value, _("accepted")
    PARTLY = ProposalState.PARTLY.value, _("accepted in part")
    REJECTED = ProposalState.REJECTED.value, _("not accepted")
    UNDER_WAY = ProposalState.UNDER_WAY.value, _("under way")
    DONE = ProposalState.DONE.value, _("done")
    DROPPED = ProposalState.DROPPED.value, _("given up")
    WITHDRAWN = ProposalState.WITHDRAWN.value, _("withdrawn")


@pghistory.track(model_name="ProposalHistory")
class Proposal(Translated):
    """`made_by` proposes to `owner`, who answers in public by `answer_by`.

    `activity` is what it does for a programme's plan. `answer` and `outcome` are the owner's
    latest words; `steps` keep those before. `answered_at` is when they answered first. What it
    comes from is told by its ideas; other modules link what they base one on.
    """

    translated_fields = ("title", "description", "answer", "outcome")

    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what is proposed and why"))
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    made_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="proposals_made", verbose_name=_("made by")
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="proposals_owned", verbose_name=_("owner")
    )
    # Who at the owner's is asked first; the whole organisation may answer.
    owner_email = models.EmailField(_("e-mail of the owner"), max_length=254, blank=True)
    ideas = models.ManyToManyField(Idea, blank=True, related_name="proposals")
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("strategy that it feeds"),
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("activity of the plan"),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.SENT
    )
    sent_date = models.DateField(_("sent"))
    answer_by = models.DateField(_("answer by"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.TextField(_("outcome"), blank=True)
    ended_date = models.DateField(_("ended"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_status_known", condition=Q(status__in=ProposalStatus.values)
            ),
            models.CheckConstraint(
                name="proposal_answer_after_sending",
                condition=Q(answer_by__gte=F("sent_date")),
            ),
            models.CheckConstraint(
                name="proposal_answered_in_words",
                condition=~Q(status__in=sorted(ANSWERED))
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="proposal_ended_with_outcome",
                condition=(Q(status__in=sorted(ENDED), ended_date__isnull=False) & ~Q(outcome=""))
                | (~Q(status__in=sorted(ENDED)) & Q(ended_date=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "answer_by"], name="proposal_by_owner"),
            models.Index(fields=["sent_date", "id"], name="proposal_by_date"),
        ]
        triggers = dated_record_triggers(
            source=PROPOSALS,
            programme_of="(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)",
            start="r.sent_date",
            # Its steps are counted on their own days: those alone hold it to its activity.
            end="coalesce((SELECT max(s.date) FROM ideas_proposalstep AS s"
            " WHERE s.proposal_id = r.id), r.sent_date)",
            counted=["activity_id"],
        )

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


@pghistory.track(model_name="MilestoneHistory")
class Milestone(Translated):
    translated_fields = ("title", "note")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due_date = models.DateField(_("by"))
    done_date = models.DateField(_("done"), null=True, blank=True)
    dropped_date = models.DateField(_("given up"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="milestone_done_or_given_up",
                condition=Q(done_date=None) | Q(dropped_date=None),
            )
        ]
        indexes = [models.Index(fields=["proposal", "due_date"], name="milestone_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.proposal.language


class StepKind(models.TextChoices):
    STATUS = "status", _("status")
    DATE_MOVED = "date_moved", _("date of the answer moved")
    MILESTONE_ADDED = "milestone_added", _("milestone added")
    MILESTONE_MOVED = "milestone_moved", _("milestone moved")
    MILESTONE_DONE = "milestone_done", _("milestone reached")
    MILESTONE_DROPPED = "milestone_dropped", _("milestone given up")


class ProposalStep(Translated):
    """One step of a proposal: together they are its public story.

    Where the status changed, `note` is what the owner said with it: the proposal's own status,
    answer and outcome are those of its latest steps. `date` is the day on which it happened and
    counts. `values` has the days that a date or a milestone was moved from and to. Who took it
    is not shown. `told_at`: when those behind the ideas were told.
    """

    translated_fields = ("note",)

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices, default=StepKind.STATUS)
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    date = models.DateField()
    note = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    values = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_step_known",
                condition=Q(kind__in=StepKind.values, after__in=ProposalStatus.values),
            ),
            models.CheckConstraint(
                name="proposal_step_of_status_changes_it",
                # Other words for the same answer are a step, too.
                condition=Q(kind="status") & (~Q(before=F("after")) | Q(after__in=sorted(ANSWERED)))
                | ~Q(kind="status") & Q(before=F("after")),
            ),
            models.CheckConstraint(
                name="proposal_step_of_milestone_names_it",
                condition=Q(kind__in=["status", "date_moved"], milestone=None)
                | Q(kind__startswith="milestone", milestone__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "at"], name="proposal_step_in_order"),
            models.Index(fields=["at"], condition=Q(told_at=None), name="proposal_step_untold"),
        ]
        triggers = [
            *dated_record_triggers(
                source=PROPOSALS,
                programme_of="(SELECT a.programme_id FROM ideas_proposal AS p"
                " JOIN programmes_activity AS a ON a.id = p.activity_id"
                " WHERE p.id = r.proposal_id)",
                start="r.date",
                end="r.date",
                counted=["proposal_id", "after"],
            ),
            pgtrigger.Trigger(
                name="proposal_step_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    -- Erasing a person may empty who took it; that it was told may be noted.
                    IF to_jsonb(NEW) - '{by_id,told_at}'::text[]
                        = to_jsonb(OLD) - '{by_id,told_at}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'step % is final', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_step_is_final';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def source_language(self) -> str:
        return self.language
