"""What a jury assesses, who is in it, and the points that they give."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translation_fields import TranslationFields
from loim.ideas.models import Criterion


class CriterionForm(TranslationFields):
    class Meta:
        model = Criterion
        fields = ("title", "description", "most", "weight")
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"weight": _("How many times its points count.")}

    def __init__(self, data: Any, *, instance: Criterion) -> None:
        super().__init__(data, instance=instance, source_language=instance.forum.event.language)
        for name in ("most", "weight"):
            self.fields[name].min_value = 1  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return {**said, "translations": self.instance.translations}


class JurorForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of their account"), max_length=254)
    name = forms.CharField(
        label=_("Name on the forum’s page"), max_length=150, required=False,
        help_text=_("Left empty, as in their account."),
    )  # fmt: skip
    words = forms.CharField(label=_("Who they are"), max_length=200, required=False)


class ScoreForm(forms.Form):
    """One field for each criterion: points from 0 to its most."""

    def __init__(
        self, data: Any = None, *, criteria: list[Criterion], given: dict[int, int]
    ) -> None:
        super().__init__(data)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"points_{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.text("title"),
                help_text=criterion.text("description"),
                choices=[(str(n), str(n)) for n in range(criterion.most + 1)],
                coerce=int,
                widget=forms.RadioSelect({"class": "points"}),
                initial=given.get(criterion.pk),
            )

    def points(self) -> dict[Criterion, int]:
        return {
            criterion: self.cleaned_data[f"points_{criterion.pk}"] for criterion in self.criteria
        }


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("Reasons, or a word of thanks"), required=False, widget=forms.Textarea({"rows": 3})
    )
    without_unfinished = forms.BooleanField(
        label=_("Leave out the points of jurors who have not finished"), required=False
    )
