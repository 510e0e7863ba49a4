"""Interpreters, orders, costs."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.actions.appointments.interpreters import InterpreterFacts
from loim.casework.models import Appointment, Interpreter
from loim.common.translated import LANGUAGES


class InterpreterForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    languages = forms.CharField(
        label=_("Languages"), max_length=300, help_text=_("With commas between them.")
    )
    letters_language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    def __init__(self, data: Any = None, *, interpreter: Interpreter | None = None) -> None:
        super().__init__(data)
        if interpreter is not None:
            self.initial = {
                name: getattr(interpreter, name)
                for name in ("name", "email", "phone", "letters_language")
            } | {"languages": ", ".join(interpreter.languages)}

    def clean_languages(self) -> list[str]:
        said = str(self.cleaned_data["languages"]).split(",")
        found = list(dict.fromkeys(" ".join(word.split()) for word in said if word.strip()))
        if not found:
            raise forms.ValidationError(_("Write at least one language."))
        if any(len(word) > 40 for word in found):
            raise forms.ValidationError(_("Put commas between the languages."))
        return found

    def facts(self) -> InterpreterFacts:
        return InterpreterFacts(**self.cleaned_data)


class _InterpreterField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({', '.join(obj.languages)})"


class OrderForm(forms.Form):
    use_required_attribute = False

    interpreter = _InterpreterField(Interpreter.objects.none(), label=_("Interpreter"))
    language = forms.CharField(label=_("Language"), max_length=40)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, *, appointment: Appointment) -> None:
        language = "" if appointment.language == "other" else appointment.get_language_display()
        super().__init__(data, initial={"language": language})
        self.fields["interpreter"].queryset = Interpreter.objects.filter(  # type: ignore[attr-defined]
            organisation=appointment.organisation_id, is_active=True
        ).order_by("name", "pk")


class CostForm(forms.Form):
    use_required_attribute = False

    cost = forms.DecimalField(
        label=_("Cost, in euros"), min_value=0, max_digits=8, decimal_places=2, localize=True
    )
