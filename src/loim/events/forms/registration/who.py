"""Who registers, from where, and that they agree: what is asked once for everybody."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.events.forms.registration.typed import QuietForm
from loim.events.models import Party, RegistrationSettings
from loim.events.queries.registration.organisations import (
    municipalities_to_choose,
    organisation_named,
    organisations_of,
)
from loim.people.models import Municipality, Organisation, User
from loim.people.permissions import Person
from loim.programmes.forms.record_fields import capitalised


class WhoForm(QuietForm, forms.Form):
    """`person` is who fills it in: one who is signed in is known, and is not asked the address.

    `leave_empty` is seen by programs alone, and only they fill it in.
    """

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    language = forms.ChoiceField(
        label=_("Your language"), choices=LANGUAGES, help_text=_("We will write to you in it.")
    )
    on_behalf_of = forms.ChoiceField(label=_("On behalf of"), required=False)
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty if you come for yourself alone."),
        widget=forms.TextInput({"list": "organisations", "autocomplete": "organization"}),
    )
    party = forms.ChoiceField(label=_("You represent"))
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label="–"
    )
    comes_whole = forms.BooleanField(
        label=_("All together or not at all"),
        required=False,
        help_text=_("If there are not enough places, nobody of you is given one alone."),
    )
    consent = forms.BooleanField(
        label=_("I agree"), error_messages={"required": _("Registering needs your agreement.")}
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    leave_empty = forms.CharField(required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        settings: RegistrationSettings,
        person: Person | None,
        is_group: bool,
        needs_municipality: bool,
        language: str,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.person = person if isinstance(person, User) else None
        self._represented = {str(o.pk): o for o in self._memberships(person)}
        self.initial = {
            "language": language,
            "submission": uuid4(),
            **self._known(),
            **(self.initial or {}),
        }
        if self.person is not None:
            del self.fields["email"]
        self._leave_out(settings, is_group=is_group)
        if "municipality" in self.fields:
            places = cast("forms.ModelChoiceField[Municipality]", self.fields["municipality"])
            places.queryset = municipalities_to_choose(localdate())
            places.required = needs_municipality

    def _memberships(self, person: Person | None) -> list[Organisation]:
        return organisations_of(person) if isinstance(person, User) else []

    def _leave_out(self, settings: RegistrationSettings, *, is_group: bool) -> None:
        asked = {
            "on_behalf_of": bool(self._represented),
            "organisation": settings.asks_organisation,
            "party": settings.asks_party and bool(settings.parties),
            "municipality": settings.asks_municipality,
            "comes_whole": is_group,
            "consent": bool(settings.consent),
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
        if asked["on_behalf_of"]:
            field = cast("forms.ChoiceField", self.fields["on_behalf_of"])
            field.choices = [
                ("", _("Nobody: I register for myself")),
                *((key, known.name) for key, known in self._represented.items()),
            ]
        if asked["party"]:
            parties = [(p.value, p.label) for p in Party if p.value in settings.parties]
            cast("forms.ChoiceField", self.fields["party"]).choices = [
                ("", pgettext_lazy("an answer", "Choose")),
                *capitalised(parties),
            ]

    def _known(self) -> dict[str, Any]:
        if self.person is None:
            return {}
        known: dict[str, Any] = {"name": self.person.name}
        if len(self._represented) == 1:
            [only] = self._represented.values()
            known |= {"organisation": only.name, "municipality": only.municipality_id}
        return known

    def clean_name(self) -> str:
        """One line: it stands in letters, also to people who have not asked for them."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def organisation_of_all(self) -> tuple[Organisation | None, str]:
        """What was named: one that is known here, else the words."""
        represented = self.represented()
        if represented is not None:
            return represented, ""
        words = " ".join((self.cleaned_data.get("organisation") or "").split())
        known = organisation_named(words)
        return (known, "") if known else (None, words)

    def represented(self) -> Organisation | None:
        """Only what the person is a member of can be chosen at all."""
        return self._represented.get(self.cleaned_data.get("on_behalf_of") or "")

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("leave_empty"))
