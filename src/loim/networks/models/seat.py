"""Seats of a network and who holds them when: a seat has one holder at a time."""

from datetime import date
from typing import Self
from uuid import uuid4

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.events.models.parties import Party
from loim.networks.models.mandate_guards import (
    LASTS_AS_LONG_AS_ITS_MANDATES,
    NO_INCOMPATIBLE_MANDATE,
    WITHIN_SEAT_AND_MEMBERSHIP,
)
from loim.networks.models.member import Member
from loim.networks.models.network import Network
from loim.people.models import Organisation, User
from loim.people.models.membership import DateRangeOf


class Filling(models.TextChoices):
    """How a vacant seat is filled."""

    ELECTION = "election", _("election")
    NOMINATION = "nomination", _("nomination")
    DRAW = "draw", _("draw")


class Ending(models.TextChoices):
    """Why a mandate ended before its term."""

    RESIGNED = "resigned", _("resigned")
    RECALLED = "recalled", _("recalled")
    LEFT = "left", _("left the network")
    SEAT_CLOSED = "seat_closed", _("the seat was closed")
    OTHER = "other", _("another reason")


class SeatQuerySet(models.QuerySet["Seat"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(end_date=None) | Q(end_date__gte=day), start_date__lte=day)


@pghistory.track(model_name="SeatHistory")
class Seat(Translated):
    """`organisation`: who nominates to it, or for whom it is kept. `title`: 'Chair of the youth council'."""

    translated_fields = ("title",)

    network = models.ForeignKey(Network, models.CASCADE, related_name="seats")
    uuid = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    title = models.CharField(_("seat"), max_length=200)
    party = models.CharField(_("party"), max_length=12, choices=Party.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("organisation"),
    )
    filling = models.CharField(
        _("filled by"), max_length=12, choices=Filling.choices, default=Filling.NOMINATION
    )
    position = models.PositiveSmallIntegerField(default=0)
    start_date = models.DateField(_("exists since"))
    end_date = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_seat_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
        ]
        triggers = (LASTS_AS_LONG_AS_ITS_MANDATES,)

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.network.language


class MandateQuerySet(models.QuerySet["Mandate"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(end_date=None) | Q(end_date__gte=day), start_date__lte=day)


@pghistory.track(model_name="MandateHistory")
class Mandate(models.Model):
    """A member's term in a seat. `end_date` is its last day: the day after, nobody votes by it.

    `filled_by` and `note` say how they came to it; `ending` and `ended_reason` why it ended before
    its term.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="mandates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="mandates")
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    filled_by = models.CharField(_("filled by"), max_length=12, choices=Filling.choices)
    note = models.CharField(_("decision"), max_length=300, blank=True)
    ending = models.CharField(
        _("how it ended"), max_length=12, choices=Ending.choices, blank=True, db_default=""
    )
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_mandate_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            ExclusionConstraint(
                name="network_seat_has_one_holder",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="network_member_has_one_seat",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = (WITHIN_SEAT_AND_MEMBERSHIP, NO_INCOMPATIBLE_MANDATE)

    def __str__(self) -> str:
        return f"{self.member}, {self.seat}"
