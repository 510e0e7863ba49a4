"""A public service of state, city or community."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.models import Text
from loim.people.models import Municipality, Organisation, User
from loim.services.logic.service_states import ServiceState
from loim.services.models.catalogue.entry import Entry, WordedEntry
from loim.services.models.catalogue.topic import LifeEvent, Topic


class ServiceLevel(models.TextChoices):
    STATE = "state", pgettext_lazy("whose service", "state")
    CITY = "city", _("city or rural municipality")
    COMMUNITY = "community", pgettext_lazy("whose service", "community")


class ServiceStatus(models.TextChoices):
    DRAFT = ServiceState.DRAFT.value, pgettext_lazy("a service", "draft")
    ACTIVE = ServiceState.ACTIVE.value, pgettext_lazy("a service", "provided")
    CLOSED = ServiceState.CLOSED.value, pgettext_lazy("a service", "closed")


class TimeUnit(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


SERVICE_TEXT, ADDITION_TEXT = "service", "local_addition"  # kinds of content.Text
MOST_MONTHS = 24

WORDS_AND_KEEPER_FIT = pgtrigger.Trigger(
    name="words_and_keeper_fit",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("text_id", "owner_id", "national_id", "level"),  # type: ignore[no-untyped-call]
    func=f"""
        IF NOT EXISTS (
            SELECT FROM content_text t WHERE t.id = NEW.text_id AND t.owner_id = NEW.owner_id
                AND t.kind = CASE WHEN NEW.national_id IS NULL
                    THEN '{SERVICE_TEXT}' ELSE '{ADDITION_TEXT}' END
        ) THEN
            RAISE EXCEPTION 'text % is of another kind or keeper than its service', NEW.text_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'words_and_keeper_fit';
        END IF;
        IF NEW.national_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM services_service n WHERE n.id = NEW.national_id
                AND n.level = 'state' AND n.national_id IS NULL AND n.municipality_id IS NULL
        ) THEN
            RAISE EXCEPTION 'service % is not a national one', NEW.national_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'service_mirrors_a_national_one';
        END IF;
        IF TG_OP = 'UPDATE' AND (NEW.level <> 'state' OR NEW.national_id IS NOT NULL) AND EXISTS (
            SELECT FROM services_service m WHERE m.national_id = NEW.id
        ) THEN
            RAISE EXCEPTION 'service % is mirrored and stays national', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'service_mirrors_a_national_one';
        END IF;
        RETURN NEW;
    """,  # noqa: S608  # constants of ours
)


class ServiceQuerySet(models.QuerySet["Service"]):
    def open_to_readers(self) -> "ServiceQuerySet":
        """Those that are provided. Closed ones keep their page, but stand in no list."""
        return self.filter(status=ServiceStatus.ACTIVE)


@pghistory.track(model_name="ServiceHistory")
class Service(Entry):
    """`text` has its words: a service's own (title, summary, ...) or, where `national` is set,
    what a municipality adds to a state's service; the rest of such a one is the national's.

    `owner`'s editors keep it here, `authority` is competent for it. No `municipality` is the
    whole country. `conditions` are groups of `logic.conditions`: any group all of whose
    conditions somebody meets is enough; none is for everybody. `next_due_date` is the day until
    which it is to be confirmed again. `revision` counts saves, for two editors at once."""

    text = models.OneToOneField(Text, models.PROTECT, related_name="service")
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="kept_services", verbose_name=_("kept by")
    )
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="services",
        verbose_name=_("competent authority"),
    )
    level = models.CharField(_("level"), max_length=10, choices=ServiceLevel.choices)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("municipality"),
    )
    national = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mirrors",
        verbose_name=_("national service"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ServiceStatus.choices, default=ServiceStatus.DRAFT
    )
    start_date = models.DateField(_("provided since"), null=True, blank=True)
    end_date = models.DateField(_("provided until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("service that took its place"),
    )
    languages = ArrayField(
        models.CharField(max_length=3),
        verbose_name=_("languages of service"),
        default=list,
        blank=True,
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=False)
    processing_min = models.PositiveSmallIntegerField(_("takes at least"), null=True, blank=True)
    processing_max = models.PositiveSmallIntegerField(_("takes at most"), null=True, blank=True)
    processing_unit = models.CharField(
        _("unit"), max_length=15, choices=TimeUnit.choices, blank=True
    )
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    topics = models.ManyToManyField(Topic, related_name="services", blank=True)
    life_events = models.ManyToManyField(LifeEvent, related_name="services", blank=True)
    confirm_every_months = models.PositiveSmallIntegerField(_("confirm every (months)"), default=6)
    assured_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)
    assured_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    next_due_date = models.DateField(_("to be confirmed by"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Of the form that was sent: the same form sent twice makes one service.
    submission = models.UUIDField(null=True, blank=True, editable=False, unique=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.CheckConstraint(
                name="service_level_known", condition=Q(level__in=ServiceLevel.values)
            ),
            models.CheckConstraint(
                name="service_of_a_city_has_one",
                condition=~Q(level="city") | Q(municipality__isnull=False),
            ),
            models.CheckConstraint(
                name="service_active_is_dated_and_confirmed",
                condition=Q(status="draft") | Q(start_date__isnull=False, assured_at__isnull=False),
            ),
            models.CheckConstraint(
                name="service_closed_has_last_day",
                condition=Q(status="closed", end_date__isnull=False)
                | Q(status__in=["draft", "active"], end_date=None),
            ),
            models.CheckConstraint(
                name="service_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            models.CheckConstraint(
                name="service_due_follows_confirmation",
                condition=Q(assured_at=None, next_due_date=None)
                | Q(assured_at__isnull=False, next_due_date__isnull=False),
            ),
            models.CheckConstraint(
                name="service_confirmed_in_time",
                condition=Q(confirm_every_months__range=(1, MOST_MONTHS)),
            ),
            models.CheckConstraint(
                name="service_processing_in_order",
                condition=Q(processing_max=None, processing_min=None, processing_unit="")
                | (
                    Q(processing_max__isnull=False, processing_unit__in=TimeUnit.values)
                    & (Q(processing_min=None) | Q(processing_min__lte=F("processing_max")))
                ),
            ),
            models.CheckConstraint(
                name="service_mirror_is_local_and_of_another",
                condition=Q(national=None)
                | (Q(municipality__isnull=False, level="city") & ~Q(national=F("id"))),
            ),
            models.UniqueConstraint(
                fields=["national", "municipality"], name="service_mirrored_once_per_place"
            ),
            models.CheckConstraint(
                name="service_successor_is_another",
                condition=Q(successor=None) | ~Q(successor=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "municipality"], name="service_by_place"),
            models.Index(fields=["next_due_date", "owner"], name="service_by_due_date"),
        ]
        triggers = [WORDS_AND_KEEPER_FIT]

    def __str__(self) -> str:
        return f"{self.level} service {self.pk}"

    @property
    def is_mirror(self) -> bool:
        return self.national_id is not None


@pghistory.track(model_name="LegalBasisHistory")
class LegalBasis(WordedEntry):
    """CPSV-AP's LegalResource and Rule: the act, and its section or point."""

    translated_fields = ("title",)

    service = models.ForeignKey(Service, models.CASCADE, related_name="legal_bases")
    title = models.CharField(_("act"), max_length=300)
    reference = models.CharField(_("section"), max_length=100, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title
