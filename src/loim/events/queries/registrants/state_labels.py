"""The states of a place as words of a list, short enough for a column."""

from django.utils.translation import pgettext_lazy

from loim.events.logic.participant_states import ParticipantState as S

STATES = {
    S.APPLIED: pgettext_lazy("a place", "applied"),
    S.OFFERED: pgettext_lazy("a place", "offered"),
    S.ADMITTED: pgettext_lazy("a place", "has a place"),
    S.WAITING: pgettext_lazy("a place", "waits"),
    S.DECLINED: pgettext_lazy("a place", "has no place"),
    S.CANCELLED: pgettext_lazy("a place", "withdrawn"),
    S.ATTENDED: pgettext_lazy("a place", "came"),
    S.ABSENT: pgettext_lazy("a place", "did not come"),
}
STATE_CHOICES = [(state.value, label) for state, label in STATES.items()]
