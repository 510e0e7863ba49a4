"""People of a community, and whom one can turn to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.communities.actions.contacts import ContactFacts
from loim.communities.actions.people import OFFERED_ROLES
from loim.communities.forms.small import SentOnce
from loim.communities.models import Contact
from loim.programmes.forms.record_fields import capitalised


class InviteForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"), choices=capitalised((role.value, role.label) for role in OFFERED_ROLES),
        help_text=_("Coordinators and organisers keep the page; members see all that is gathered."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_invite_%s")


class ContactForm(SentOnce):
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254,
        help_text=_("They get a letter and decide themselves what is shown."),
    )  # fmt: skip
    tasks = forms.CharField(
        label=_("What can one ask them?"), max_length=150, required=False,
        help_text=_("Such as “village elder” or “keys of the community house”."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_contact_%s")

    def facts(self) -> ContactFacts:
        names = ("name", "email", "tasks", "phone", "language")
        return ContactFacts(**{name: self.cleaned_data[name] for name in names})


class OwnContactForm(forms.Form):
    """The person's own page: what is shown of them."""

    tasks = forms.CharField(label=_("What can one ask you?"), max_length=150, required=False)
    shows_email = forms.BooleanField(label=_("Show my e-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    shows_phone = forms.BooleanField(label=_("Show my phone number"), required=False)

    def __init__(self, data: Any = None, *, contact: Contact) -> None:
        names = ("tasks", "phone", "shows_email", "shows_phone")
        super().__init__(data, initial={name: getattr(contact, name) for name in names})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("shows_phone") and not said.get("phone"):
            self.add_error("phone", _("Write the number that is to be shown."))
        return said
