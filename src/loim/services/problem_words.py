"""What is wrong with a file of services, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.services.logic.opendata.nodes import Problem

PROBLEMS: dict[Problem, str | Promise] = {
    Problem.NOT_AN_OBJECT: _("An object is expected here."),
    Problem.NOT_A_LIST: _("A list is expected here."),
    Problem.NOT_A_TEXT: _("A text is expected here."),
    Problem.NOT_A_NUMBER: _("A number is expected here."),
    Problem.MISSING: _("This is needed and missing."),
    Problem.TOO_LONG: _("The text is too long."),
    Problem.BAD_DATE: _("Write the date as 2026-11-22."),
    Problem.BAD_TIME: _("Write the time as 09:00."),
    Problem.BAD_URL: _("Write a web address that begins with https://."),
    Problem.BAD_EMAIL: _("Write an e-mail address."),
    Problem.BAD_VALUE: _("This value cannot be."),
    Problem.BAD_CONDITIONS: _("These conditions are not understood."),
    Problem.TWICE: _("Another record of the file has the same id."),
    Problem.UNKNOWN_PLACE: _("No municipality has this name. Write it in “region”."),
    Problem.NEVER_REACHED: _(
        "Nothing leads to the service: add a place, a phone or a web address."
    ),
    Problem.REVERSED: _("The last day is before the first."),
}
