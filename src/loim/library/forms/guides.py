"""A guide of the plan: its work, its print runs, whom it was given to."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.library.models import GivenAs, PlannedGuide
from loim.people.models import Municipality, Role, User
from loim.people.permissions import may_administer_platform, organisations_with_role
from loim.programmes.forms.record_fields import capitalised
from loim.programmes.models import Activity

_LANGUAGES = [
    ("et", _("Estonian")),
    ("en", _("English")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
]


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"})


class GuideForm(forms.Form):
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Activity of the plan"), empty_label=None
    )
    designed_by = forms.CharField(label=_("Designed by"), required=False, max_length=200)
    designed_date = forms.DateField(label=_("Design finished on"), required=False, widget=_day())
    issued_date = forms.DateField(
        label=_("Issued on"), required=False, widget=_day(),
        help_text=_("The day from which it counts in the plan’s numbers."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, guide: PlannedGuide | None, by: User) -> None:
        initial = {name: getattr(guide, name) for name in self.base_fields} if guide else {}
        super().__init__(data, initial=initial, auto_id="id_guide_%s")
        activities = Activity.objects.exclude(code="").select_related("programme")
        if not may_administer_platform(by):
            mine = organisations_with_role(by, {Role.PROGRAMME_MANAGER})
            activities = activities.filter(programme__implementer__in=mine)
        self.fields["activity"].queryset = activities.order_by("programme", "code", "number", "pk")  # type: ignore[attr-defined]


class PrintRunForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=capitalised(_LANGUAGES))
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=1_000_000)
    printed_date = forms.DateField(label=_("Printed on"), widget=_day())
    printer = forms.CharField(label=_("Printing house"), required=False, max_length=200)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4()}, auto_id="id_run_%s")


class DistributionForm(forms.Form):
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(), label=_("Who got it?"),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    given_date = forms.DateField(label=_("Given on"), widget=_day())
    given_as = forms.ChoiceField(
        label=_("How?"), choices=capitalised(GivenAs.choices), widget=forms.RadioSelect
    )
    copies = forms.IntegerField(
        label=_("Copies for each"), min_value=0, max_value=100_000, required=False,
        help_text=_("Only of what was given on paper."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=capitalised(_LANGUAGES))
    occasion = forms.CharField(
        label=_("How did it get there?"), required=False, max_length=200,
        help_text=_("For example: handed over at the info day, sent by post."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: Any) -> None:
        initial = {"submission": uuid4(), "given_date": today, "given_as": GivenAs.PAPER}
        super().__init__(data, initial=initial, auto_id="id_given_%s")
        existing = Municipality.objects.existing_on(today)
        self.fields["municipalities"].queryset = existing.order_by("name", "kind", "pk")  # type: ignore[attr-defined]
