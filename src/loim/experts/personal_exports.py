"""What the directory gives to 'My data', and erases with an account."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from loim.experts.actions.erasing import erase_account
from loim.experts.queries.mine import export_asked, export_profile, export_received
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, register


def register_personal_records() -> None:
    """One step erases all of them."""
    register(
        PersonalRecords("experts", _("Your profile as an expert"), export_profile, erase_account)
    )
    register(
        PersonalRecords("experts_received", _("Requests to you as an expert"), export_received,
                        _nothing)
    )  # fmt: skip
    register(
        PersonalRecords("experts_asked", _("What you asked of experts"), export_asked, _nothing)
    )


def _nothing(person: User, now: datetime) -> None:
    return
