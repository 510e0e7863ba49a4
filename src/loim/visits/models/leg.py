"""Legs: the meetings, rides, meals, nights and free hours of a visit, and who receives."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.own_keys import hash_of_key, own_key
from loim.common.translated import LANGUAGES
from loim.people.models import Organisation
from loim.visits.logic.host_answers import HostAnswer
from loim.visits.models.visit import PartOfVisit, Visit

HOST_LINK = "visit_host"


class LegKind(models.TextChoices):
    MEETING = "meeting", _("meeting")
    TRANSPORT = "transport", _("transport")
    MEAL = "meal", _("meal")
    NIGHT = "night", _("night")
    FREE = "free", _("free time")


class Answer(models.TextChoices):
    NOT_ASKED = HostAnswer.NOT_ASKED.value, _("not asked yet")
    ASKED = HostAnswer.ASKED.value, _("not confirmed yet")
    CONFIRMED = HostAnswer.CONFIRMED.value, _("confirmed")
    CANCELLED = HostAnswer.CANCELLED.value, _("cancelled by the host")


class Goes(models.TextChoices):
    EVERYBODY = "everybody", _("everybody")
    GROUPS = "groups", _("groups")
    NAMED = "named", _("only people who are named")


# What others are told of; `name` is public, the rest is for those who need it.
_CONTACT = ("contact_name", "contact_email", "contact_phone")


@pghistory.track(model_name="HostHistory", exclude=list(_CONTACT))
class Host(models.Model):
    """Who receives the visitors. Personal data: the contact, known to organiser and participants.

    `key_hash` is of the secret in the host's own link, which is made of `submission`.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name of the host"), max_length=200)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "name"], name="host_once_per_visit"),
            # Named by legs together with the visit, so that both are of one visit.
            models.UniqueConstraint(fields=["id", "visit"], name="host_of_one_visit"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *arguments: object, **options: object) -> None:
        self.key_hash = hash_of_key(self.own_key)
        super().save(*arguments, **options)  # type: ignore[arg-type]

    @property
    def own_key(self) -> str:
        return own_key(HOST_LINK, self.submission, self.key_hash)


class Group(models.Model):
    """Some of the participants who go their own way for a while: 'the youth group'."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "name"], name="visit_group_once"),
            models.UniqueConstraint(fields=["id", "visit"], name="group_of_one_visit"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="LegHistory")
class Leg(PartOfVisit):
    """One thing that is done, with its own time and place. Whose it is, `goes` and `groups` say.

    `places` are the seats of a ride, the beds of a night, or how many a host can take.
    A ride goes from `town` to `to_town`. What a host cancelled stays, with the reason.
    """

    translated_fields = ("title", "purpose", "summary")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="legs")
    kind = models.CharField(
        _("kind"), max_length=10, choices=LegKind.choices, default=LegKind.MEETING
    )
    start_at = models.DateTimeField(_("begins at"))
    end_at = models.DateTimeField(_("ends at"))
    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("what it is for"), blank=True)
    town = models.CharField(_("town"), max_length=60, blank=True)
    to_town = models.CharField(_("to the town"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, blank=True)
    places = models.PositiveSmallIntegerField(_("for how many people"), null=True, blank=True)
    goes = models.CharField(
        _("who goes"), max_length=10, choices=Goes.choices, default=Goes.EVERYBODY
    )
    groups = models.ManyToManyField(
        Group, blank=True, related_name="legs", verbose_name=_("groups")
    )
    host = models.ForeignKey(
        Host,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="legs",
        verbose_name=_("host"),
    )
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(_("why it is cancelled"), blank=True)
    # The organiser has seen that the host cancelled, and has dealt with it.
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    # What came of it, for the closing report.
    summary = models.TextField(_("what came of it"), blank=True)
    calendar_uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leg_times_in_order", condition=Q(start_at__lt=F("end_at"))
            ),
            models.CheckConstraint(
                name="leg_for_somebody", condition=Q(places=None) | Q(places__gte=1)
            ),
            models.CheckConstraint(
                name="leg_answer_known", condition=Q(answer__in=[one.value for one in HostAnswer])
            ),
            models.CheckConstraint(
                name="leg_cancelled_with_reason",
                condition=~Q(answer="cancelled") | ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="leg_answered_by_a_host",
                condition=Q(answer="not_asked") | Q(host__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["visit", "start_at"], name="leg_in_order")]
        triggers = [
            pgtrigger.Trigger(
                name="leg_calendar_sequence_grows",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "title", "translations", "start_at", "end_at", "town", "to_town", "place",
                    "address", "purpose", "kind", "answer", "cancel_reason", "host",
                ),
                func="""
                    NEW.calendar_sequence := OLD.calendar_sequence + 1;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="leg_takes_its_people_along",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("start_at", "end_at", "answer"),
                func="""
                    UPDATE visits_going SET during = CASE
                        WHEN NEW.answer = 'cancelled' THEN 'empty'::tstzrange
                        ELSE tstzrange(NEW.start_at, NEW.end_at) END
                    WHERE leg_id = NEW.id;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="leg_of_its_visit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__host__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM visits_host
                                   WHERE id = NEW.host_id AND visit_id = NEW.visit_id) THEN
                        RAISE EXCEPTION 'host % is of another visit', NEW.host_id
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'leg_of_its_visit';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_off(self) -> bool:
        """The host had to cancel: it is free time now."""
        return self.answer == Answer.CANCELLED

    @property
    def begins_in(self) -> str:
        return self.town

    @property
    def ends_in(self) -> str:
        return self.to_town or self.town


class HostMessage(models.Model):
    """A question of a host, or the organiser's answer. Personal data: what they wrote."""

    host = models.ForeignKey(Host, models.CASCADE, related_name="messages")
    leg = models.ForeignKey(Leg, models.SET_NULL, null=True, blank=True, related_name="+")
    is_from_host = models.BooleanField()
    text = models.TextField(_("text"))
    sent_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    def __str__(self) -> str:
        return self.text[:80]
