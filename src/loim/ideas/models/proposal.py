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
    words. What it comes from is told by its ideas; other modules link what they base one on.
    """

    translated_fields = ("title", "text", "answer", "outcome")

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is proposed and why"))
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
            end="r.sent_date",
            counted=["activity_id", "status"],
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
    note = models.TextField(_("note"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["proposal", "due_date"], name="milestone_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.proposal.language


class ProposalStep(models.Model):
    """One change of a proposal's status: its public story."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["proposal", "at"], name="proposal_step_in_order")]
        triggers = [
            pgtrigger.Trigger(
                name="proposal_step_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    -- Erasing a person may empty who took it.
                    IF to_jsonb(NEW) - 'by_id' = to_jsonb(OLD) - 'by_id' THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'step % is final', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_step_is_final';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
