"""What is asked of somebody who books on the web: as little as can be."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.appointments.booking import Booker
from loim.casework.forms.appointments.choices import TopicField


class WishForm(forms.Form):
    """What about, and in which language: it stands in the address and names nobody."""

    use_required_attribute = False

    topic = TopicField(empty_label=_("choose a topic"))
    language = forms.ChoiceField(label=_("Language of the conversation"))

    def __init__(self, data: Any, *, languages: list[tuple[str, str]]) -> None:
        own = get_language()
        codes = [code for code, _name in languages]
        first = own if own in codes else (codes[0] if codes else "")
        super().__init__(data, initial={"language": first})
        self.fields["language"].choices = languages  # type: ignore[attr-defined]


class WhoForm(forms.Form):
    """`leave_empty` is seen by programs alone, and only they fill it in."""

    use_required_attribute = False

    name = forms.CharField(
        label=pgettext_lazy("a person", "Your name or initials"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        help_text=_("We send a confirmation and a reminder the day before."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your phone"),
        max_length=30,
        required=False,
        help_text=_("Without an e-mail we call you if something changes."),
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    leave_empty = forms.CharField(required=False)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        digits = [character for character in phone if character.isdecimal()]
        if phone and not 7 <= len(digits) <= 15:
            raise forms.ValidationError(
                _("Write the number with its digits, for example 5123 4567.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("email") and not said.get("phone"):
            self.add_error("email", _("Write an e-mail or a phone number: one of them is enough."))
        return said

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("leave_empty"))

    def who(self) -> Booker:
        said = self.cleaned_data
        return Booker(said["name"], said["email"], said["phone"], get_language() or "et")
