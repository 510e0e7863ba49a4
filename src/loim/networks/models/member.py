"""Who belongs to a network: an organisation, a person, or a person for an organisation."""

from datetime import date
from typing import Self
from uuid import uuid4

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models.parties import Party
from loim.networks.models.member_guards import LASTS_AS_LONG_AS_ITS_MANDATES, STAYS_COMPATIBLE
from loim.networks.models.network import Network
from loim.people.models import Organisation, User
from loim.people.models.membership import DateRangeOf


class MemberRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")


# Roles to which somebody is chosen for a time.
OFFICES = frozenset({MemberRole.CHAIR, MemberRole.DEPUTY, MemberRole.SECRETARY})
FORGOTTEN = "—"  # the name of somebody whose data was erased


class MemberQuerySet(models.QuerySet["Member"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(end_date=None) | Q(end_date__gte=day), start_date__lte=day)


@pghistory.track(model_name="MemberHistory")
class Member(models.Model):
    """Personal data: `name`, `email`, `phone`, shown to other members only while
    `listed_consent_at` stands, and to those who keep the network.

    An organisation without a person is a member as an organisation. `user` is the account of
    the person, where there is one. `language` is the one that letters are written in.

    An office (chair, ...) may have days of its own, within the membership; before and after them
    they are a member like others: `role_on`. `uuid` makes a form sent twice one member, and the
    secret of the link by which they consent; `key_hash` is kept of that.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    uuid = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    key_hash = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="network_memberships",
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="network_memberships"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    role = models.CharField(
        _("role"), max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER
    )
    party = models.CharField(_("party"), max_length=12, choices=Party.choices, blank=True)
    role_start_date = models.DateField(_("role from"), null=True, blank=True)
    role_end_date = models.DateField(_("role until"), null=True, blank=True)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    listed_consent_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_member_is_somebody",
                condition=Q(organisation__isnull=False) | Q(user__isnull=False) | ~Q(name=""),
            ),
            models.CheckConstraint(
                name="network_member_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            ExclusionConstraint(
                name="network_organisation_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(name="", user=None),
            ),
            ExclusionConstraint(
                name="network_account_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(user__isnull=False),
            ),
            ExclusionConstraint(
                name="network_address_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    (Lower("email"), RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(email=""),
            ),
            ExclusionConstraint(
                name="network_has_one_chair",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    (
                        DateRangeOf(
                            Coalesce("role_start_date", "start_date"),
                            Coalesce("role_end_date", "end_date"),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(role=MemberRole.CHAIR),
            ),
            models.CheckConstraint(
                name="network_role_within_membership",
                condition=(
                    Q(role_start_date=None)
                    | Q(role_start_date__gte=F("start_date"), role__in=sorted(OFFICES))
                )
                & (
                    Q(role_end_date=None)
                    | Q(role_end_date__gte=F("start_date"), role__in=sorted(OFFICES))
                    & (Q(end_date=None) | Q(role_end_date__lte=F("end_date")))
                )
                & (
                    Q(role_start_date=None)
                    | Q(role_end_date=None)
                    | Q(role_start_date__lte=F("role_end_date"))
                )
                & (
                    Q(role_start_date=None)
                    | Q(end_date=None)
                    | Q(role_start_date__lte=F("end_date"))
                ),
            ),
            models.UniqueConstraint(
                fields=["key_hash"], condition=~Q(key_hash=""), name="network_member_by_link"
            ),
        ]
        indexes = [models.Index(Lower("email"), name="network_member_by_address")]
        triggers = (LASTS_AS_LONG_AS_ITS_MANDATES, STAYS_COMPATIBLE)

    def __str__(self) -> str:
        if self.name == FORGOTTEN:
            return str(_("former member"))
        return self.name or str(self.organisation or self.user or "")

    @property
    def is_organisation(self) -> bool:
        """Belongs to the network as an organisation, without a person of its own."""
        return not self.name and self.user_id is None

    def role_on(self, day: date) -> MemberRole:
        role = MemberRole(self.role)
        is_over = self.role_end_date is not None and self.role_end_date < day
        is_to_come = self.role_start_date is not None and self.role_start_date > day
        return MemberRole.MEMBER if role in OFFICES and (is_over or is_to_come) else role
