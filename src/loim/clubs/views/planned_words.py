"""What planning did, in words for whoever asked for it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.clubs.actions.planning import Planned


def say_what_was_planned(request: HttpRequest, planned: Planned) -> None:
    for number, words in (
        (
            planned.made,
            ngettext(
                "%(number)s meeting is planned.", "%(number)s meetings are planned.", planned.made
            ),
        ),
        (
            planned.changed,
            ngettext(
                "%(number)s meeting has another time or place now.",
                "%(number)s meetings have another time or place now.",
                planned.changed,
            ),
        ),
        (
            planned.removed,
            ngettext(
                "%(number)s planned meeting is taken back.",
                "%(number)s planned meetings are taken back.",
                planned.removed,
            ),
        ),
    ):
        if number:
            messages.success(request, words % {"number": number})
    if planned.left:
        days = ", ".join(date_format(day, "SHORT_DATE_FORMAT") for day in planned.left)
        messages.warning(
            request,
            _(
                "These meetings were changed by hand or people count on them, so they stay:"
                " %(days)s. Cancel those that do not take place."
            )
            % {"days": days},
        )
