"""What clubs keep about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from datetime import datetime
from typing import Any

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.erasing import KEPT, erase_account, people_of
from loim.clubs.models import Facilitator
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, proved_addresses, register
from loim.people.retention import declare, declare_impersonal

_WHILE_COMING = _("until a year after the person left the club or was there last")
_WHILE_LEADING = _("until a year after the person led the club last")


def declare_personal_data() -> None:
    for field, name, purpose in (
        ("name", _("Name of somebody who comes to a club"), _("To know who comes.")),
        (
            "email",
            _("E-mail of somebody who comes to a club"),
            _("To tell of a place and of changed meetings."),
        ),
        ("language", _("Language of letters of a club"), _("To write in it.")),
    ):
        declare(f"clubs.ClubPerson.{field}", name, purpose, _WHILE_COMING, KEPT)
    for field, name, purpose in (
        ("name", _("Name of who leads a club"), _("To say on the club's page who leads it.")),
        ("email", _("E-mail of who leads a club"), _("To send the link to their meetings.")),
        ("language", _("Language of letters of a club"), _("To write in it.")),
    ):
        declare(f"clubs.Facilitator.{field}", name, purpose, _WHILE_LEADING, KEPT)
    state = ("club", "state", "state_at", "queued_at", "confirm_by", "offer_expires_at",
             "created_at", "erased_at")  # fmt: skip
    declare_impersonal("clubs.ClubPerson", "id", "seed", "key_hash", *state)
    declare_impersonal(
        "clubs.ClubPersonHistory", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj",
        "pgh_context", "id", *state,
    )  # fmt: skip
    declare_impersonal(
        "clubs.Facilitator", "id", "club", "is_stand_in", "seed", "key_hash", "added_at", "left_at"
    )
    declare_impersonal(
        "clubs.Visit", "id", "meeting", "person", "state", "is_drop_in", "created_at"
    )


def register_personal_records() -> None:
    register(PersonalRecords("clubs", _("Clubs that you come to"), export_clubs, erase_account))
    # Erased by the same step.
    register(PersonalRecords("clubs_led", _("Clubs that you lead"), export_clubs_led, _nothing))


def _nothing(person: User, now: datetime) -> None:
    return


def export_clubs(person: User) -> list[dict[str, Any]]:
    """In a fixed number of queries."""
    rows = people_of(person).prefetch_related("visits__meeting")
    return [
        {
            "club": row.club.title,
            "name": row.name,
            "email": row.email,
            "language": row.language,
            "state": row.state,
            "since": row.state_at.isoformat(),
            "meetings": [
                {"date": visit.meeting.day.isoformat(), "state": visit.state}
                for visit in sorted(row.visits.all(), key=lambda visit: visit.meeting.day)
            ],
        }
        for row in rows
    ]


def export_clubs_led(person: User) -> list[dict[str, Any]]:
    rows = (
        Facilitator.objects.alias(address=Lower("email"))
        .filter(address__in=proved_addresses(person))
        .select_related("club")
    )
    return [
        {
            "club": row.club.title,
            "name": row.name,
            "email": row.email,
            "since": row.added_at.isoformat(),
            "until": row.left_at.isoformat() if row.left_at else None,
        }
        for row in rows.order_by("pk")
    ]
