"""The call: texts, times and the rules of teams."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.events.forms.registration.moments import MomentField
from loim.events.models import Party
from loim.people.models import County
from loim.programmes.forms.record_fields import capitalised
from loim.trainings.forms.training.training import long_text
from loim.trainings.logic.teams.composition import PartyRule
from loim.trainings.models import Call, IncompleteRule, LateRule

LONGEST_KEPT = 3650
MOST = 200


class DeadlineField(MomentField):
    """A deadline of 23:59 is the whole minute, to its last second."""

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment is not None and (moment.hour, moment.minute) == (23, 59):
            return moment.replace(second=59)
        return moment


class CallForm(TranslationFields):
    opens_at = MomentField(label=_("Opens"))
    closes_at = DeadlineField(
        label=_("Deadline"), help_text=_("Tallinn time. 23:59 is the whole day to its last second.")
    )
    late_until = DeadlineField(label=_("Late ones until"), required=False)
    complete_by = DeadlineField(label=_("Complete them by"), required=False)
    assess_by = DeadlineField(label=_("To be assessed by"), required=False)

    class Meta:
        model = Call
        fields = (
            "description", "how_assessed", "consent", "opens_at", "closes_at", "late_rule", "late_until",
            "incomplete_rule", "complete_by", "most_teams", "least_members", "most_members",
            "needs_letter", "most_per_county", "least_points", "assess_by", "kept_days",
            "public_value_source",
        )  # fmt: skip
        widgets = {
            "description": long_text(8),
            "how_assessed": long_text(4),
            "consent": long_text(4),
            "late_rule": forms.RadioSelect,
            "incomplete_rule": forms.RadioSelect,
        }
        labels = {
            "needs_letter": _("A letter of consent from the municipality is needed"),
            "public_value_source": _("Public value that completes a draw between equal teams"),
            "kept_days": _("Days after the end until applications are erased"),
        }
        help_texts = {
            "consent": _("What people agree to when they join a team."),
            "public_value_source": _(
                "Say before the deadline which one it will be, for example the numbers of a"
                " lottery on a certain day. Then nobody can choose who wins a tie."
            ),
            "most_per_county": _("Left empty, as many as are the best."),
            "least_points": _("Left empty, no team is refused for its points."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        options["source_language"] = options["instance"].training.language
        super().__init__(*args, **options)
        self.fields["late_rule"].choices = capitalised(LateRule.choices)  # type: ignore[attr-defined]
        self.fields["incomplete_rule"].choices = capitalised(IncompleteRule.choices)  # type: ignore[attr-defined]
        call: Call = self.instance
        have = {row.party: row for row in call.composition_rules.all()}
        for party, label in Party.choices:
            row = have.get(party)
            self._pair(f"party_{party}", label, row)
        rules = {row.county_id: row for row in call.county_rules.all()}
        self.counties = list(County.objects.order_by("name", "pk"))
        for county in self.counties:
            self._pair(f"county_{county.pk}", county.name, rules.get(county.pk))

    def _pair(self, name: str, label: Any, row: Any) -> None:
        for bound, word in (("least", _("At least")), ("most", _("At most"))):
            self.fields[f"{bound}_{name}"] = forms.IntegerField(
                label=word, required=False, min_value=0, max_value=MOST
            )
            self.fields[f"{bound}_{name}"].row_label = label  # type: ignore[attr-defined]
            value = getattr(row, bound) if row is not None else None
            self.initial[f"{bound}_{name}"] = value or (None if bound == "least" else value)

    def _rows(self, prefix: str, choices: list[tuple[str, Any]]) -> list[tuple[Any, Any, Any]]:
        return [
            (label, self[f"least_{prefix}_{key}"], self[f"most_{prefix}_{key}"])
            for key, label in choices
        ]

    def party_rows(self) -> list[tuple[Any, Any, Any]]:
        return self._rows("party", capitalised(Party.choices))

    def county_rows(self) -> list[tuple[Any, Any, Any]]:
        return self._rows("county", [(one.pk, one.name) for one in self.counties])

    def source_fields(self) -> list[forms.BoundField]:
        return [
            field
            for field in super().source_fields()
            if not field.name.startswith(
                ("least_party", "most_party", "least_county", "most_county")
            )
        ]

    def clean_kept_days(self) -> int:
        days: int = self.cleaned_data["kept_days"]
        if not 1 <= days <= LONGEST_KEPT:
            raise forms.ValidationError(
                _("Keep applications for 1 to %(most)s days.") % {"most": LONGEST_KEPT}
            )
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._keep_seconds(cleaned)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("The call closes after it opens."))
        self._check_later(cleaned, "late_rule", LateRule.ACCEPTED, "late_until")
        self._check_later(cleaned, "incomplete_rule", IncompleteRule.COMPLETED, "complete_by")
        for name in ("most_teams", "least_members"):
            if cleaned.get(name) == 0:
                self.add_error(name, _("At least 1."))
        if cleaned.get("most_per_county") == 0:
            self.add_error("most_per_county", _("At least 1, or left empty."))
        least, most = cleaned.get("least_members"), cleaned.get("most_members")
        if least and most is not None and most < least:
            self.add_error("most_members", _("Not fewer than the least."))
        self._check_pairs(cleaned)
        wanted = sum(one.least for one in self.composition())
        if most is not None and wanted > most:
            self.add_error("most_members", _("The parties together need more people."))
        return cleaned

    def _keep_seconds(self, cleaned: dict[str, Any]) -> None:
        """The browser's field knows minutes only; a moment that was not touched stays exact."""
        for name in ("opens_at", "closes_at", "late_until", "complete_by", "assess_by"):
            said, before = cleaned.get(name), getattr(self.instance, name)
            if (
                said
                and before
                and said.replace(second=0) == before.replace(second=0, microsecond=0)
            ):
                cleaned[name] = before

    def _check_later(self, cleaned: dict[str, Any], rule: str, asks: str, name: str) -> None:
        closes, until = cleaned.get("closes_at"), cleaned.get(name)
        if cleaned.get(rule) != asks:
            cleaned[name] = None
        elif until is None and name not in self.errors:
            self.add_error(name, _("Say until when."))
        elif until and closes and until <= closes:
            self.add_error(name, _("Later than the deadline."))

    def _check_pairs(self, cleaned: dict[str, Any]) -> None:
        for name in list(self.fields):
            if not name.startswith(("least_party", "least_county")):
                continue
            most_name = name.replace("least_", "most_", 1)
            least, most = cleaned.get(name) or 0, cleaned.get(most_name)
            if most is not None and most < least:
                self.add_error(most_name, _("Not fewer than the least."))

    def composition(self) -> list[PartyRule]:
        """Rules that say something."""
        return [
            PartyRule(key, least, most) for key, least, most in self._said("party", Party.values)
        ]

    def county_limits(self) -> dict[str, tuple[int, int | None]]:
        keys = [one.pk for one in self.counties]
        return {key: (least, most) for key, least, most in self._said("county", keys)}

    def _said(self, prefix: str, keys: list[str]) -> list[tuple[str, int, int | None]]:
        found = []
        for key in keys:
            least = self.cleaned_data.get(f"least_{prefix}_{key}") or 0
            most = self.cleaned_data.get(f"most_{prefix}_{key}")
            if least or most is not None:
                found.append((key, least, most))
        return found

    def groups(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        parts = [
            ("texts", _("Texts"), ("description", "how_assessed", "consent")),
            ("times", _("Times"), ("opens_at", "closes_at", "late_rule", "late_until",
                                   "incomplete_rule", "complete_by", "assess_by")),
            ("teams", _("Teams"), ("most_teams", "least_members", "most_members", "needs_letter")),
            ("choice", _("Choice"), ("most_per_county", "least_points", "public_value_source")),
            ("keeping", _("Keeping"), ("kept_days",)),
        ]  # fmt: skip
        return [(key, head, [self[name] for name in names]) for key, head, names in parts]


class ExtendForm(forms.Form):
    until = DeadlineField(label=_("New deadline"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Stands on the page of the call, and is told to those who are still writing."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, before: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["until"].widget.attrs["min"] = localtime(before).strftime("%Y-%m-%dT%H:%M")
