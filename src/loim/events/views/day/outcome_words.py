"""What came of a check-in, in the words of whoever stands at the door."""

from typing import Any

from django.contrib import messages
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.events.actions.day.scans import Found
from loim.events.logic.day.outcomes import Outcome


def tell(request: Any, found: Found) -> None:
    """As a message of the next page."""
    level, text = {
        Outcome.IN: (messages.SUCCESS, _("Checked in: %(name)s.")),
        Outcome.ALREADY: (messages.INFO, _("%(name)s is in already, since %(time)s.")),
        Outcome.NO_PLACE: (messages.WARNING, _("%(name)s has no place at this event.")),
        Outcome.UNKNOWN: (messages.ERROR, _("This code is not on the list of this event.")),
        Outcome.OTHER_DAY: (messages.ERROR, _("The event is not on this day.")),
        Outcome.UNDONE: (messages.INFO, _("The check-in of %(name)s was taken back.")),
    }[found.outcome]
    messages.add_message(request, level, text % _values(found))


def _values(found: Found) -> dict[str, str]:
    return {
        "name": found.participant.name if found.participant else "",
        "time": time_format(localtime(found.at), "H:i") if found.at else "",
    }


def page_texts() -> dict[str, str]:
    """For the script of the page; `{name}` and the like are filled in there."""
    return {
        "in": _("Checked in"),
        "already": _("In already, since {time}"),
        "no_place": _("Has no place: waits for one"),
        "unknown": _("This code is not on the list of this event"),
        "other_day": _("The event is not on this day"),
        "undone": _("The check-in was taken back"),
        "full": _("All places are taken. To let this person in all the same, write why."),
        "refused": _("Not let in"),
        "undo": _("Undo"),
        "let_in": _("Let in"),
        "reason": _("Why this person is let in"),
        "forget": _("Remove from this list"),
        "here": _("{number} of {all} are in"),
        "sending": _("Sending …"),
        "sent": _("Everything has been sent."),
        "waiting": _("Waiting to be sent: {number}"),
        "offline": _("No network. Waiting to be sent: {number}"),
        "sign_in": _("Sign in again. Waiting to be sent: {number}"),
        "not_yours": _("You cannot check people in at this event any more."),
        "not_sent": _("Sending did not work. Waiting to be sent: {number}"),
        "ready": _("This page works without a network, too."),
        "more": _("{number} more: type a name to find them."),
        "nobody": _("Nobody of this name is on the list."),
        "no_camera": _("The camera cannot be used. Allow it in the browser, or type the code."),
    }
