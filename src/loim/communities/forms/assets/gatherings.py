"""A gathering of assets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.communities.actions.assets.gatherings import GatheringFacts
from loim.communities.forms.small import SentOnce
from loim.communities.models import Gathering, GatheringKind
from loim.programmes.forms.record_fields import DayField, capitalised


class GatheringForm(SentOnce):
    title = forms.CharField(
        label=_("What is it called?"), max_length=120,
        help_text=_("Such as “Village day” or “Autumn walk”."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("How do you gather?"), choices=capitalised(GatheringKind.choices),
        widget=forms.RadioSelect, initial=GatheringKind.MEETING,
    )  # fmt: skip
    held_on = DayField(label=_("Day of the meeting"), required=False)
    is_checked = forms.TypedChoiceField(
        label=_("When is a new thing shown?"), widget=forms.RadioSelect, initial="yes",
        choices=[("yes", _("After a keeper has looked at it")), ("no", _("At once"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, gathering: Gathering | None = None) -> None:
        initial: dict[str, Any] = {}
        if gathering is not None:
            initial = {
                "title": gathering.title, "kind": gathering.kind, "held_on": gathering.held_on,
                "is_checked": "yes" if gathering.is_checked else "no",
                "submission": gathering.uuid,
            }  # fmt: skip
        super().__init__(data, initial=initial)

    def facts(self) -> GatheringFacts:
        names = ("title", "kind", "held_on", "is_checked")
        return GatheringFacts(**{name: self.cleaned_data[name] for name in names})
