"""Forms of contacts and roles."""

import re
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.communities.actions.crisis.contacts import ContactFacts
from loim.communities.models import CrisisContact, CrisisRole
from loim.communities.queries.crisis.draft import details_of
from loim.programmes.forms.record_fields import DayField

DEPUTIES = 3
_PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{4,24}$")
MOST_PHONES = 3


class PhonesField(forms.CharField):
    """Up to three numbers, one on each line or with commas between."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Telephone numbers"), max_length=120,
            widget=forms.Textarea(attrs={"rows": 2, "inputmode": "tel"}),
            help_text=_("Up to three, each on a line of its own: the one that answers at night first."),
            **options,
        )  # fmt: skip

    def clean(self, value: Any) -> tuple[str, ...]:
        given = [part.strip() for part in re.split(r"[\n,;]", super().clean(value) or "")]
        phones = tuple(" ".join(part.split()) for part in given if part)
        for phone in phones:
            if not _PHONE.match(phone):
                raise forms.ValidationError(
                    _("“%(phone)s” is no telephone number: digits, spaces and a + at the start."),
                    params={"phone": phone},
                )
        if len(phones) > MOST_PHONES:
            raise forms.ValidationError(_("Three numbers are enough."))
        return phones


class ContactForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150)
    phones = PhonesField()
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        help_text=_("To ask for their consent, and once a year whether everything is still right."),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    languages = forms.CharField(label=_("Languages they speak"), max_length=100, required=False)
    skills = forms.CharField(
        label=_("What they can do"), max_length=200, required=False,
        help_text=_("First aid, chainsaw, a boat, a big pot …"),
    )  # fmt: skip
    letter_language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    def __init__(
        self, data: Any = None, *, contact: CrisisContact | None = None, language: str = "et"
    ) -> None:
        super().__init__(data, initial=self._kept(contact, language))

    @staticmethod
    def _kept(contact: CrisisContact | None, language: str) -> dict[str, Any]:
        if contact is None:
            return {"letter_language": language}
        details = details_of(contact)
        return {
            "name": contact.name, "phones": "\n".join(details.phones), "email": contact.email,
            "address": details.address, "languages": contact.languages,
            "skills": contact.skills, "letter_language": contact.letter_language,
        }  # fmt: skip

    def facts(self) -> ContactFacts:
        return ContactFacts(**self.cleaned_data)


class PaperConsentForm(forms.Form):
    given_date = DayField(label=_("Day of the consent"))
    note = forms.CharField(
        label=_("Where is the paper?"), max_length=200,
        help_text=_("‘Folder in the village hall’. They have read what the plan is for and who sees it."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"given_date": localdate()})


class RoleForm(forms.Form):
    title = forms.CharField(label=_("Role"), max_length=100)
    explanation = forms.CharField(
        label=_("What does this role do?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        contacts: list[CrisisContact],
        role: CrisisRole | None = None,
        holders: list[int] | None = None,
    ) -> None:
        super().__init__(data)
        if role is not None:
            self.initial = {"title": role.title, "explanation": role.explanation}
        self._contacts = {str(contact.pk): contact for contact in contacts}
        choices = [("", _("nobody yet")), *((key, one.name) for key, one in self._contacts.items())]
        for place in range(DEPUTIES + 1):
            self.fields[f"holder_{place}"] = forms.ChoiceField(
                label=_("Who has it") if place == 0 else _("Deputy %(n)s") % {"n": place},
                choices=choices, required=False,
            )  # fmt: skip
            if holders and place < len(holders) and holders[place]:
                self.initial[f"holder_{place}"] = holders[place]

    def holders(self) -> list[CrisisContact]:
        given = (self.cleaned_data[f"holder_{place}"] for place in range(DEPUTIES + 1))
        return [self._contacts[key] for key in given if key]


class CallerForm(forms.Form):
    """Who calls one contact."""

    def __init__(self, data: Any = None, *, contacts: list[CrisisContact]) -> None:
        super().__init__(data)
        self._contacts = {str(contact.pk): contact for contact in contacts}
        keys = [(key, key) for key in self._contacts]
        self.fields["contact"] = forms.ChoiceField(choices=keys)
        self.fields["caller"] = forms.ChoiceField(choices=[("", ""), *keys], required=False)

    def pair(self) -> tuple[CrisisContact, CrisisContact | None]:
        said = self.cleaned_data
        return self._contacts[said["contact"]], self._contacts.get(said["caller"])
