"""What communities keep about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import ACCOUNT_KEPT, declare, declare_impersonal

UNPROVED_KEPT = timedelta(days=30)  # what nobody confirmed
WISH_KEPT = timedelta(days=365)  # after the decision
ENDED_KEPT = timedelta(days=365)  # names, after a community has ended

_CONTACT = _(
    "until the person withdraws, or a year after the community ended; what was never confirmed for 30 days"
)
_WISH = _("until a year after the decision; what was never confirmed for 30 days")
_ACCOUNT = _("until three years after the last role ended or the last sign-in")
HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")


def declare_personal_data() -> None:
    _declare_people()
    _declare_wishes()
    _declare_who_did_it()
    _declare_impersonal()


def _declare_people() -> None:
    for field, name in (
        ("name", pgettext_lazy("a person", "Name of a community’s contact")),
        ("email", _("E-mail of a community’s contact")),
        ("phone", _("Phone of a community’s contact")),
        ("tasks", _("What a community’s contact can be asked")),
        ("language", _("Language of a community’s contact")),
    ):
        declare(
            f"communities.Contact.{field}", name, _("To be found and asked, by consent."), _CONTACT,
            ENDED_KEPT,
        )  # fmt: skip
    for field, name in (
        ("name", pgettext_lazy("a person", "Name of who offers something to a community")),
        ("email", _("E-mail of who offers something to a community")),
        ("language", _("Language of who offers something to a community")),
    ):
        declare(
            f"communities.AssetPerson.{field}", name,
            _("To be named on the asset map, by consent."), _CONTACT, ENDED_KEPT,
        )  # fmt: skip


def _declare_wishes() -> None:
    for field, name in (
        ("asker", _("Account of who asked for a community’s page")),
        ("asker_name", pgettext_lazy("a person", "Name of who asked for a community’s page")),
        ("asker_email", _("E-mail of who asked for a community’s page")),
        ("words", _("What was written when asking for a community’s page")),
        ("language", _("Language of who asked for a community’s page")),
    ):
        declare(f"communities.PageWish.{field}", name, _("To answer."), _WISH, WISH_KEPT)
    declare_impersonal("communities.PageWishHistory", "language")
    for table in ("PageWish", "PageWishHistory"):
        declare(
            f"communities.{table}.decided_by", _("Who decided on a community’s page"),
            _("To trace who did it."), _WISH, WISH_KEPT,
        )  # fmt: skip


def _declare_who_did_it() -> None:
    for model, fields in (
        ("Community", ("created_by",)), ("Sharing", ("started_by", "ended_by")),
        ("Gathering", ("created_by",)), ("Asset", ("added_by",)), ("Contact", ("asked_by",)),
    ):  # fmt: skip
        for table in (model, f"{model}History"):
            for field in fields:
                declare(
                    f"communities.{table}.{field}", _("Who changed a community’s page"),
                    _("To trace who did it."), _ACCOUNT, ACCOUNT_KEPT,
                )  # fmt: skip


def _declare_impersonal() -> None:
    tables: dict[str, tuple[str, ...]] = {
        "Community": (
            "translations", "organisation", "subject", "kind", "state", "state_text",
            "state_since", "language", "description", "area_text", "people", "web_address",
            "is_public", "created_at", "submission",
        ),
        "Sharing": ("community", "what", "recipient", "started_at", "ended_at"),
        "Contact": ("community", "shows_email", "shows_phone", "asked_at", "consented_at"),
        "PageWish": (
            "name", "kind", "municipality", "area_text", "people", "state", "sent_at",
            "confirmed_at", "decided_at", "reason", "community",
        ),
        "Gathering": (
            "community", "title", "kind", "held_on", "event", "is_checked", "created_at",
            "closes_at", "closed_at",
        ),
        "Asset": (
            "translations", "community", "gathering", "kind", "title", "words", "language",
            "helps_with", "photo", "photo_alternative", "state", "merged_into", "added_at",
            "changed_at",
        ),
    }  # fmt: skip
    for model, fields in tables.items():
        declare_impersonal(f"communities.{model}", "id", *fields)
        declare_impersonal(f"communities.{model}History", *HISTORY, *fields)
    declare_impersonal("communities.Contact", "uuid", "key_hash")
    declare_impersonal("communities.PageWish", "submission", "key_hash")
    declare_impersonal("communities.Gathering", "uuid", "key_hash")
    declare_impersonal("communities.Asset", "submission")
    declare_impersonal(
        "communities.AssetPerson", "id", "asset", "asked_at", "consented_at", "uuid", "key_hash"
    )
    declare_impersonal("communities.Area", "id", "municipality", "name", "people")
    declare_impersonal("communities.Community_areas", "id", "community", "area")
