"""When a club meets."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.timetable import PauseFacts, RuleFacts
from loim.clubs.logic.quarters import ALL, ROMAN
from loim.clubs.logic.recurrence import Frequency
from loim.clubs.models import ClubPause, ClubRule, RuleFrequency
from loim.clubs.models.timetable import MOST_INTERVAL
from loim.clubs.queries.rule_in_words import NTHS
from loim.common.translation_fields import TranslationFields
from loim.events.forms.pages.page_form import TimeField
from loim.programmes.forms.record_fields import DayField, capitalised


class _Ticked(forms.TypedMultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, **options)


class RuleForm(forms.Form):
    use_required_attribute = False

    frequency = forms.ChoiceField(
        label=_("Rhythm"),
        choices=capitalised(RuleFrequency.choices),
        widget=forms.RadioSelect,
        initial=RuleFrequency.WEEKLY,
    )
    interval = forms.IntegerField(
        label=_("Every how many weeks or months"),
        min_value=1,
        max_value=MOST_INTERVAL,
        initial=1,
        help_text=_("1 is every week, 2 every second one."),
    )
    weekdays = _Ticked(
        label=_("Days of the week"),
        choices=capitalised(WEEKDAYS.items()),
        error_messages={"required": _("Tick at least one day.")},
        required=True,
    )
    nths = _Ticked(
        label=_("Which of a month"),
        choices=capitalised(NTHS.items()),
        help_text=_("Only for the monthly rhythm: for example the first and the third."),
    )
    start_time = TimeField(label=_("Begins at"), required=True)
    end_time = TimeField(label=_("Ends at"), required=True)
    first_day = DayField(label=_("From"), help_text=_("Weeks are counted from this one."))
    until = DayField(label=_("Until"), required=False, help_text=_("Left empty, it goes on."))
    quarters = _Ticked(
        label=_("Quarters in which it meets"),
        choices=[(quarter, ROMAN[quarter]) for quarter in ALL],
        initial=list(ALL),
        required=True,
        error_messages={"required": _("Tick at least one quarter.")},
    )
    skips_holidays = forms.BooleanField(
        label=_("Not on public holidays of Estonia"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, rule: ClubRule | None = None) -> None:
        super().__init__(data)
        if rule is not None:
            self.initial = {name: getattr(rule, name) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("The end must be after the beginning."))
        first, last = cleaned.get("first_day"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day cannot be before the first."))
        is_monthly = cleaned.get("frequency") == Frequency.MONTHLY
        if is_monthly and not cleaned.get("nths") and "nths" not in self.errors:
            self.add_error("nths", _("Tick which ones of a month, for example the first."))
        return cleaned

    def facts(self) -> RuleFacts:
        said = self.cleaned_data
        is_monthly = said["frequency"] == Frequency.MONTHLY
        return RuleFacts(
            frequency=said["frequency"],
            interval=said["interval"],
            weekdays=tuple(said["weekdays"]),
            # What was ticked for the other rhythm says nothing.
            nths=tuple(said["nths"]) if is_monthly else (),
            start_time=said["start_time"],
            end_time=said["end_time"],
            first_day=said["first_day"],
            until=said["until"],
            quarters=tuple(said["quarters"]),
            skips_holidays=said["skips_holidays"],
        )


class PauseForm(TranslationFields):
    use_required_attribute = False

    start_date = DayField(label=_("First day of the pause"))
    end_date = DayField(label=_("Last day of the pause"))

    class Meta:
        model = ClubPause
        fields = ("start_date", "end_date", "reason")
        help_texts = {"reason": _("Everybody reads it: for example “school holidays”.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", _("The last day cannot be before the first."))
        return cleaned

    def facts(self) -> PauseFacts:
        said = self.cleaned_data
        return PauseFacts(
            said["start_date"], said["end_date"], said["reason"], self.instance.translations
        )
