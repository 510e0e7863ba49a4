"""What crisis plans, support and figures keep about people: what for and how long.

`actions/crisis/erasing.py` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import ACCOUNT_KEPT, declare, declare_impersonal

PAST_KEPT = timedelta(days=365)
OPENING_KEPT = timedelta(days=3 * 365)

_IN_PLAN = _("as long as the person is in the plan; gone at once when they leave")
_NAME = _("as long as the person is in the plan, and a year after they left")
_VERSION = _("until a year after a newer version came; numbers at once when the person leaves")
_ACCOUNT = _("until three years after the last role ended or the last sign-in")
_TO_REACH = _("To be reached in a crisis, by consent.")
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")


def declare_crisis_data() -> None:
    _declare_contacts()
    _declare_versions()
    _declare_who_did_it()
    _declare_impersonal()


def _declare_contacts() -> None:
    for field, name in (
        ("email", _("E-mail of a crisis contact")),
        ("sealed_details", _("Telephones and address of a crisis contact, encrypted")),
    ):
        declare(f"communities.CrisisContact.{field}", name, _TO_REACH, _IN_PLAN)
    for table in ("CrisisContact", "CrisisContactHistory"):
        for field, name in (
            ("name", pgettext_lazy("a person", "Name of a crisis contact")),
            ("languages", _("Languages of a crisis contact")),
            ("skills", _("What a crisis contact can do")),
            ("letter_language", _("Language of letters to a crisis contact")),
            ("consent_note", _("Where a crisis contact’s consent on paper is")),
            ("called_by", _("Who calls a crisis contact")),
        ):
            declare(f"communities.{table}.{field}", name, _TO_REACH, _NAME, PAST_KEPT)
    for table in ("RoleHolder", "RoleHolderHistory"):
        declare(
            f"communities.{table}.contact", _("Role of a crisis contact"), _TO_REACH, _NAME,
            PAST_KEPT,
        )  # fmt: skip
    for table in ("CrisisResource", "CrisisResourceHistory"):
        declare(
            f"communities.{table}.key_holder", _("Who has a key in a crisis"), _TO_REACH, _NAME,
            PAST_KEPT,
        )  # fmt: skip


def _declare_versions() -> None:
    for field, name in (
        ("name", pgettext_lazy("a person", "Name in a published crisis plan")),
        ("sealed_details", _("Telephones and address in a published crisis plan, encrypted")),
        ("languages", _("Languages of a person in a published crisis plan")),
        ("skills", _("What a person in a published crisis plan can do")),
    ):
        declare(f"communities.VersionContact.{field}", name, _TO_REACH, _VERSION, PAST_KEPT)
    declare(
        "communities.PlanCopy.given_to", _("To whom a copy of a crisis plan was given"),
        _("To bring it back when a new version comes."), _("until a year after it came back"),
        PAST_KEPT,
    )  # fmt: skip
    declare(
        "communities.PlanOpening.person", _("Who opened a community’s crisis plan"),
        _("To show the community who has read it."), _("for three years"), OPENING_KEPT,
    )  # fmt: skip
    for table in ("Support", "SupportHistory"):
        declare(
            f"communities.{table}.given_by", _("Who gave support to a community"),
            _("To know whom to ask about it."), _("as long as the municipality’s records"),
        )  # fmt: skip


def _declare_who_did_it() -> None:
    for field in (
        "CrisisPlan.created_by", "CrisisPlanHistory.created_by", "CrisisVersion.published_by",
        "Drill.recorded_by", "DrillHistory.recorded_by", "Support.recorded_by",
        "SupportHistory.recorded_by",
    ):  # fmt: skip
        declare(
            f"communities.{field}", _("Who wrote in a crisis plan or of support"),
            _("To trace who did it."), _ACCOUNT, ACCOUNT_KEPT,
        )  # fmt: skip


def _declare_impersonal() -> None:
    tables: dict[str, tuple[str, ...]] = {
        "CrisisPlan": (
            "community", "first_steps", "calls_each", "call_minutes", "shows_phones", "phones_shown_at",
            "reviewed_date", "review_reminded_date", "drill_reminded_date", "created_at",
        ),
        "CrisisContact": (
            "plan", "uuid", "consent", "consent_date", "asked_at", "confirmed_at", "left_at",
            "added_at",
        ),
        "CrisisRole": ("plan", "title", "explanation", "position"),
        "RoleHolder": ("role", "rank"),
        "CrisisResource": ("plan", "kind", "name", "quantity", "place"),
        "VulnerablePlace": ("plan", "place", "danger", "people", "needs"),
        "MeetingPoint": ("plan", "kind", "name", "address", "places", "note"),
        "Drill": (
            "plan", "date", "tried", "minutes", "reached", "people", "lessons", "recorded_at",
            "submission",
        ),
        "DrillTask": ("drill", "what", "due_date", "done_date"),
        "PlanCopy": ("plan", "version", "number", "given_date", "returned_date", "submission"),
        "Support": (
            "giver", "community", "area", "kind", "date", "euros", "hours", "note", "event",
            "recorded_at", "submission",
        ),
    }  # fmt: skip
    for model, fields in tables.items():
        declare_impersonal(f"communities.{model}", "id", *fields)
        declare_impersonal(f"communities.{model}History", *_HISTORY, *fields)
    declare_impersonal("communities.CrisisContact", "key_hash", "link_seed")
    declare_impersonal(
        "communities.CrisisVersion", "id", "plan", "number", "content", "note", "valid_from",
        "published_at", "superseded_at", "submission",
    )  # fmt: skip
    declare_impersonal("communities.VersionContact", "id", "version", "contact_uuid", "left_at")
    declare_impersonal(
        "communities.PlanOpening", "id", "version", "organisation", "way", "with_phones",
        "opened_at",
    )  # fmt: skip
    declare_impersonal("communities.FiguresMonth", "id", "month", "published_at")
    declare_impersonal(
        "communities.CommunityFigure", "id", "month", "measure", "county", "level", "level_names",
        "number",
    )  # fmt: skip
    declare_impersonal(
        "communities.CountedCommunity", "id", "month", "measure", "community", "county", "level"
    )
