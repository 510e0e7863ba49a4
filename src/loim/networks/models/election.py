"""How somebody was elected to a seat: who stood, and with how many votes."""

from uuid import uuid4

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.networks.models.member import Member
from loim.networks.models.seat import Mandate, Seat
from loim.people.models import User


@pghistory.track(model_name="ElectionHistory")
class Election(models.Model):
    """The mandate keeps the decision; `tie_words` how a tie was decided, if there was one."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="elections")
    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="election")
    submission = models.UUIDField(default=uuid4, unique=True, editable=False)
    held_date = models.DateField(_("day of the election"))
    tie_words = models.CharField(_("how the tie was decided"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seat}, {self.held_date}"


@pghistory.track(model_name="CandidateHistory")
class Candidate(models.Model):
    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="candidacies")
    votes = models.PositiveIntegerField(_("votes"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "member"], name="network_candidate_stands_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.member)
