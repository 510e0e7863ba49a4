"""What can stand in the way of a change in the register, and what to do then."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.models import Association


class CodeWrong(Refusal):
    message = _(
        "%(code)s is not an Estonian registry code: its last digit does not fit. Check the eight"
        " digits in the business register."
    )


class KnownAlready(Refusal):
    """`association` is the one that is here already."""

    message = _(
        "An association with the registry code %(code)s is in the register already: %(name)s."
        " Open that one; there cannot be two of the same code."
    )

    def __init__(self, association: Association) -> None:
        self.association = association
        organisation = association.organisation
        super().__init__(code=organisation.registry_code, name=organisation.name)


class NotAnAssociation(Refusal):
    message = _(
        "The registry code %(code)s belongs to %(name)s, which is not an association. Check the"
        " code."
    )


class KnownElsewhere(Refusal):
    message = _(
        "%(name)s belongs to another municipality (%(place)s). Ask its coordinator to keep it in"
        " the register, or the administrators of the platform."
    )


class NameOfAnother(Refusal):
    message = _(
        "Another organisation is named '%(name)s'. Check the registry code, or write the name as"
        " it stands in the business register."
    )


class ChangedMeanwhile(Refusal):
    message = _(
        "Somebody saved this association meanwhile. What you typed is still here: look at what"
        " they changed, then save again."
    )


class NotActive(Refusal):
    message = _("This association has ended or is struck off, so this cannot be done.")


class NoAddress(Refusal):
    message = _(
        "%(name)s has no e-mail address, so it cannot be written to. Add one, or confirm its data"
        " by phone."
    )


class LinkStopped(Refusal):
    message = _("This link does not work any more. Ask the city that sent it to you for a new one.")


class NoteMissing(Refusal):
    message = _("Write who said it and when, in a few words.")


class EndIsToCome(Refusal):
    message = _("It cannot have ended after today. Check the date.")


class SourceMissing(Refusal):
    message = _("Write by what this is known: the business register, a letter, a decision.")


class StepNotOpen(Refusal):
    message = _("Somebody has changed this meanwhile. Look at how it stands now, then try again.")


class TopicMissing(Refusal):
    message = _("Choose the topic first: needs are gathered by it.")


class ReasonMissing(Refusal):
    message = _("Write in a sentence why, for those who said it.")


class OnlyLikeWithLike(Refusal):
    message = _("A need can be merged only with another need of the same city that is still open.")


class NothingFollows(Refusal):
    message = _("Link the service or proposal by which it was met first.")
