"""allauth's form in our words."""

from typing import Any

from allauth.account.forms import AddEmailForm
from django.utils.translation import gettext_lazy as _


class NewAddressForm(AddEmailForm):  # type: ignore[misc]  # untyped library
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("New e-mail")
        field.help_text = _("We send a code there. The address changes when you enter the code.")
        field.widget.attrs = {"autocomplete": "email"}
