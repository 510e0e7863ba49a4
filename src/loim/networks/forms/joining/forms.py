"""Forms of a city's way into a network of cities."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGE_CODES
from loim.common.translation_fields import TranslationFields
from loim.experts.forms.small import long_text
from loim.networks.actions.joining.beginning import ProcessFacts
from loim.networks.actions.joining.stepping import StepFacts
from loim.networks.actions.joining.templates import TemplateFacts, TemplateStepFacts
from loim.networks.models import JoiningProcess, JoiningStep, JoiningTemplate
from loim.people.models import User
from loim.programmes.forms.evidence_file import EvidenceFileField
from loim.programmes.forms.record_fields import DayField


class ProcessForm(TranslationFields):
    """The instance is for filling in alone: `facts` is what counts."""

    use_required_attribute = False

    template = forms.ModelChoiceField(
        JoiningTemplate.objects.none(),
        label=_("Steps to begin with"),
        required=False,
        empty_label=_("the ready-made ones"),
        help_text=_("You can change them afterwards as your way needs it."),
    )
    start_date = DayField(label=pgettext_lazy("joining a network", "Begins"))
    target_date = DayField(label=_("To be a member by"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = JoiningProcess
        fields = ("purpose", "contact_name", "contact_email")
        widgets = {"purpose": long_text(4)}
        help_texts = {"contact_name": _("Whom to ask at the network of cities.")}

    def __init__(self, data: Any = None, *, process: JoiningProcess, today: date) -> None:
        super().__init__(data, instance=process, source_language=process.language)
        self.initial.setdefault("submission", uuid4())
        self.initial["start_date"] = process.start_date or today
        self.initial["target_date"] = process.target_date
        if getattr(process, "pk", None):
            del self.fields["template"]
        else:
            field = cast("Any", self.fields["template"])
            field.queryset = JoiningTemplate.objects.filter(is_offered=True).order_by("name", "pk")
            field.label_from_instance = lambda row: row.text("name")
        self.order_fields(["template", "start_date", "target_date", "purpose"])

    def facts(self) -> ProcessFacts:
        said = self.cleaned_data
        return ProcessFacts(
            said["start_date"], said["target_date"], said["purpose"], said["contact_name"],
            said["contact_email"], self.instance.translations,
        )  # fmt: skip


class StepForm(TranslationFields):
    use_required_attribute = False

    due_date = DayField(label=_("Due"), required=False)

    class Meta:
        model = JoiningStep
        fields = ("title", "explanation", "responsible", "responsible_name", "due_date", "note")
        widgets = {"explanation": long_text(3), "note": long_text(2)}
        help_texts = {"responsible_name": _("Who has no account here.")}

    def __init__(self, data: Any = None, *, step: JoiningStep, colleagues: Any) -> None:
        super().__init__(data, instance=step, source_language=step.source_language)
        field = cast("Any", self.fields["responsible"])
        field.queryset, field.empty_label = colleagues, _("nobody yet")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("responsible") and said.get("responsible_name"):
            self.add_error("responsible_name", _("Choose a colleague or write a name: one of the two."))  # fmt: skip
        return said

    def facts(self) -> StepFacts:
        said = self.cleaned_data
        responsible: User | None = said["responsible"]
        return StepFacts(
            title=said["title"], explanation=said["explanation"], responsible=responsible,
            responsible_name=said["responsible_name"], due_date=said["due_date"],
            note=said["note"], translations=self.instance.translations,
        )  # fmt: skip


class DoneForm(forms.Form):
    use_required_attribute = False
    done_date = DayField(label=_("Done on"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, prefix="done", initial={"done_date": today})


class DocumentForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(label=_("Title"), max_length=200)
    file = EvidenceFileField(label=_("File"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix="document", initial={"submission": uuid4()})


class JoinedForm(forms.Form):
    use_required_attribute = False
    ended_date = DayField(label=_("Joined on"))
    agreement = forms.CharField(label=_("Agreement or decision"), max_length=300)
    agreement_url = forms.URLField(
        label=_("Address of the agreement"), required=False, max_length=500, assume_scheme="https"
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("Their e-mail"), max_length=254, required=False)

    def __init__(self, data: Any = None, *, process: JoiningProcess, today: date) -> None:
        initial = {
            "ended_date": today, "contact_name": process.contact_name,
            "contact_email": process.contact_email,
        }  # fmt: skip
        super().__init__(data, prefix="joined", initial=initial)


class StoppedForm(forms.Form):
    use_required_attribute = False
    ended_date = DayField(label=_("Stopped on"))
    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=long_text(3))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, prefix="stopped", initial={"ended_date": today})


class TemplateForm(TranslationFields):
    use_required_attribute = False

    class Meta:
        model = JoiningTemplate
        fields = ("name", "language", "is_offered")

    def __init__(self, data: Any = None, *, template: JoiningTemplate, steps: Any = None) -> None:
        chosen = data.get("language", "") if data else ""
        language = chosen if chosen in LANGUAGE_CODES else template.language
        super().__init__(data, instance=template, source_language=language)
        self.rows = TemplateRows(data, prefix="steps", initial=steps or [])

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def facts(self, known: dict[int, dict[str, Any]]) -> TemplateFacts:
        """`known` translations of steps, by their key: the form shows the source alone."""
        said = self.cleaned_data
        return TemplateFacts(
            name=said["name"], language=said["language"], is_offered=said["is_offered"],
            translations=self.instance.translations,
            steps=[
                TemplateStepFacts(
                    row["title"], row["explanation"], row["due_months"], row["key"],
                    known.get(row["key"] or 0, {}),
                )
                for row in self.rows.kept()
            ],
        )  # fmt: skip


class TemplateStepForm(forms.Form):
    use_required_attribute = False
    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Step"), max_length=200, required=False)
    explanation = forms.CharField(
        label=_("Explanation"), max_length=2000, required=False, widget=long_text(2)
    )
    due_months = forms.IntegerField(
        label=_("Due after (months)"), required=False, min_value=0, max_value=120
    )
    order = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=999)


class TemplateRows(
    formset_factory(  # type: ignore[misc]  # made by a function
        TemplateStepForm, formset=BaseFormSet, extra=3, max_num=60, absolute_max=60
    )
):
    def kept(self) -> list[dict[str, Any]]:
        """Those with a title, in the order that was given."""
        said = [
            (row.cleaned_data.get("order") or 999, place, row.cleaned_data)
            for place, row in enumerate(self.forms)
            if row.cleaned_data.get("title")
        ]
        return [row for _order, _place, row in sorted(said, key=lambda each: each[:2])]
