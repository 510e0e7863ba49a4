"""Cases: what they are about, what comes next, how they end."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.clients.cases import CaseFacts
from loim.casework.forms.clients.compared import ComparedForm
from loim.casework.forms.guarded_text import GuardedTextField, GuardedTexts
from loim.casework.models import CaseOutcome, CaseStatus
from loim.people.models import User
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.services.models import Topic


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        super().__init__(Topic.objects.none(), label=_("Topic"), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.text("name"))


class CaseFields(GuardedTexts, forms.Form):
    use_required_attribute = False

    topic = TopicField(empty_label=_("Choose"))
    matter = GuardedTextField(label=_("What it is about"), required=False)
    next_step = GuardedTextField(
        label=_("Next step"), required=False, is_line=True, max_length=300,
        help_text=_("Who does what next."),
    )  # fmt: skip
    next_step_on = DayField(label=_("By"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        topics: Any = self.fields["topic"]
        topics.queryset = Topic.objects.order_by("position", "pk")

    def facts(self) -> CaseFacts:
        said = self.cleaned_data
        return CaseFacts(said["topic"], said["matter"], said["next_step"], said["next_step_on"])


class NewCaseForm(CaseFields):
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EditCaseForm(ComparedForm, CaseFields):
    compared = ("topic", "matter", "next_step", "next_step_on")


class NoteForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    text = GuardedTextField(label=_("Note"), max_length=4000)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class CloseForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Outcome"), widget=forms.RadioSelect,
        choices=capitalised([one for one in CaseOutcome.choices if one[0] != "withdrawn"]),
    )  # fmt: skip
    note = GuardedTextField(label=_("Note"), required=False)


class CaseFilterForm(forms.Form):
    use_required_attribute = False

    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("live", _("Not closed")), *capitalised(CaseStatus.choices), ("all", _("All"))],
    )  # fmt: skip
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Mine")), ("all", _("Everybody’s"))]
    )
    topic = TopicField(required=False, empty_label=_("All"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        topics: Any = self.fields["topic"]
        topics.queryset = Topic.objects.order_by("position", "pk")


class HandOverForm(GuardedTexts, forms.Form):
    use_required_attribute = False

    of = forms.ModelChoiceField(User.objects.none(), label=_("Who leaves"))
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Who takes over"), empty_label=_("Choose")
    )
    note = GuardedTextField(
        label=_("Note"), required=False, help_text=_("It stands in each case that is handed over.")
    )

    def __init__(self, *args: Any, colleagues: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("of", "to"):
            field: Any = self.fields[name]
            field.queryset = colleagues
            field.label_from_instance = lambda person: person.name or person.email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("of") and said.get("of") == said.get("to"):
            self.add_error("to", _("Choose somebody else."))
        return said
