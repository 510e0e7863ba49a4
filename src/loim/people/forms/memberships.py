"""Forms about roles: invite, give, end."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.forms.role_texts import WHAT_ROLES_DO
from loim.people.logic.roles import roles_in
from loim.people.models import Organisation, Role, User
from loim.people.models.user import LANGUAGES


def role_choices(organisation: Organisation | None) -> list[tuple[str, Any]]:
    offered = roles_in(organisation.kind) if organisation else list(Role.values)
    return [(role, Role(role).label) for role in offered]


def role_texts(organisation: Organisation | None) -> list[tuple[Any, Any]]:
    """Each role with what it may do, to be shown beside the choice."""
    return [(label, WHAT_ROLES_DO[role]) for role, label in role_choices(organisation)]


class InvitationForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(is_active=True).order_by("name", "pk"),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The invitation is sent to this address. It works for 14 days."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=pgettext_lazy("a person", "Name"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("The language of the invitation. The person can change it later."),
    )

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation is not None:
            del self.fields["organisation"]
        role: Any = self.fields["role"]
        role.choices = role_choices(organisation)


class MembershipForm(forms.Form):
    """Give one of the organisation's people another role."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Role"))
    start_date = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only its own people are offered: who else has an account is not for others to see.
        person: Any = self.fields["person"]
        person.queryset = (
            User.objects.filter(memberships__organisation=organisation, is_active=True)
            .distinct()
            .order_by("name", "email", "pk")
        )
        role: Any = self.fields["role"]
        role.choices = role_choices(organisation)


class RoleForPersonForm(forms.Form):
    """For platform administrators, on a person's page: a role in any organisation."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(is_active=True).order_by("name", "pk"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    start_date = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("The role is in force until the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today
