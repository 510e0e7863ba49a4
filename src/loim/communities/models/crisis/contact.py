"""Who can be reached in a crisis, and who calls whom."""

from uuid import uuid4

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.communities.models.crisis.plan import CrisisPlan


class ConsentGiven(models.TextChoices):
    LINK = "link", pgettext_lazy("consent", "by the link in a letter")
    PAPER = "paper", pgettext_lazy("consent", "on paper")


TREE_WITHOUT_CIRCLES = pgtrigger.Trigger(
    name="crisis_tree_has_no_circle",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("caller", "RECORD")],
    func="""
        IF NEW.called_by_id IS NULL THEN RETURN NEW; END IF;
        -- One tree at a time: two changes at once could make a circle that neither of them sees.
        PERFORM 1 FROM communities_crisisplan WHERE id = NEW.plan_id FOR UPDATE;
        FOR caller IN
            WITH RECURSIVE above AS (
                SELECT id, plan_id, called_by_id FROM communities_crisiscontact
                    WHERE id = NEW.called_by_id
                UNION
                SELECT contact.id, contact.plan_id, contact.called_by_id
                    FROM communities_crisiscontact contact JOIN above
                    ON contact.id = above.called_by_id
            )
            SELECT id, plan_id FROM above
        LOOP
            IF caller.id = NEW.id OR caller.plan_id <> NEW.plan_id THEN
                RAISE EXCEPTION 'contact % would be called by those whom it calls', NEW.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'crisis_tree_has_no_circle';
            END IF;
        END LOOP;
        RETURN NEW;
    """,
)


@pghistory.track(
    model_name="CrisisContactHistory", exclude=["email", "sealed_details", "key_hash", "link_seed"]
)
class CrisisContact(models.Model):
    """`sealed_details` holds telephones and the address (`actions/crisis/details.py`): a copy of
    the database tells nobody's number, and the history keeps none. `called_by` is who calls them.

    Published only with their consent: `consent`, since `consent_date`; of one on paper
    `consent_note` says where the paper is. One who left keeps the name alone, so that the plan
    can say who is missing, until it is forgotten.
    """

    plan = models.ForeignKey(CrisisPlan, models.CASCADE, related_name="contacts")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    sealed_details = models.TextField(blank=True)
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    skills = models.CharField(_("what they can do"), max_length=200, blank=True)
    letter_language = models.CharField(
        _("language of letters"), max_length=2, choices=LANGUAGES, default="et"
    )
    called_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="calls",
        verbose_name=_("is called by"),
    )  # fmt: skip
    consent = models.CharField(max_length=5, choices=ConsentGiven.choices, blank=True)
    consent_date = models.DateField(null=True, blank=True)
    consent_note = models.CharField(max_length=200, blank=True)
    # Of the secret in the link: another one for another person or address; `uuid` stays, by which
    # versions know the contact.
    link_seed = models.UUIDField(default=uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="crisis_contact_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="crisis_consent_has_a_date",
                condition=Q(consent="", consent_date=None)
                | Q(consent__in=ConsentGiven.values, consent_date__isnull=False),
            ),
            models.CheckConstraint(
                name="crisis_left_without_a_trace",
                condition=Q(left_at=None)
                | Q(email="", sealed_details="", languages="", skills="", consent_note="",
                    called_by=None),
            ),
            models.CheckConstraint(
                name="crisis_nobody_calls_themselves",
                condition=Q(called_by=None) | ~Q(called_by=F("id")),
            ),
        ]  # fmt: skip
        triggers = [TREE_WITHOUT_CIRCLES]
        indexes = [models.Index(fields=["plan", "left_at"], name="crisis_contacts_of_plan")]

    def __str__(self) -> str:
        return self.name
