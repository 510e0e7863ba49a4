"""What a team is told when something cannot be done, with what to do instead."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


class CallNotOpen(Refusal):
    message = _("This call does not take applications now. Its page says when it is open.")


class MunicipalityTaken(Refusal):
    """Says nothing about who they are."""

    message = _(
        "%(municipality)s has a team in this call already, and each municipality has one. Ask"
        " your colleagues in the municipality who leads it and join them, or write to the"
        " organiser: %(contact)s."
    )


class InAnotherTeam(Refusal):
    """To the person alone: whose team it is they know themselves."""

    message = _(
        "You take part in another team of this call already, and a person is in one of them. To"
        " join this one, first leave the other: open the link in its invitation and press"
        " “Leave the team”. Then come back here."
    )


class AlreadyInTeam(Refusal):
    message = _("%(email)s has been asked already: this person is in your list.")


class AskedJustNow(Refusal):
    message = _("They had a letter less than a day ago. Give them some time.")


class TooManyAsked(Refusal):
    message = _(
        "This team has asked %(most)s people already. If you need more, write to the organiser."
    )


class NoRoom(Refusal):
    message = _("The rule of this call has no room for one more: %(rule)s")


class RuleNotKept(Refusal):
    """`wanted` are whole sentences."""

    message = _("With this change the team would not keep the rule of the call. %(wanted)s")


class NotWritten(Refusal):
    message = _(
        "The application has been sent. To change it, take it back first; that is possible until"
        " the deadline."
    )


class OnlyReplacement(Refusal):
    message = _(
        "The application has been sent and the team keeps the rule, so new people come only in"
        " the place of somebody who leaves. Choose whom the new person replaces."
    )


class AnswerChangedMeanwhile(Refusal):
    """Two tabs, or two people, wrote here. Nothing of either is lost."""

    message = _(
        "Meanwhile this part was saved from another page. What you wrote is still here, and what"
        " was saved is shown beside it: put them together and save once more."
    )


class NotComplete(Refusal):
    message = _("The application is not complete yet: %(missing)s")


class TooLate(Refusal):
    message = _("The deadline was %(closes)s, so the application can no longer be sent.")


class TooEarly(Refusal):
    message = _("Applications can be sent from %(opens)s on. What you have written is kept.")


class CannotTakeBack(Refusal):
    message = _(
        "The deadline has passed, so the application stays as it was sent. Write to the organiser"
        " if something in it has to be changed: %(contact)s."
    )


class DateNotAhead(Refusal):
    message = _("Choose a moment that is still to come.")


class NotYourMunicipality(Refusal):
    message = _(
        "Only somebody who records the work of %(municipality)s can confirm this. A signed letter"
        " does as well."
    )
