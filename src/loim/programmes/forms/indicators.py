"""Forms about indicators: which rows, how it is measured, what is entered by hand."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.people.models import Municipality
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import CorrectableForm, DayField
from loim.programmes.logic.periods import Period
from loim.programmes.measures.method import Method
from loim.programmes.measures.registry import Source
from loim.programmes.measures.rows import Order, Rows
from loim.programmes.models import Activity, Indicator, Measure
from loim.programmes.models.indicator import COUNTING_RULES
from loim.programmes.queries.indicators import whole_of

WHOLE = "all"
ORDERS = {
    Order.NEWEST: _("newest first"),
    Order.OLDEST: _("oldest first"),
    Order.TITLE: _("by record"),
    Order.MUNICIPALITY: _("by municipality"),
    Order.PEOPLE: _("most people first"),
}


def short_date(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


class RowsFilterForm(forms.Form):
    """Which rows of the number to show. What is not understood in the address filters nothing."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(order.value, ORDERS[order]) for order in Order]
    )

    def __init__(self, data: Any, *, method: Method, periods: dict[str, Period]) -> None:
        super().__init__(data)
        self.periods = periods
        words = {WHOLE: str(_("since the beginning"))} | {
            period.key: f"{short_date(period.start)}–{short_date(period.end)}"
            for period in periods.values()
        }
        self.fields["period"].choices = [(key, words.get(key, key)) for key in periods]  # type: ignore[attr-defined]
        kinds = [k for k in method.source.kinds if not method.kinds or k.value in method.kinds]
        self._offer("kind", [(kind.value, kind.label) for kind in kinds], _("all kinds"))
        places = Municipality.objects.order_by("name", "pk").values_list("pk", "name")
        self._offer("municipality", list(places), _("all municipalities"))
        if not method.source.amount_label:
            self.fields["order"].choices = self.fields["order"].choices[:-1]  # type: ignore[attr-defined]
        self.is_valid()

    def _offer(self, name: str, choices: list[Any], none: Any) -> None:
        if not choices:
            del self.fields[name]
            return
        self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined]

    @property
    def is_filtering(self) -> bool:
        return bool(self._wanted("kind") or self._wanted("municipality"))

    @property
    def chosen(self) -> str:
        """The key of the period: the one asked for, else the newest year."""
        return self._wanted("period") or next(reversed(self.periods))

    def applied(self, rows: Rows) -> Rows:
        narrowed = rows.narrowed(
            kind=self._wanted("kind"), municipality=self._wanted("municipality")
        )
        return narrowed.ordered(Order(self._wanted("order") or Order.NEWEST))

    def _wanted(self, name: str) -> str:
        return str(getattr(self, "cleaned_data", {}).get(name) or "")


class MeasureForm(forms.Form):
    """How the indicator is counted from a source; offers what the source can do."""

    use_required_attribute = False  # a preview needs no reason yet

    rule = forms.ChoiceField(label=_("What counts as one"), widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a choice, all kinds count."),
    )
    scope = forms.ChoiceField(label=_("Scope"), required=False)
    activities = forms.ModelMultipleChoiceField(
        Activity.objects.none(),
        label=_("Activities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With everything below them. Without a choice, all activities count."),
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        help_text=_("Needed to save. Everybody can read it beside the number."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, indicator: Indicator, source: Source, last: Measure | None, **options: Any
    ) -> None:
        initial: dict[str, Any] = {"rule": source.rules[0].value}
        if last and last.source == source.key:
            initial = {
                "rule": last.rule,
                "kinds": last.kinds,
                "scope": last.scope,
                "activities": last.activities.all(),
            }
        super().__init__(*args, **{"initial": initial, **options})
        self.source = source
        fields: dict[str, Any] = self.fields
        fields["rule"].choices = [(rule.value, COUNTING_RULES[rule]) for rule in source.rules]
        fields["kinds"].choices = [(kind.value, kind.label) for kind in source.kinds]
        scopes = [(scope.value, scope.label) for scope in source.scopes]
        fields["scope"].choices = [("", _("all")), *scopes]
        fields["activities"].queryset = Activity.objects.filter(
            programme=indicator.programme_id, number=""
        ).order_by("code", "pk")
        for name, is_offered in {
            "kinds": source.kinds,
            "scope": source.scopes,
            "activities": source.has_activities,
            "reason": last is not None,
        }.items():
            if not is_offered:
                del fields[name]

    @property
    def method_fields(self) -> dict[str, Any]:
        """What `method_to_try` and `set_measure` take."""
        data = self.cleaned_data
        return {
            "source": self.source.key,
            "rule": data["rule"],
            "kinds": data.get("kinds", ()),
            "scope": data.get("scope", ""),
            "activities": list(data.get("activities", ())),
        }


class ManualEntryForm(CorrectableForm):
    """A number that no record carries, and the evidence of it."""

    date = DayField(label=_("Date"), help_text=_("The day for which the number counts."))
    amount = forms.DecimalField(
        label=_("Amount"),
        max_digits=14,
        decimal_places=2,
        help_text=_("It is added to what the records give. A minus takes away."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("none, or several"),
    )
    explanation = forms.CharField(
        label=_("What it counts and where it comes from"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = EvidenceFileField(
        label=_("Evidence"),
        help_text=_("A .pdf, .docx, .xlsx, .jpg or .png file of at most 20 MB."),
    )

    field_order = ["date", "amount", "municipality", "explanation", "evidence"]

    def __init__(self, *args: Any, indicator: Indicator, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        whole = whole_of(indicator.programme)
        self.fields["date"].widget.attrs |= {
            "min": whole.start.isoformat(),
            "max": whole.reading_day(today).isoformat(),
        }
        places: Any = self.fields["municipality"]
        places.queryset = Municipality.objects.order_by("name", "pk")
