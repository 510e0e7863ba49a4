"""allauth's forms in our words."""

from typing import Any

from allauth.account.forms import AddEmailForm, ConfirmLoginCodeForm, LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail")
        field.help_text = _("We send you a code to sign in with. You do not need a password.")
        field.widget.attrs = {"autocomplete": "username webauthn", "autofocus": True}


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters; small letters and a missing dash do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class NewAddressForm(AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("New e-mail")
        field.help_text = _("We send a code there. The address changes when you enter the code.")
        field.widget.attrs = {"autocomplete": "email"}
