"""Rules of representation: at least and at most so many seats for each answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from loim.events.forms.registration.moments import MomentField
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models.bodies import CallFeature
from loim.networks.queries.bodies.rules import answers_of

DISTRICTS = 10  # rows for districts that are written in
_FIXED = (
    CallFeature.GENDER,
    CallFeature.AGE_GROUP,
    CallFeature.MOTHER_TONGUE,
    CallFeature.PARTY,
    CallFeature.COUNTY,
)
Line = tuple[str, BoundField | None, BoundField, BoundField]


class RulesForm(forms.Form):
    """Two numbers for each answer; both empty is no rule."""

    use_required_attribute = False
    prefix = "rules"

    def __init__(self, *args: Any, rules: Iterable[Rule] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(rules)
        self._answers = {feature: answers_of(feature) for feature in _FIXED}
        for feature, answers in self._answers.items():
            for value, _label in answers:
                self._add(f"{feature}-{value}", known, feature, value)
        districts = [rule.value for rule in known if rule.feature == CallFeature.DISTRICT]
        for number in range(DISTRICTS):
            name = districts[number] if number < len(districts) else ""
            self.fields[f"district-{number}-name"] = forms.CharField(
                label=_("District"), required=False, max_length=60, initial=name
            )
            self._add(f"district-{number}", known, CallFeature.DISTRICT, name)

    def _add(self, key: str, known: list[Rule], feature: str, value: str) -> None:
        found = next((r for r in known if (r.feature, r.value) == (feature, value)), None)
        number: dict[str, Any] = {"min_value": 0, "max_value": 500, "required": False}
        self.fields[f"{key}-floor"] = forms.IntegerField(
            label=_("At least"), initial=(found.floor or None) if found else None, **number
        )
        self.fields[f"{key}-ceiling"] = forms.IntegerField(
            label=_("At most"), initial=found.ceiling if found else None, **number
        )

    def groups(self) -> list[tuple[str, list[Line], bool]]:
        """(what it is about, lines, whether to show them open)."""
        labels = dict(CallFeature.choices)
        groups = []
        for feature, answers in self._answers.items():
            lines: list[Line] = [
                (capfirst(name), None, *self._pair(f"{feature}-{value}")) for value, name in answers
            ]
            groups.append((capfirst(str(labels[feature])), lines, self._is_open(lines)))
        written: list[Line] = [
            ("", self[f"district-{number}-name"], *self._pair(f"district-{number}"))
            for number in range(DISTRICTS)
        ]
        groups.append(
            (capfirst(str(labels[CallFeature.DISTRICT])), written, self._is_open(written))
        )
        return groups

    def _pair(self, key: str) -> tuple[BoundField, BoundField]:
        return self[f"{key}-floor"], self[f"{key}-ceiling"]

    def _is_open(self, lines: list[Line]) -> bool:
        return any(
            field.errors or field.value() not in (None, "")
            for _label, _name, *pair in lines
            for field in pair
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name.endswith("-floor")]:
            ceiling = said.get(name.replace("-floor", "-ceiling"))
            if ceiling is not None and (said.get(name) or 0) > ceiling:
                self.add_error(name, _("This is more than the number beside it."))
        for number in range(DISTRICTS):
            key = f"district-{number}"
            numbers = (said.get(f"{key}-floor"), said.get(f"{key}-ceiling"))
            if any(n is not None for n in numbers) and not said.get(f"{key}-name"):
                self.add_error(f"{key}-name", _("Write which district."))
        districts = [said.get(f"district-{number}-name") for number in range(DISTRICTS)]
        for number, district in enumerate(districts):
            if district and district in districts[:number]:
                self.add_error(f"district-{number}-name", _("This district is here already."))
        return said

    def rules(self) -> list[Rule]:
        found = []
        for feature, answers in self._answers.items():
            found += [self._rule(feature, value, f"{feature}-{value}") for value, _l in answers]
        for number in range(DISTRICTS):
            if name := self.cleaned_data[f"district-{number}-name"]:
                found.append(self._rule(CallFeature.DISTRICT, name, f"district-{number}"))
        return [rule for rule in found if rule is not None]

    def _rule(self, feature: str, value: str, key: str) -> Rule | None:
        floor = self.cleaned_data[f"{key}-floor"]
        ceiling = self.cleaned_data[f"{key}-ceiling"]
        if not floor and ceiling is None:
            return None
        return Rule(str(feature), value, floor or 0, ceiling)


class AmendForm(forms.Form):
    """Beside `RulesForm` once a call is open."""

    use_required_attribute = False

    public_value_source = forms.CharField(label=_("Public value"), max_length=300)
    value_known_at = MomentField(
        label=_("When the value becomes known"), help_text=_("A moment that is still to come.")
    )
    reason = forms.CharField(
        label=_("Why the rules or the value are changed"),
        max_length=2000,
        help_text=_("Everybody can read it on the page of the draw and in its record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DrawForm(forms.Form):
    use_required_attribute = False

    public_value = forms.CharField(
        label=_("The public value"),
        max_length=200,
        help_text=_("Write it as it was published. It cannot be changed afterwards."),
    )
