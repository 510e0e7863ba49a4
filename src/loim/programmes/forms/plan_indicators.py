"""What a draft promises: an indicator's words and targets, and where it stands."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.programmes.actions.plan_indicators import IndicatorWords, Targets
from loim.programmes.logic.plan_document import PlanDocument, PlannedIndicator


def _target_field(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        localize=True,
    )


class TargetsForm(forms.Form):
    """Empty means that nothing is promised, which zero does not."""

    target = _target_field(_("Target of the plan period"))
    final_target = _target_field(_("Final target"))
    final_year = forms.IntegerField(
        label=_("Year of the final target"), required=False, min_value=2000, max_value=2100
    )

    @property
    def targets(self) -> Targets:
        said = self.cleaned_data
        return Targets(said["target"], said["final_target"], said["final_year"])


class IndicatorForm(TargetsForm):
    name = forms.CharField(label=_("Indicator"), widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.CharField(label=_("Unit"), required=False)
    field_order = ("name", "unit", "target", "final_target", "final_year")

    def __init__(self, *args: Any, document: PlanDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = [activity.code for activity in document.activities]
        for activity in document.activities:
            self.fields[f"stands_{activity.code}"] = forms.BooleanField(
                label=f"{activity.code} {activity.title}", required=False
            )
            self.fields[f"note_{activity.code}"] = forms.CharField(
                label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def words(self) -> IndicatorWords:
        said = self.cleaned_data
        notes = {c: said[f"note_{c}"] for c in self._codes if said[f"stands_{c}"]}
        return IndicatorWords(said["name"], said["unit"], self.targets, notes)

    @property
    def places(self) -> list[tuple[Any, Any]]:
        """The fields of each activity, side by side on the page."""
        return [(self[f"stands_{code}"], self[f"note_{code}"]) for code in self._codes]


def indicator_initial(planned: PlannedIndicator) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "name": planned.name,
        "unit": planned.unit,
        "target": planned.target,
        "final_target": planned.final_target,
        "final_year": planned.final_year,
    }
    for place, note in zip(planned.places, planned.notes, strict=True):
        initial[f"stands_{place.activity_code}"] = True
        initial.setdefault(f"note_{place.activity_code}", note)
    return initial


def target_forms(
    indicators: Sequence[tuple[int, PlannedIndicator]], data: Any = None
) -> list[tuple[PlannedIndicator, int, TargetsForm]]:
    """One small form for each indicator of a draft, for reviewing all targets on one page."""
    return [
        (
            planned,
            key,
            TargetsForm(
                data,
                prefix=f"indicator-{key}",
                initial={
                    "target": planned.target,
                    "final_target": planned.final_target,
                    "final_year": planned.final_year,
                },
            ),
        )
        for key, planned in indicators
    ]
