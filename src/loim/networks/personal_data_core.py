"""What networks keep about their members: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import declare, declare_impersonal

MEMBER_KEPT = timedelta(days=3 * 365)  # after the membership ended

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")


def declare_personal_data() -> None:
    until = _("until three years after the membership ended")
    for table in ("Member", "MemberHistory"):
        for field, name, purpose in (
            ("user", _("Account of a member of a network"), _("To see what concerns oneself.")),
            (
                "name",
                pgettext_lazy("a person", "Name of a member of a network"),
                _("To know who belongs to it and who may vote; listed by consent alone."),
            ),
            ("email", _("E-mail of a member of a network"), _("To invite and to inform.")),
            ("phone", _("Phone of a member of a network"), _("To be reached at once.")),
        ):
            declare(f"networks.{table}.{field}", name, purpose, until, MEMBER_KEPT)
    with_records = _("as long as the network's records")
    for table in ("Network", "Member", "Mandate", "Election"):
        for model in (table, f"{table}History"):
            declare(
                f"networks.{model}.recorded_by", _("Who wrote it down"), _("To trace who did it."),
                with_records,
            )  # fmt: skip
    for model in ("Mandate", "MandateHistory"):
        for field, name in (
            ("note", _("Decision by which somebody holds a seat")),
            ("ended_reason", _("Why a mandate ended early")),
        ):
            declare(
                f"networks.{model}.{field}", name, _("To trace how it came about."), until,
                MEMBER_KEPT,
            )  # fmt: skip
    _declare_impersonal()


def _declare_impersonal() -> None:
    network = (
        "translations", "name", "language", "kind", "organisation", "activity", "start_date",
        "end_date", "description", "founding_act", "founding_date", "founding_url", "term_months",
        "quorum", "quorum_number", "county_meetings", "is_public", "recorded_at",
    )  # fmt: skip
    member = (
        "network", "uuid", "key_hash", "organisation", "language", "role", "party",
        "role_start_date", "role_end_date", "start_date", "end_date", "listed_consent_at",
        "recorded_at",
    )  # fmt: skip
    seat = (
        "translations", "network", "uuid", "title", "party", "organisation", "filling", "position",
        "start_date", "end_date",
    )  # fmt: skip
    mandate = ("seat", "member", "start_date", "end_date", "filled_by", "ending", "recorded_at")
    election = ("seat", "mandate", "submission", "held_date", "tie_words", "recorded_at")
    candidate = ("election", "member", "votes")
    for model, fields in (
        ("Network", network), ("Member", member), ("Seat", seat), ("Mandate", mandate),
        ("Election", election), ("Candidate", candidate),
    ):  # fmt: skip
        declare_impersonal(f"networks.{model}", "id", *fields)
        declare_impersonal(f"networks.{model}History", *_HISTORY, *fields)
    declare_impersonal("networks.Network_incompatible_with", "id", "from_network", "to_network")
