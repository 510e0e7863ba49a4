"""A step of a journey, what it needs first, and which services it leads to."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.content.models import Text
from loim.services.logic.journeys.deadlines import MOST, DeadlineRule, Side, Unit
from loim.services.models.catalogue.service import Service
from loim.services.models.journeys.journey import Journey, JourneyStage

MOST_MINUTES = 60 * 24 * 30


class StartingEvent(models.TextChoices):
    """From what deadlines are counted."""

    ARRIVAL = "arrival", _("your arrival")
    PROTECTION = "protection", _("the day you received protection or a residence permit")
    RESIDENCE = "residence", _("the registration of your residence")
    WORK = "work", _("the beginning of your work")
    STUDIES = "studies", _("the beginning of your studies")
    BIRTH = "birth", _("the birth of your child")
    PERMIT_END = "permit_end", _("the end of your permit")


class DeadlineSide(models.TextChoices):
    WITHIN = Side.WITHIN.value, _("no later than so long after")
    BEFORE = Side.BEFORE.value, _("no later than so long before")
    FROM = Side.FROM.value, _("possible from so long after")


class DeadlineUnit(models.TextChoices):
    DAYS = Unit.DAYS.value, _("days")
    WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
    WEEKS = Unit.WEEKS.value, _("weeks")
    MONTHS = Unit.MONTHS.value, _("months")


@pghistory.track(model_name="JourneyStepHistory")
class JourneyStep(models.Model):
    """`text` has what readers see. `front_desk` and `behind` are the blueprint's lanes, in the
    designers' own language. `conditions` are groups of `logic.conditions`; none: for everybody.
    One that was removed stays for the editions in which it stands."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="steps")
    stage = models.ForeignKey(JourneyStage, models.PROTECT, related_name="steps")
    text = models.OneToOneField(Text, models.PROTECT, related_name="journey_step")
    place = models.PositiveSmallIntegerField()
    services = models.ManyToManyField(Service, related_name="journey_steps", blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    deadline_event = models.CharField(
        _("counted from"), max_length=12, choices=StartingEvent.choices, blank=True
    )
    deadline_side = models.CharField(
        _("deadline"), max_length=8, choices=DeadlineSide.choices, blank=True
    )
    deadline_amount = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    deadline_unit = models.CharField(
        _("unit"), max_length=15, choices=DeadlineUnit.choices, blank=True
    )
    minutes = models.PositiveIntegerField(_("time needed, minutes"), default=0)
    front_desk = models.TextField(_("what the front desk does"), blank=True)
    behind = models.TextField(_("what happens behind the scenes"), blank=True)
    is_removed = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    submission = models.UUIDField(null=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_deadline_is_whole",
                condition=Q(
                    deadline_event="", deadline_side="", deadline_unit="", deadline_amount=None
                )
                | Q(
                    deadline_event__in=StartingEvent.values,
                    deadline_side__in=DeadlineSide.values,
                    deadline_unit__in=DeadlineUnit.values,
                    deadline_amount__range=(0, MOST),
                ),
            ),
            models.CheckConstraint(
                name="step_minutes_in_reason", condition=Q(minutes__lte=MOST_MINUTES)
            ),
        ]
        indexes = [models.Index(fields=["journey", "place"], name="step_by_place")]

    def __str__(self) -> str:
        return f"{self.journey_id}: {self.place}"

    @property
    def deadline(self) -> DeadlineRule | None:
        if self.deadline_amount is None:
            return None
        return DeadlineRule(
            self.deadline_event,
            Side(self.deadline_side),
            self.deadline_amount,
            Unit(self.deadline_unit),
        )


NO_CIRCLE = pgtrigger.Trigger(
    name="no_circle",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF (SELECT journey_id FROM services_journeystep WHERE id = NEW.step_id)
            <> (SELECT journey_id FROM services_journeystep WHERE id = NEW.need_id) THEN
            RAISE EXCEPTION 'steps % and % are of different journeys', NEW.step_id, NEW.need_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle';
        END IF;
        IF EXISTS (
            WITH RECURSIVE needed(id) AS (
                SELECT NEW.need_id
                UNION
                SELECT n.need_id FROM services_stepneed n JOIN needed ON n.step_id = needed.id
            )
            SELECT FROM needed WHERE id = NEW.step_id
        ) THEN
            RAISE EXCEPTION 'step % would need itself', NEW.step_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle';
        END IF;
        RETURN NEW;
    """,
)


class StepNeed(models.Model):
    """`need` must be done before `step`."""

    step = models.ForeignKey(JourneyStep, models.CASCADE, related_name="needs")
    need = models.ForeignKey(JourneyStep, models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "need"], name="need_once")]
        triggers = [NO_CIRCLE]

    def __str__(self) -> str:
        return f"{self.step_id} needs {self.need_id}"
