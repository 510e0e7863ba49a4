"""Somebody who applies to a body, without an account."""

import uuid
from fractions import Fraction

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.models.parties import Party
from loim.networks.logic.bodies.applicant_states import ApplicantState
from loim.networks.models.bodies.call import MemberCall
from loim.networks.models.member import Member
from loim.people.models import County, User


class Gender(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", pgettext_lazy("a gender", "other")


class AgeGroup(models.TextChoices):
    UNDER_26 = "16-25", _("up to 25")
    UNDER_36 = "26-35", _("26 to 35")
    UNDER_51 = "36-50", _("36 to 50")
    UNDER_66 = "51-65", _("51 to 65")
    OVER_65 = "66+", _("66 and older")


class MotherTongue(models.TextChoices):
    ESTONIAN = "et", _("Estonian")
    RUSSIAN = "ru", _("Russian")
    UKRAINIAN = "uk", _("Ukrainian")
    ENGLISH = "en", _("English")
    OTHER = "other", pgettext_lazy("a language", "another")


class ApplicantStatus(models.TextChoices):
    PENDING = ApplicantState.PENDING.value, pgettext_lazy("applies to a body", "not confirmed yet")
    APPLIED = ApplicantState.APPLIED.value, pgettext_lazy("applies to a body", "applied")
    OFFERED = ApplicantState.OFFERED.value, pgettext_lazy("applies to a body", "is offered a seat")
    RESERVE = ApplicantState.RESERVE.value, pgettext_lazy("applies to a body", "in reserve")
    ACCEPTED = ApplicantState.ACCEPTED.value, pgettext_lazy("applies to a body", "has the seat")
    REFUSED = ApplicantState.REFUSED.value, pgettext_lazy("applies to a body", "did not take it")
    DECLINED = ApplicantState.DECLINED.value, pgettext_lazy("applies to a body", "not chosen")
    WITHDRAWN = ApplicantState.WITHDRAWN.value, pgettext_lazy("applies to a body", "withdrew")


class Outcome(models.TextChoices):
    """What those who choose have marked; nobody is told before all of it is announced."""

    CHOSEN = "chosen", _("chosen")
    RESERVE = "reserve", _("in reserve")
    DECLINED = "declined", _("not chosen")


@pghistory.track(
    model_name="ApplicantHistory",
    fields=["call", "state", "state_at", "outcome", "decided_by", "erased_at"],
)
class Applicant(models.Model):
    """Personal data, for those alone who keep the body. After `erased_at` nobody is named.

    `reason` is the written reason of a decision, told to the applicant. `chance` and `pseudonym`
    come from a draw. `marked_by` and `outcome` stay a draft until the decision is announced.
    """

    call = models.ForeignKey(MemberCall, models.CASCADE, related_name="applicants")
    submission = models.UUIDField(unique=True, editable=False)
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    motivation = models.TextField(_("motivation"), blank=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender.choices, blank=True)
    age_group = models.CharField(_("age group"), max_length=5, choices=AgeGroup.choices, blank=True)
    mother_tongue = models.CharField(
        _("mother tongue"), max_length=5, choices=MotherTongue.choices, blank=True
    )
    party = models.CharField(_("party"), max_length=12, choices=Party.choices, blank=True)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    district = models.CharField(_("district"), max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=ApplicantStatus.choices)
    state_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    chance = models.CharField(max_length=60, blank=True)
    pseudonym = models.CharField(max_length=80, blank=True)
    member = models.OneToOneField(
        Member, models.SET_NULL, null=True, blank=True, related_name="application"
    )
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "call", Lower("email"), condition=~Q(email=""), name="applicant_once_in_a_call"
            ),
            models.CheckConstraint(
                name="applicant_offer_has_an_end",
                condition=Q(state="offered", offer_expires_at__isnull=False)
                | (~Q(state="offered") & Q(offer_expires_at=None)),
            ),
            models.CheckConstraint(
                name="applicant_marked_with_a_reason",
                condition=Q(outcome="") | ~Q(reason="") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applicant_erased_is_nobody",
                condition=Q(erased_at=None)
                | Q(
                    name="", email="", motivation="", reason="", gender="", age_group="",
                    mother_tongue="", party="", county=None, district="",
                ),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["call", "state"], name="applicant_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def chance_drawn(self) -> Fraction:
        """0 where no lot was drawn."""
        return Fraction(self.chance or 0)
