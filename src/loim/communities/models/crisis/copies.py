"""Who holds a copy on paper, and who from elsewhere has opened the plan."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.communities.models.crisis.plan import CrisisPlan
from loim.communities.models.crisis.version import CrisisVersion
from loim.people.models import Organisation, User


@pghistory.track(model_name="PlanCopyHistory", exclude=["given_to"])
class PlanCopy(models.Model):
    """Numbered through the whole plan. One of an older version is to be brought back."""

    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="copies")
    version = models.ForeignKey(CrisisVersion, models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField(_("copy number"))
    given_to = models.CharField(_("given to"), max_length=150, blank=True)
    given_date = models.DateField(_("given on"))
    returned_date = models.DateField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="crisis_copy_number_once"),
            models.CheckConstraint(
                name="crisis_copy_comes_back_later",
                condition=Q(returned_date=None) | Q(returned_date__gte=F("given_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.number}"


class OpeningWay(models.TextChoices):
    PAGE = "page", pgettext_lazy("opened as", "page")
    PAPER = "paper", pgettext_lazy("opened as", "paper")
    FILE = "file", pgettext_lazy("opened as", "file")


class PlanOpening(models.Model):
    """Somebody who does not keep the plan has read it: the community sees who and when."""

    version = models.ForeignKey(CrisisVersion, models.PROTECT, related_name="openings")
    person = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=5, choices=OpeningWay.choices)
    with_phones = models.BooleanField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["version", "-opened_at"], name="crisis_openings_in_order")]
