"""The schedule of an activity as a set of small forms, one for each row."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.programmes.forms.record_fields import DayField
from loim.programmes.logic.plan_document import DateRange, RowLevel, ScheduleRow
from loim.programmes.logic.plan_edits import in_order, level_of
from loim.programmes.logic.plan_problems import LONGEST_NUMBER

MOST_ROWS = 300
EMPTY_ROWS = 2


class RowForm(forms.Form):
    """A row of the schedule. `activity` is the key of the activity that it words."""

    activity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(
        label=gettext_lazy("Number"), required=False, max_length=LONGEST_NUMBER
    )
    title = forms.CharField(
        label=gettext_lazy("Activity"), widget=forms.Textarea(attrs={"rows": 2})
    )
    responsible = forms.CharField(label=gettext_lazy("Responsible"), required=False)
    overall_start = DayField(label=gettext_lazy("Overall period from"), required=False)
    overall_end = DayField(label=gettext_lazy("Overall period until"), required=False)
    period_start = DayField(label=gettext_lazy("Plan period from"), required=False)
    period_end = DayField(label=gettext_lazy("Plan period until"), required=False)
    is_not_applicable = forms.BooleanField(label=gettext_lazy("Not applicable"), required=False)
    planned_cost = forms.DecimalField(
        label=gettext_lazy("Planned cost, EUR"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        localize=True,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        for name in ("overall", "period"):
            start, end = said.get(f"{name}_start"), said.get(f"{name}_end")
            if bool(start) != bool(end):
                self.add_error(f"{name}_end", _("Give both days, or neither."))
            elif start and end and start > end:
                self.add_error(f"{name}_end", _("The last day is before the first one."))
        if said.get("is_not_applicable") and said.get("period_start"):
            self.add_error(
                "is_not_applicable", _("Clear the days of the plan period, or untick this.")
            )
        return said

    def row(self, code: str) -> ScheduleRow:
        said = self.cleaned_data
        number = said["number"].strip().rstrip(".")
        return ScheduleRow(
            level=self._level(number, code),
            number=number,
            title=" ".join(said["title"].split()),
            overall=_dates(said["overall_start"], said["overall_end"]),
            period=_dates(said["period_start"], said["period_end"]),
            is_not_applicable=said["is_not_applicable"],
            responsible=said["responsible"],
            planned_cost=said["planned_cost"],
        )

    def _level(self, number: str, code: str) -> RowLevel:
        """A row that keeps its number keeps its place: some documents do not count items."""
        if self.initial and self.initial["number"] == number:
            return RowLevel(self.initial["level"])
        return level_of(number, code)


def _dates(start: Any, end: Any) -> DateRange | None:
    return DateRange(start, end) if start and end else None


class _RowFormSet(forms.BaseFormSet):  # type: ignore[type-arg]  # generic only for the type checker
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")


RowFormSet = forms.formset_factory(
    RowForm,
    formset=_RowFormSet,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


def row_initial(row: ScheduleRow, activity: int) -> dict[str, Any]:
    return {
        "activity": activity,
        "level": row.level,
        "number": row.number,
        "title": row.title,
        "responsible": row.responsible,
        "overall_start": row.overall.start if row.overall else None,
        "overall_end": row.overall.end if row.overall else None,
        "period_start": row.period.start if row.period else None,
        "period_end": row.period.end if row.period else None,
        "is_not_applicable": row.is_not_applicable,
        "planned_cost": row.planned_cost,
    }


def edited_rows(formset: Any, code: str) -> tuple[list[ScheduleRow], list[int | None]]:
    """The rows that stay and the new ones, in order of their numbers, with their activities."""
    kept = list(_kept(formset, code))
    places = in_order([row for row, _ in kept])
    return [kept[place][0] for place in places], [kept[place][1] for place in places]


def _kept(formset: Any, code: str) -> Iterator[tuple[ScheduleRow, int | None]]:
    for form in formset.forms:
        if form.has_changed() or form.initial:
            said = form.cleaned_data
            if said and not said.get("DELETE"):
                yield form.row(code), said["activity"]
