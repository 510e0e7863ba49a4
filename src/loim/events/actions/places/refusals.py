"""Why somebody cannot register: each says what to do next."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


class RegistrationClosed(Refusal):
    message = _("Registration has closed. Write to the organiser if you still want to come.")


class NotOpenYet(Refusal):
    """`opens` is a moment, worded when it is read, in the reader's language."""

    message = _("Registration opens on %(opens)s. Please come back then.")

    def __str__(self) -> str:
        opens = date_format(localtime(self.values["opens"]), "SHORT_DATETIME_FORMAT")
        return str(self.message) % {"opens": opens}


class TooManyInRegistration(Refusal):
    message = _("One registration is for %(most)s people at most. Register the others separately.")


class TooManyOfOrganisation(Refusal):
    message = _(
        "From one organisation %(most)s people at most can register, and %(have)s have registered"
        " from %(organisation)s already. Agree with your colleagues who comes."
    )


class AlreadyRegistered(Refusal):
    """`email` is registered for the event and has not withdrawn."""

    message = _(
        "%(email)s is registered for this event already. The link to see or change it is in the"
        " letter that was sent to that address."
    )


class FormUsedElsewhere(Refusal):
    """The `submission` made a registration for another event."""

    message = _(
        "This form was used for another event already, so nobody was registered here. Everything"
        " you wrote is kept: look it through and send it once more."
    )


class OptionFull(Refusal):
    message = _("“%(option)s” has been chosen by as many as can have it. Choose another answer.")


class Full(Refusal):
    """There is no waiting list, or the person stands at the door."""

    message = _("All places are taken, and this event has no waiting list.")
