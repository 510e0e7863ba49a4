"""The editor's forms: a questionnaire and its parts, each in up to four languages."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.assessments.actions.parts import (
    Choice,
    LevelFacts,
    StatementFacts,
    ThemeFacts,
)
from loim.assessments.actions.questionnaires import QuestionnaireFacts
from loim.assessments.models import (
    OverallLevel,
    Questionnaire,
    QuestionnaireVersion,
    Statement,
    Theme,
)
from loim.assessments.subjects import known_kinds
from loim.common.translation_fields import TranslationFields
from loim.people.models import Organisation
from loim.programmes.forms.record_fields import capitalised

MOST_CHOICES, FEWEST_CHOICES = 8, 2
USUAL_CHOICES = {
    "et": ("Ei", "Osaliselt", "Jah"),
    "en": ("No", "Partly", "Yes"),
    "ru": ("Нет", "Частично", "Да"),
    "uk": ("Ні", "Частково", "Так"),
}


class QuestionnaireForm(TranslationFields):
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Kept by"), empty_label=None
    )
    for_kind = forms.ChoiceField(label=gettext_lazy("Who assesses itself by it"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    class Meta:
        model = Questionnaire
        fields = ("title", "slug", "description", "language", "asks_evidence")
        labels = {"title": gettext_lazy("Title"), "slug": gettext_lazy("Short name in the address")}
        help_texts = {"slug": gettext_lazy("Small letters, numbers and hyphens: village-safety.")}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, owners: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        owner = cast("forms.ModelChoiceField[Organisation]", self.fields["owner"])
        owner.queryset = Organisation.objects.filter(pk__in=[each.pk for each in owners])
        owner.choices = [(each.pk, each.name) for each in owners]
        self.initial.setdefault("owner", self.instance.owner_id)
        kinds = cast("forms.ChoiceField", self.fields["for_kind"])
        kinds.choices = capitalised((kind.key, kind.label) for kind in known_kinds())
        self.initial.setdefault("for_kind", self.instance.for_kind)

    def validate_constraints(self) -> None:
        return

    def validate_unique(self) -> None:
        return

    def facts(self) -> QuestionnaireFacts:
        said = self.cleaned_data
        names = ("title", "slug", "description", "language", "asks_evidence", "owner", "for_kind")
        return QuestionnaireFacts(
            **{name: said[name] for name in names}, translations=self.instance.translations
        )


class IntroductionForm(TranslationFields):
    class Meta:
        model = QuestionnaireVersion
        fields = ("introduction",)
        labels = {"introduction": gettext_lazy("What answerers read first")}
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}

    def validate_constraints(self) -> None:
        return


class ThemeForm(TranslationFields):
    class Meta:
        model = Theme
        fields = ("title", "explanation")
        labels = {"title": gettext_lazy("Title"), "explanation": gettext_lazy("Explanation")}
        widgets = {"explanation": forms.Textarea(attrs={"rows": 2})}

    def validate_constraints(self) -> None:
        return

    def facts(self) -> ThemeFacts:
        said = self.cleaned_data
        return ThemeFacts(
            said["title"], said["explanation"], translations=self.instance.translations
        )


class LevelForm(TranslationFields):
    class Meta:
        model = OverallLevel
        fields = ("name", "from_percent", "description", "advice")
        labels = {
            "name": pgettext_lazy("of a level", "Name"),
            "from_percent": gettext_lazy("From how many per cent"),
            "description": gettext_lazy("What it is like"),
            "advice": gettext_lazy("Advice"),
        }
        help_texts = {"from_percent": gettext_lazy("The lowest level begins at 0.")}
        widgets = {
            "description": forms.Textarea(attrs={"rows": 2}),
            "advice": forms.Textarea(attrs={"rows": 2}),
        }

    def validate_constraints(self) -> None:
        return

    def facts(self) -> LevelFacts:
        said = self.cleaned_data
        names = ("name", "from_percent", "description", "advice")
        return LevelFacts(
            **{name: said[name] for name in names}, translations=self.instance.translations
        )


class StatementForm(TranslationFields):
    """Answers to choose are lines, from the weakest; in another language as many lines."""

    choices = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("One on each line, from the weakest to the strongest."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    asks_something_else = forms.BooleanField(
        label=gettext_lazy("It asks something else now: do not compare it with earlier versions"),
        required=False,
    )

    class Meta:
        model = Statement
        fields = ("wording", "explanation")
        labels = {
            "wording": gettext_lazy("Statement or question"),
            "explanation": gettext_lazy("Explanation"),
        }
        widgets = {
            "wording": forms.Textarea(attrs={"rows": 2}),
            "explanation": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self, *args: Any, choices: list[Choice], was_published: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial["choices"] = "\n".join(each.label for each in choices)
        for language, _name in self._languages():
            said = [each.translations.get(language, {}).get("label", "") for each in choices]
            self.fields[f"choices_{language}"] = forms.CharField(
                label=self.fields["choices"].label, required=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": language}),
            )  # fmt: skip
            self.initial[f"choices_{language}"] = "\n".join(said) if any(said) else ""
        if not was_published:
            del self.fields["asks_something_else"]

    def source_fields(self) -> list[forms.BoundField]:
        copies = {f"choices_{language}" for language, _name in self._languages()}
        return [field for field in super().source_fields() if field.name not in copies]

    def translation_groups(self) -> list[tuple[str, str, list[forms.BoundField], bool]]:
        found = []
        for code, name, fields, is_open in super().translation_groups():
            choices = self[f"choices_{code}"]
            is_written = bool(choices.errors or choices.value())
            found.append((code, name, [*fields, choices], is_open or is_written))
        return found

    def clean_choices(self) -> list[str]:
        lines = _lines(self.cleaned_data["choices"])
        if not FEWEST_CHOICES <= len(lines) <= MOST_CHOICES:
            raise ValidationError(_("Write two to eight answers, one on each line."))
        if len({line.casefold() for line in lines}) < len(lines):
            raise ValidationError(_("Two answers are the same. Each must be another one."))
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines = cleaned.get("choices")
        for language, _name in self._languages():
            said = _lines(cleaned.get(f"choices_{language}") or "")
            cleaned[f"choices_{language}"] = said
            if lines and said and len(said) != len(lines):
                text = _("There are %(number)s answers: write as many lines here, or none.")
                self.add_error(f"choices_{language}", text % {"number": len(lines)})
        return cleaned

    def validate_constraints(self) -> None:
        return

    def facts(self) -> StatementFacts:
        said = self.cleaned_data
        choices = []
        for place, label in enumerate(said["choices"]):
            words = {
                language: {"label": lines[place]}
                for language, _name in self._languages()
                if (lines := said[f"choices_{language}"])
            }
            choices.append(Choice(label, words))
        return StatementFacts(
            wording=said["wording"], explanation=said["explanation"], choices=choices,
            asks_something_else=said.get("asks_something_else", False),
            translations=self.instance.translations,
        )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip()[:300] for line in text.splitlines() if line.strip()]
