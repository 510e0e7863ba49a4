"""What a municipality has given to a community, or to an area without one, and its visits there."""

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.communities.models.area import Area
from loim.communities.models.community import Community
from loim.events.models import Event
from loim.people.models import Organisation, User


class SupportKind(models.TextChoices):
    TRAINING = "training", _("training")
    MONEY = "money", _("money")
    MENTORING = "mentoring", _("mentoring")
    ADVICE = "advice", _("advice")
    ROOM = "room", pgettext_lazy("support", "room")
    VISIT = "visit", _("visit")


@pghistory.track(model_name="SupportHistory")
class Support(models.Model):
    """`giver` is the municipality whose record it is; nobody else reads it. To a community or to
    an area without one."""

    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="support_given")
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="support",
        verbose_name=_("community"),
    )  # fmt: skip
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="support",
        verbose_name=_("area without a community"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=10, choices=SupportKind.choices)
    date = models.DateField(_("day"))
    euros = models.DecimalField(
        _("sum, euros"), max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    hours = models.DecimalField(
        _("hours"), max_digits=6, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    given_by = models.CharField(pgettext_lazy("support", "by whom"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_is_for_somebody",
                condition=Q(community__isnull=False, area=None)
                | Q(community=None, area__isnull=False),
            ),
            models.CheckConstraint(
                name="support_is_not_less_than_nothing",
                condition=(Q(euros=None) | Q(euros__gte=0)) & (Q(hours=None) | Q(hours__gte=0)),
            ),
        ]
        indexes = [models.Index(fields=["giver", "-date"], name="support_of_giver")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"
