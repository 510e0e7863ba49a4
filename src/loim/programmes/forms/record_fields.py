"""Fields that every form for recording work shares."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.functional import lazy
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import Organisation
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.models import Activity
from loim.programmes.queries.activity_choices import LONGEST_LABEL, ActivityGroup

if TYPE_CHECKING:  # generic for the type checker only
    _ActivityChoice = forms.ModelChoiceField[Activity]
    _OrganisationChoice = forms.ModelChoiceField[Organisation]
else:
    _ActivityChoice = _OrganisationChoice = forms.ModelChoiceField

capfirst_lazy = lazy(capfirst, str)
EARLIEST = date(2000, 1, 1)  # before it is a slip of the keyboard


def capitalised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices as they stand alone in a list, in the reader's language."""
    return [(value, capfirst_lazy(label)) for value, label in choices]


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}))
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day < EARLIEST:
            raise forms.ValidationError(_("Check the year."), code="early")
        return day


class ActivityField(_ActivityChoice):
    """An activity of the approved plans, grouped by coded activity."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Activity of the plan"))
        super().__init__(Activity.objects.none(), **options)

    def offer(self, groups: list[ActivityGroup], also: Activity | None = None) -> None:
        """These may be chosen; `also` is what was chosen before the plan changed."""
        keys = [key for group in groups for key, _label in group.activities]
        choices: list[Any] = [("", self.empty_label or "")]
        if also is not None and also.pk not in keys:
            choices.append((also.pk, Truncator(str(also)).chars(LONGEST_LABEL)))
        choices += [(group.label, group.activities) for group in groups]
        also_key = also.pk if also else None
        self.queryset = Activity.objects.filter(Q(pk__in=keys) | Q(pk=also_key)).select_related(
            "programme"
        )
        self.choices = choices


class OrganisationField(_OrganisationChoice):
    """One of the organisations that the page offers, in the page's order."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", None)
        super().__init__(Organisation.objects.none(), **options)

    def offer(self, organisations: Sequence[Organisation]) -> None:
        self.queryset = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        nobody = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*nobody, *((each.pk, each.name) for each in organisations)]


class CorrectableForm(forms.Form):
    """A form whose records a locked period may hold; a manager may then give a reason.

    The reason is asked for only once it is needed: `asks_for_reason`.
    """

    correction_reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("The history keeps it, and the report shows the difference with its date."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, may_correct: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.may_correct = may_correct
        self._is_locked = False
        if not may_correct:
            del self.fields["correction_reason"]

    @property
    def asks_for_reason(self) -> bool:
        return self.may_correct and (self._is_locked or bool(self.reason))

    @property
    def reason(self) -> str:
        return str(getattr(self, "cleaned_data", {}).get("correction_reason", ""))

    def refuse(self, refusal: Refusal) -> None:
        """Show why it was not done; in a locked period, ask a manager for the reason."""
        self._is_locked = isinstance(refusal, PeriodLocked)
        self.add_error(None, str(refusal))

    def refuse_locked(self, refused: PeriodLocked) -> None:
        self.refuse(refused)
