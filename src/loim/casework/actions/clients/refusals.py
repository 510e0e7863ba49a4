"""What cannot be done with a client's record, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from loim.casework.models import Client
from loim.common.refusals import Refusal


class NotOfAge(Refusal):
    message = _("This person is not 18 years old yet. Minors are referred, not recorded.")


class RecordedAlready(Refusal):
    message = _("This person has a record already: %(reference)s. Go on with that one.")

    def __init__(self, client: Client) -> None:
        super().__init__(reference=client.reference)
        self.client = client


class NotAgreed(Refusal):
    message = _("The client has not agreed to that: %(what)s. Ask them, and renew the consent.")


class RecordNotInUse(Refusal):
    message = _("This record is not in use: the consent has ended. Nothing can be added to it.")


class ChangedMeanwhile(Refusal):
    message = _("A colleague changed this record meanwhile. Compare, and save again.")


class StepNotPossible(Refusal):
    message = _("That step is not possible now. The page shows how it stands.")
