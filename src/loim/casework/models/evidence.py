"""What a proposal stands on, and whether it helped: published figures, never records.

The proposal itself is `ideas.Proposal`; these say which figure it began with and which change of a
service came of it. Everybody may read them, as the proposal.
"""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.casework.logic.statistics.hiding import THRESHOLD
from loim.casework.models.guarded import Guarded
from loim.casework.models.statistics import Dimension, FigurePeriod
from loim.ideas.models import Proposal
from loim.services.models import Service, ServiceChange


class ProposalEvidence(Guarded):
    """The figure as it was when the proposal was made; `strength` is what was computed of it
    (logic.statistics.rises), empty where it was no rise."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="evidence")
    dimension = models.CharField(max_length=12, choices=Dimension)
    category = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=7, choices=FigurePeriod)
    start_date = models.DateField()
    value = models.PositiveIntegerField()
    strength = models.JSONField(default=dict)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_evidence_not_small", condition=Q(value__gte=THRESHOLD)
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="casework_evidence_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    -- Erasing a person may empty who attached it.
                    IF to_jsonb(NEW) - 'attached_by_id' = to_jsonb(OLD) - 'attached_by_id' THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'evidence % is final', OLD.id USING
                        ERRCODE = 'check_violation', CONSTRAINT = 'casework_evidence_is_final';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.dimension} {self.category}"


@pghistory.track(model_name="WatchHistory")
class Watch(Guarded):
    """The figure of a proposal goes on being watched; `changed_on` is the day since which the
    service is another one."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="watch")
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("service")
    )
    change = models.ForeignKey(
        ServiceChange, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_on = models.DateField(_("day of the change"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_watch_change_of_a_service",
                condition=Q(service=None, change=None, changed_on=None) | Q(service__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.service_id}"
