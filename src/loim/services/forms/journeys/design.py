"""Forms for designing journeys: the journey, its stages and steps, notes, publishing."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Municipality, Organisation
from loim.programmes.forms.record_fields import OrganisationField, capitalised
from loim.services.actions.journeys.designing import JourneyFacts
from loim.services.actions.journeys.noting import NoteFacts
from loim.services.journey_texts import JOURNEY
from loim.services.models import Journey, JourneyNote, JourneyStage, JourneyStep, Variant


class SeveralField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


class JourneyForm(forms.Form):
    """Its words only when it is begun; later they are where all texts are."""

    title = forms.CharField(label=cast("Any", JOURNEY.field("title").label), max_length=150)
    summary = forms.CharField(
        label=cast("Any", JOURNEY.field("summary").label),
        help_text=cast("Any", JOURNEY.field("summary").help),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keeper = OrganisationField(label=_("Kept by"))
    slug = forms.CharField(
        label=_("Address"),
        max_length=60,
        validators=Journey._meta.get_field("slug").validators,  # noqa: SLF001  # Django's own way
        help_text=_("The end of the page’s address: small letters, digits and hyphens."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("all of Estonia"),
    )
    variants = SeveralField(label=_("For whom"), choices=capitalised(Variant.choices))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, organisations: list[Organisation], journey: Journey | None = None,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        places = Municipality.objects.filter(valid_to=None).order_by("name", "pk")
        self.fields["municipality"].queryset = places  # type: ignore[attr-defined]
        if journey is None:
            self.initial.setdefault("submission", uuid4())
            self.fields["keeper"].offer(organisations)  # type: ignore[attr-defined]
            return
        for name in ("title", "summary", "keeper", "submission"):
            del self.fields[name]
        if journey.is_public:
            del self.fields["slug"]  # it is printed on papers
        self.initial = {
            "slug": journey.slug,
            "municipality": journey.municipality_id,
            "variants": journey.variants,
        }

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in {"new", "applied", "design", "kept"}:
            raise forms.ValidationError(_("This address is taken by a page. Choose another one."))
        return slug

    def facts(self) -> JourneyFacts:
        said = self.cleaned_data
        slug = said.get("slug") or str(self.initial["slug"])
        return JourneyFacts(slug, said["municipality"], tuple(said["variants"]))

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "summary")}


class StageForm(forms.Form):
    """A title in each language; the Estonian one is needed."""

    def __init__(self, *args: Any, stage: JourneyStage | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        titles = stage.titles if stage else {}
        for code, name in LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=name, max_length=100, required=code == "et",
                widget=forms.TextInput(attrs={"lang": code}), initial=titles.get(code, ""),
            )  # fmt: skip

    def titles(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"title_{code}"].strip() for code, _name in LANGUAGES}


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = JourneyNote
        fields = ("step", "kind", "severity", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, steps: list[tuple[JourneyStep, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("submission", uuid4())
        field: Any = self.fields["step"]
        field.queryset = JourneyStep.objects.filter(pk__in=[step.pk for step, _title in steps])
        field.choices = [("", _("the whole journey")), *((step.pk, title) for step, title in steps)]
        for name in ("kind", "severity"):
            choice: Any = self.fields[name]
            choice.choices = capitalised(
                [each for each in choice.choices if each[0] not in ("", None)]
            )

    def facts(self) -> NoteFacts:
        said = self.cleaned_data
        return NoteFacts(said["kind"], said["severity"], said["words"].strip(), said["step"])


class ResolveForm(forms.Form):
    resolution = forms.CharField(
        label=_("What was done?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PublishForm(forms.Form):
    note = forms.CharField(
        label=_("What is new"),
        help_text=_("For municipalities that adopted the journey: in a sentence or two."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
