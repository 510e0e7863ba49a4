from django import forms
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation, Role


class PeopleFilter(forms.Form):
    """What the list of people shows; an unknown value shows everything."""

    text = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        required=False,
        queryset=Organisation.objects.order_by("name", "pk"),
        empty_label=_("All"),
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All")), *Role.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("active", _("Active")), ("closed", _("Closed")), ("all", _("All"))],
    )
    use_required_attribute = False
