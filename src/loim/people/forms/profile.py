from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.letters import letters_for, switched_off_by
from loim.people.models import User
from loim.people.models.user import LANGUAGES


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("a person", "Name"),
        max_length=150,
        help_text=_("Shown to the people you work with, and beside the records you make."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("Of the pages after you sign in, and of the mail that we send you."),
    )

    letters = forms.MultipleChoiceField(
        label=_("Letters about your work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        letters = letters_for(person)
        if not letters:
            del self.fields["letters"]
            return
        off = switched_off_by(person)
        field: forms.MultipleChoiceField = self.fields["letters"]  # type: ignore[assignment]
        field.choices = [(each.key, f"{each.label}. {each.help_text}") for each in letters]
        self.initial["letters"] = [each.key for each in letters if each.key not in off]


class EraseForm(forms.Form):
    """Nobody erases themselves by a slip: the address has to be typed."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Type it to confirm that your data is to be erased."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.user = user

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if email.strip().lower() != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of the account."))
        return email
