"""A gathering of assets."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.communities.actions.assets.gatherings import GatheringFacts
from loim.communities.forms.small import SentOnce
from loim.communities.models import Community, Gathering, GatheringKind
from loim.communities.queries.assets.gatherings import events_for
from loim.events.forms.registration.moments import MomentField
from loim.events.models import Event
from loim.programmes.forms.record_fields import DayField, capitalised

if TYPE_CHECKING:  # generic for the type checker only
    _EventChoice = forms.ModelChoiceField[Event]
else:
    _EventChoice = forms.ModelChoiceField


class OwnEventField(_EventChoice):
    """An event of the community, told by its day and title."""

    def label_from_instance(self, obj: Event) -> str:
        return f"{date_format(obj.start_date, 'SHORT_DATE_FORMAT')} {obj.title}"


class GatheringForm(SentOnce):
    title = forms.CharField(
        label=_("What is it called?"), max_length=120,
        help_text=_("Such as “Village day” or “Autumn walk”."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("How do you gather?"), choices=capitalised(GatheringKind.choices),
        widget=forms.RadioSelect, initial=GatheringKind.MEETING,
    )  # fmt: skip
    event = OwnEventField(
        Event.objects.none(), label=_("Event at which you gather"), required=False,
        empty_label=_("None in the calendar"),
    )  # fmt: skip
    held_on = DayField(
        label=_("Day of the meeting"), required=False,
        help_text=_("Left empty, it is the day of the event."),
    )  # fmt: skip
    closes_at = MomentField(
        label=_("Until when does the link take things?"), required=False,
        help_text=_("Left empty, it is open until you close it."),
    )  # fmt: skip
    is_checked = forms.TypedChoiceField(
        label=_("When is a new thing shown?"), widget=forms.RadioSelect, initial="yes",
        choices=[("yes", _("After a keeper has looked at it")), ("no", _("At once"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, community: Community, gathering: Gathering | None = None
    ) -> None:
        initial: dict[str, Any] = {}
        if gathering is not None:
            initial = {
                "title": gathering.title, "kind": gathering.kind, "held_on": gathering.held_on,
                "event": gathering.event_id, "closes_at": gathering.closes_at,
                "is_checked": "yes" if gathering.is_checked else "no",
                "submission": gathering.uuid,
            }  # fmt: skip
        super().__init__(data, initial=initial)
        field = cast("OwnEventField", self.fields["event"])
        field.queryset = events_for(community, gathering.event_id if gathering else None)
        if not field.queryset:
            del self.fields["event"]
            self.fields["held_on"].help_text = ""

    def clean_closes_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["closes_at"]
        if moment and moment <= timezone.now() and "closes_at" in self.changed_data:
            raise forms.ValidationError(_("This moment is past. Choose a later one, or none."))
        return moment

    def facts(self) -> GatheringFacts:
        said = {"event": None, **self.cleaned_data}
        if said["event"] and not said["held_on"]:
            said["held_on"] = said["event"].start_date
        names = ("title", "kind", "held_on", "event", "closes_at", "is_checked")
        return GatheringFacts(**{name: said[name] for name in names})
