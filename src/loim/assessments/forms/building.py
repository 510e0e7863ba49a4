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
    NextStepFacts,
    StatementFacts,
    ThemeFacts,
)
from loim.assessments.actions.questionnaires import QuestionnaireFacts
from loim.assessments.models import (
    NextStep,
    OverallLevel,
    Questionnaire,
    QuestionnaireVersion,
    Statement,
    Target,
    Theme,
)
from loim.assessments.subjects import known_kinds
from loim.common.translated import LANGUAGES
from loim.common.translation_fields import TranslationFields
from loim.events.models import EventKind
from loim.experts.models import ExpertField
from loim.library.models import Collection, LibraryItem, LibraryTopic
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


class NextStepForm(TranslationFields):
    """Where it leads: a field for each kind of target; the one that was chosen counts."""

    item = forms.CharField(
        label=gettext_lazy("Address of its page in the library"), required=False, max_length=300
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic of the library"), required=False)
    collection = forms.ChoiceField(label=gettext_lazy("Collection of the library"), required=False)
    experts = forms.ChoiceField(label=gettext_lazy("Field of experts"), required=False)
    events = forms.ChoiceField(label=gettext_lazy("Kind of events"), required=False)

    address = forms.URLField(
        label=gettext_lazy("Web address"), required=False, max_length=300, assume_scheme="https"
    )

    class Meta:
        model = NextStep
        fields = ("wording", "theme", "from_percent", "to_percent", "target", "address")
        labels = {
            "wording": gettext_lazy("What to do"),
            "theme": gettext_lazy("For the theme"),
            "from_percent": gettext_lazy("From per cent"),
            "to_percent": gettext_lazy("Up to per cent"),
            "target": gettext_lazy("Leads to"),
        }
        help_texts = {
            "target": gettext_lazy("Fill in below what fits; the other fields do not count.")
        }

    def __init__(self, *args: Any, themes: list[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        theme = cast("forms.ModelChoiceField[Theme]", self.fields["theme"])
        theme.queryset = Theme.objects.filter(pk__in=[each.pk for each in themes])
        theme.required = False
        theme.choices = [
            ("", _("The result as a whole")),
            *((each.pk, each.text("title")) for each in themes),
        ]
        self.fields["address"].widget.attrs["placeholder"] = "https://"
        for name, choices in _targets().items():
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", "–"), *choices]
        field_name = _FIELDS.get(self.instance.target)
        if field_name:
            self.initial[field_name] = self.instance.target_key

    def clean_item(self) -> str:
        said: str = self.cleaned_data["item"].strip().rstrip("/")
        return said.rpartition("/")[2]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("from_percent"), cleaned.get("to_percent")
        if low is not None and high is not None and not low < high <= 100:
            self.add_error("to_percent", _("It is above the first number, and at most 100."))
        target = cleaned.get("target", "")
        needed = "address" if target == Target.ADDRESS else _FIELDS.get(target)
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Say where it leads."))
        if target == Target.LIBRARY_ITEM and (key := cleaned.get("item")):
            is_there = key.isdecimal() and LibraryItem.objects.open_to_readers().filter(pk=key)
            if not is_there:
                self.add_error("item", _("No published item of the library has this address."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "target_key", "address"}  # type: ignore[misc]

    def validate_constraints(self) -> None:
        return

    def facts(self) -> NextStepFacts:
        said = self.cleaned_data
        target, name = said["target"], _FIELDS.get(said["target"])
        return NextStepFacts(
            wording=said["wording"], theme=said["theme"], from_percent=said["from_percent"],
            to_percent=said["to_percent"], target=target,
            target_key=str(said[name]) if name else "",
            address=said["address"] if target == Target.ADDRESS else "",
            translations=self.instance.translations,
        )  # fmt: skip


_FIELDS = {
    Target.LIBRARY_ITEM: "item", Target.LIBRARY_TOPIC: "topic", Target.COLLECTION: "collection",
    Target.EXPERTS: "experts", Target.EVENTS: "events",
}  # fmt: skip


def _targets() -> dict[str, list[tuple[Any, Any]]]:
    collections = Collection.objects.filter(is_published=True).select_related("text")
    return {
        "topic": [(each.slug, each.text("name")) for each in LibraryTopic.objects.order_by("name")],
        "collection": [(each.pk, _title(each)) for each in collections.order_by("pk")],
        "experts": [
            (each.slug, each.text("name"))
            for each in ExpertField.objects.filter(is_offered=True).order_by("position", "pk")
        ],
        "events": capitalised(EventKind.choices),
    }


def _title(collection: Collection) -> str:
    return _("collection %(number)s") % {"number": collection.pk}


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


def _lines(text: str) -> list[str]:
    return [line.strip()[:300] for line in text.splitlines() if line.strip()]
