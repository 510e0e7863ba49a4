"""Who was there, in one grid."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.networks.models import PresenceState
from loim.networks.queries.meetings.naming import full_name_of
from loim.networks.queries.meetings.presence import Attendee, Gathering, ended_words

STATES = [*PresenceState.choices, ("", _("not known"))]


@dataclass(frozen=True)
class GridRow:
    attendee: Attendee
    name: str
    field: str
    chosen: str
    note: str
    states: list[tuple[str, Any]]


class PresenceForm(forms.Form):
    """A field `member-<key>` for each; what is not among the states is as if it were not sent."""

    def __init__(self, data: Any = None, *, gathering: Gathering) -> None:
        super().__init__(data)
        self.gathering = gathering

    def states(self) -> dict[int, str]:
        known = {value for value, _label in STATES}
        found = {}
        for one in self.gathering.attendees:
            said = self.data.get(f"member-{one.member.pk}")
            if said is not None and said in known:
                found[one.member.pk] = said
        return found

    def rows(self) -> list[GridRow]:
        return [
            GridRow(
                one,
                full_name_of(one.member),
                f"member-{one.member.pk}",
                one.state,
                ended_words(one.ended) if one.ended else "",
                STATES,
            )
            for one in self.gathering.attendees
        ]
