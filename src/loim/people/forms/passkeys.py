from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # untyped library
    """Every key is a passkey: it knows whose it is, and asks for a finger, a face or a PIN."""

    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you recognise it, for example 'My phone'.")

    def clean_passwordless(self) -> bool:
        """Whatever was sent: without the person's own confirmation it is not accepted."""
        return True
