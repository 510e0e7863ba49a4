"""How a team's work stands, in words and a colour."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from loim.trainings.logic.assignments.deadline import Standing

LABELS: dict[Standing, str | Promise] = {
    Standing.NOT_GIVEN: pgettext_lazy("an assignment", "not given yet"),
    Standing.TO_DO: pgettext_lazy("an assignment", "to do"),
    Standing.OVERDUE: pgettext_lazy("an assignment", "overdue"),
    Standing.MISSED: pgettext_lazy("an assignment", "not handed in"),
    Standing.HANDED_IN: pgettext_lazy("an assignment", "waits to be read"),
    Standing.SENT_BACK: pgettext_lazy("an assignment", "sent back"),
    Standing.ACCEPTED: pgettext_lazy("an assignment", "accepted"),
}
COLOURS = {
    Standing.NOT_GIVEN: "neutral",
    Standing.TO_DO: "info",
    Standing.OVERDUE: "danger",
    Standing.MISSED: "danger",
    Standing.HANDED_IN: "ochre",
    Standing.SENT_BACK: "warning",
    Standing.ACCEPTED: "success",
}
