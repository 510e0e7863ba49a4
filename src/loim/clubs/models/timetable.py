"""When a club meets: the rule and the pauses."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.clubs.logic.quarters import ALL
from loim.clubs.logic.recurrence import LAST, Frequency, Pause, Rule
from loim.clubs.models.club import Club
from loim.common.translated import Translated

MOST_INTERVAL = 12


class RuleFrequency(models.TextChoices):
    WEEKLY = Frequency.WEEKLY.value, _("every week, or every n weeks")
    MONTHLY = Frequency.MONTHLY.value, _("on certain days of a month")


def _all_quarters() -> list[int]:
    return list(ALL)


@pghistory.track(model_name="ClubRuleHistory")
class ClubRule(models.Model):
    """Times are Tallinn's on the clock, in summer and winter. `weekdays`: Monday is 0."""

    club = models.OneToOneField(Club, models.CASCADE, related_name="rule")
    frequency = models.CharField(
        _("rhythm"), max_length=10, choices=RuleFrequency.choices, default=RuleFrequency.WEEKLY
    )
    interval = models.PositiveSmallIntegerField(_("every how many"), default=1)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days of the week"))
    nths = ArrayField(
        models.SmallIntegerField(), verbose_name=_("which of a month"), default=list, blank=True
    )
    start_time = models.TimeField(_("begins at"))
    end_time = models.TimeField(_("ends at"))
    first_day = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    quarters = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("quarters in which it meets"),
        default=_all_quarters,
    )
    skips_holidays = models.BooleanField(_("not on public holidays"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clubrule_times_in_order", condition=Q(start_time__lt=F("end_time"))
            ),
            models.CheckConstraint(
                name="clubrule_days_in_order",
                condition=Q(until=None) | Q(until__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="clubrule_interval", condition=Q(interval__range=(1, MOST_INTERVAL))
            ),
            models.CheckConstraint(
                name="clubrule_weekdays",
                condition=Q(weekdays__contained_by=list(range(7)), weekdays__len__gte=1),
            ),
            models.CheckConstraint(
                name="clubrule_quarters",
                condition=Q(quarters__contained_by=list(ALL), quarters__len__gte=1),
            ),
            models.CheckConstraint(
                name="clubrule_nths_of_months_alone",
                condition=Q(frequency=Frequency.WEEKLY.value, nths__len=0)
                | Q(
                    frequency=Frequency.MONTHLY.value,
                    nths__contained_by=[1, 2, 3, 4, LAST],
                    nths__len__gte=1,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.club}: {self.frequency}"

    def as_rule(self, pauses: "list[ClubPause]") -> Rule:
        return Rule(
            frequency=Frequency(self.frequency),
            weekdays=frozenset(self.weekdays),
            first_day=self.first_day,
            interval=self.interval,
            nths=frozenset(self.nths),
            until=self.until,
            quarters=frozenset(self.quarters),
            skips_holidays=self.skips_holidays,
            pauses=tuple(Pause(pause.start_date, pause.end_date) for pause in pauses),
        )


@pghistory.track(model_name="ClubPauseHistory")
class ClubPause(Translated):
    translated_fields = ("reason",)

    club = models.ForeignKey(Club, models.CASCADE, related_name="pauses")
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clubpause_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.UniqueConstraint(
                fields=["club", "start_date", "end_date"], name="clubpause_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_date}–{self.end_date}"

    @property
    def source_language(self) -> str:
        return self.club.language
