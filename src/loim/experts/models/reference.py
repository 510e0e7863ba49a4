"""What an organisation says of work that an expert did for it."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.experts.logic.states import ReferenceState
from loim.experts.models.expert import Expert
from loim.experts.models.request import ExpertRequest
from loim.people.models import Organisation, User

_S = ReferenceState


class ReferenceStatus(models.TextChoices):
    ASKED = _S.ASKED.value, pgettext_lazy("a reference", "waits for the organisation")
    CONFIRMED = _S.CONFIRMED.value, pgettext_lazy("a reference", "confirmed")
    DECLINED = _S.DECLINED.value, pgettext_lazy("a reference", "declined")
    WITHDRAWN = _S.WITHDRAWN.value, pgettext_lazy("a reference", "taken back by you")


NOBODY_CONFIRMS_THEIR_OWN = pgtrigger.Trigger(
    name="reference_by_another",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "decided_by_id"),  # type: ignore[no-untyped-call]
    condition=pgtrigger.Q(new__decided_by_id__isnull=False),
    func="""
        IF EXISTS (SELECT FROM experts_expert e WHERE e.id = NEW.expert_id
                   AND e.person_id = NEW.decided_by_id) THEN
            RAISE EXCEPTION 'nobody confirms a reference of their own'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reference_by_another';
        END IF;
        RETURN NEW;
    """,
)
PERSONAL = ["contact_name", "contact_email", "work", "words", "reason", "key_hash", "decided_by"]


@pghistory.track(model_name="ReferenceHistory", exclude=PERSONAL)
class Reference(models.Model):
    """`work` is the expert's (or, of booked work, the asker's) account of it, `words` what the
    organisation adds. Decided by somebody who may record for `organisation`, or through the link in
    one letter to `contact_email`. `request` is the booked work that it came of. The expert says
    whether a confirmed one is shown (`is_shown`).

    Personal data: the contact, who decided. `key_hash` is of the secret in the letter's link, made
    of `submission`."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="references")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200)
    contact_name = models.CharField(_("who knows of it there"), max_length=150, blank=True)
    contact_email = models.EmailField(_("their e-mail"), max_length=254, blank=True)
    work = models.CharField(_("what you did"), max_length=300)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    words = models.TextField(_("a few words about it"), max_length=600, blank=True)
    state = models.CharField(
        max_length=10, choices=ReferenceStatus.choices, default=ReferenceStatus.ASKED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_by_link = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=True)
    request = models.OneToOneField(
        ExpertRequest, models.SET_NULL, null=True, blank=True, related_name="reference"
    )
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("reference")
        constraints = [
            models.CheckConstraint(
                name="reference_state_known", condition=Q(state__in=ReferenceStatus.values)
            ),
            models.CheckConstraint(
                name="reference_decided_at_some_time",
                condition=(~Q(state="asked") | Q(decided_at=None))
                & (~Q(state__in=["confirmed", "declined"]) | Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="reference_of_an_organisation", condition=~Q(organisation_name="")
            ),
            models.CheckConstraint(
                name="reference_dates_in_order",
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
            ),
        ]
        triggers = [NOBODY_CONFIRMS_THEIR_OWN]
        indexes = [models.Index(fields=["organisation", "state"], name="reference_of_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation_name}: {self.work}"
