"""What is advised in a theme, by level."""

from typing import Any

from django import forms

from loim.assessments.models import (
    OverallLevel,
)
from loim.common.translated import LANGUAGES

MOST_CHOICES, FEWEST_CHOICES = 8, 2


class AdviceForm(forms.Form):
    """What is advised in a theme at each level, in each language."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, levels: list[OverallLevel], advice: dict[int, Any], source: str,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.levels, self.source = levels, source
        for level in levels:
            row = advice.get(level.pk)
            for code, name in LANGUAGES:
                label = level.text("name") if code == source else f"{level.text('name')} ({name})"
                self.fields[f"advice_{level.pk}_{code}"] = forms.CharField(
                    label=label, required=False, max_length=2000,
                    widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
                )  # fmt: skip
                said = row.advice if row and code == source else ""
                if row and code != source:
                    said = row.translations.get(code, {}).get("advice", "")
                self.initial[f"advice_{level.pk}_{code}"] = said

    def groups(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        return [
            (
                self[f"advice_{level.pk}_{self.source}"],
                [
                    self[f"advice_{level.pk}_{code}"]
                    for code, _n in LANGUAGES
                    if code != self.source
                ],
            )
            for level in self.levels
        ]

    def said(self) -> dict[OverallLevel, tuple[str, dict[str, dict[str, str]]]]:
        found = {}
        for level in self.levels:
            words = {
                code: {"advice": text}
                for code, _name in LANGUAGES
                if code != self.source and (text := self.cleaned_data[f"advice_{level.pk}_{code}"])
            }
            found[level] = (self.cleaned_data[f"advice_{level.pk}_{self.source}"], words)
        return found
