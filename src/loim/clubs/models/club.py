"""A club: people who meet again and again to talk, under an activity of the plan."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.clubs.logic.club_states import ClubState
from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Audience
from loim.people.models import Municipality, Organisation, User
from loim.programmes.models import Activity


class ClubStatus(models.TextChoices):
    DRAFT = ClubState.DRAFT.value, pgettext_lazy("a club", "draft")
    OPEN = ClubState.OPEN.value, pgettext_lazy("a club", "open")
    PAUSED = ClubState.PAUSED.value, pgettext_lazy("a club", "has a pause")
    CLOSED = ClubState.CLOSED.value, pgettext_lazy("a club", "has ended")


class Level(models.TextChoices):
    """How much Estonian one needs (levels of the Common European Framework)."""

    NONE = "none", _("no Estonian needed")
    BASIC = "basic", _("first words of Estonian are enough (A1–A2)")
    EVERYDAY = "everyday", _("everyday Estonian (B1)")
    FLUENT = "fluent", _("fluent Estonian (B2 and above)")


@pghistory.track(
    model_name="ClubHistory", obj_field=pghistory.ObjForeignKey(related_name="history")
)
class Club(Translated):
    """`practised` is the language that people come to practise; '' where they come to talk.

    `capacity` is of regulars, None without a limit; `drop_in_places` of others at one meeting.
    `counts_for` is the organisation as which people without one are counted (see
    `queries.counted_as`).
    """

    translated_fields = ("title", "description", "target_group", "level_note", "accessibility")

    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    target_group = models.TextField(_("who is welcome"), blank=True)
    level_note = models.TextField(_("about the language"), blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=LANGUAGES),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    practised = models.CharField(
        _("language that is practised"), max_length=2, choices=LANGUAGES, blank=True
    )
    level = models.CharField(
        _("Estonian that is needed"), max_length=10, choices=Level.choices, default=Level.NONE
    )
    audiences = ArrayField(
        models.CharField(max_length=20, choices=Audience.choices),
        verbose_name=_("for whom"),
        default=list,
        blank=True,
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    place_municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality of the place"),
    )
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="clubs", verbose_name=_("run by")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clubs",
        verbose_name=_("activity of the plan"),
    )
    counts_for = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("people are counted as coming from"),
    )
    capacity = models.PositiveIntegerField(_("places for regulars"), null=True, blank=True)
    welcomes_drop_ins = models.BooleanField(_("others may drop in"), default=True)
    drop_in_places = models.PositiveIntegerField(
        _("places for those who drop in, at one meeting"), null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ClubStatus.choices, default=ClubStatus.DRAFT
    )
    calendar_uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    submission = models.UUIDField(null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        verbose_name = _("club")
        constraints = [
            models.UniqueConstraint(fields=["submission"], name="club_once_per_submission"),
            models.CheckConstraint(
                name="club_capacity_of_somebody", condition=Q(capacity=None) | Q(capacity__gte=1)
            ),
            models.CheckConstraint(
                name="club_practises_what_is_spoken",
                condition=Q(practised="")
                | Q(practised="et", languages__contains=["et"])
                | Q(practised="en", languages__contains=["en"])
                | Q(practised="ru", languages__contains=["ru"])
                | Q(practised="uk", languages__contains=["uk"]),
            ),
            models.CheckConstraint(
                name="club_status_known",
                condition=Q(status__in=[state.value for state in ClubState]),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "status"], name="club_by_organisation")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_public(self) -> bool:
        return self.status != ClubStatus.DRAFT
