"""Forms about reports: which to list, what to start, the texts, the ministry's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.edited_texts import Edited, fingerprint
from loim.programmes.logic.report_periods import ReportPeriod
from loim.programmes.logic.report_states import ReportStep
from loim.programmes.models import Programme
from loim.programmes.models.report import STATUS_WORDS, ReportKind, period_name
from loim.programmes.queries.report_page import ReportedActivity, ReportPage
from loim.programmes.queries.report_texts import SUMMARY, Written, text_name

LONGEST_TEXT = 20_000


class ReportFilterForm(forms.Form):
    """Which reports to list. What is not understood in the address filters nothing."""

    kind = forms.ChoiceField(label=_("Period"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any, *, programme: Programme, with_open_ones: bool) -> None:
        super().__init__(data)
        years = range(programme.end_date.year, programme.start_date.year - 1, -1)
        self._offer("kind", [(value, capfirst(str(label))) for value, label in ReportKind.choices])
        self._offer("year", [(str(year), str(year)) for year in years])
        if with_open_ones:
            words = [(s.value, capfirst(str(word))) for s, word in STATUS_WORDS.items()]
            self._offer("status", words)
        else:  # they see only what has been accepted
            del self.fields["status"]
        self.is_valid()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class ReportStartForm(forms.Form):
    """Offers the periods that may be reported now; the action has the last word."""

    period = forms.ChoiceField(label=_("Period to report on"))

    def __init__(self, data: Any = None, *, periods: list[ReportPeriod]) -> None:
        super().__init__(data)
        groups: dict[str, list[tuple[str, str]]] = {}
        for period in periods:
            kind = capfirst(str(ReportKind(period.kind).label))
            key = f"{period.kind}:{period.start.isoformat()}"
            groups.setdefault(kind, []).append((key, period_name(period.kind, period.start)))
        self.fields["period"].choices = list(groups.items())  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Theirs:
    """What somebody else wrote meanwhile in the text that this person edited."""

    text: str
    written: Written | None


@dataclass(frozen=True)
class TextField:
    """A text with the fingerprint that it began from. `theirs` only where two wrote it."""

    bound: BoundField
    base_name: str
    base: str
    theirs: Theirs | None


@dataclass(frozen=True)
class EditedActivity:
    activity: ReportedActivity
    done: TextField
    deviation: TextField


class ReportTextsForm(forms.Form):
    """All texts of a report at once, so that nothing is lost by saving one of them."""

    use_required_attribute = False  # a draft may be saved empty; what is missing is told above

    def __init__(
        self, page: ReportPage, data: Any = None, *, theirs: Mapping[str, Theirs] | None = None
    ) -> None:
        self._stored: dict[str, str] = {}
        self._theirs = theirs or {}
        super().__init__(data)
        self._page = page
        self._add(SUMMARY, _("Summary of the period"), page.report.summary, rows=4)
        for activity in page.activities:
            entry = activity.entry
            done, deviation = self._names(activity)
            self._add(done, _("What was done"), entry.done, rows=7)
            self._add(deviation, _("What deviates and why"), entry.deviation, rows=3)
        self.initial.update(self._stored)

    def _add(self, name: str, label: Any, stored: str, *, rows: int) -> None:
        self._stored[name] = stored
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=LONGEST_TEXT,
            strip=False,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def _names(self, activity: ReportedActivity) -> tuple[str, str]:
        key = activity.entry.activity_id
        return text_name("done", key), text_name("deviation", key)

    @property
    def edited(self) -> dict[str, Edited]:
        """For `save_texts`, once the form is valid."""
        return {
            name: Edited(text, self.data.get(f"base-{name}", ""))
            for name, text in self.cleaned_data.items()
        }

    @property
    def summary_text(self) -> TextField:  # in a template `form.summary` is the bare field
        return self.text(SUMMARY)

    @property
    def activities(self) -> list[EditedActivity]:
        return [
            EditedActivity(activity, *(self.text(name) for name in self._names(activity)))
            for activity in self._page.activities
        ]

    def text(self, name: str) -> TextField:
        return TextField(
            self[name], f"base-{name}", fingerprint(self._stored[name]), self._theirs.get(name)
        )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class SubmitForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the ministry"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """The ministry's answer to a submitted report."""

    step = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (ReportStep.ACCEPT.value, _("Accept: the report becomes public and final")),
            (ReportStep.SEND_BACK.value, _("Send back: the report is changed and submitted anew")),
        ],
    )
    note = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Needed when the report is sent back: what has to change."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("step") == ReportStep.SEND_BACK and not data.get("note", "").strip():
            self.add_error("note", ValidationError(_("Write what has to change."), code="required"))
        return data
