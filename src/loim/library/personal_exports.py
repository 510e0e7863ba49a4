"""What the library gives to 'My data', and erases with an account."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.library.actions.erasing import erase_account
from loim.library.queries.mine import export_contributions, export_notes
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register


def register_personal_records() -> None:
    """One step erases all of them."""
    register(
        PersonalRecords(
            "library", _("Your contributions to the library"), export_contributions, erase_account
        )
    )
    register(PersonalRecords("library_notes", _("Your experience notes"), export_notes, _nothing))


def _nothing(person: User, now: datetime) -> None:
    return
