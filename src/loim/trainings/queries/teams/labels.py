"""The states of teams as people read them; colour never stands alone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.trainings.logic.team_states import TeamState

_LABELS: dict[str, tuple[str | Promise, str]] = {
    TeamState.STARTED: (_("begun, not confirmed"), "neutral"),
    TeamState.DRAFT: (_("being written"), "info"),
    TeamState.SUBMITTED: (pgettext_lazy("an application", "sent"), "success"),
    TeamState.RETURNED: (_("to be completed"), "warning"),
    TeamState.ADMITTED: (pgettext_lazy("a team", "admitted"), "success"),
    TeamState.WAITING: (_("on the waiting list"), "warning"),
    TeamState.REFUSED: (pgettext_lazy("a team", "not admitted"), "danger"),
    TeamState.WITHDRAWN: (pgettext_lazy("an application", "withdrawn"), "neutral"),
}


def state_label(state: str) -> str:
    return str(_LABELS[state][0])


def state_color(state: str) -> str:
    return _LABELS[state][1]
