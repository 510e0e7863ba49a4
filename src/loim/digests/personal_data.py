"""What letters keep about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from django.utils.translation import gettext_lazy as _

from loim.digests.actions.erasing import TOLD_KEPT, erase_subscriptions
from loim.digests.actions.subscribing import UNCONFIRMED_KEPT
from loim.digests.queries.mine import export_subscriptions
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_UNTIL = _("until you stop the letters; what was never confirmed for 7 days")


def declare_personal_data() -> None:
    for field, name, purpose in (
        ("user", _("Account that gets letters about what is new"), _("To write to you.")),
        ("email", _("Address that gets letters about what is new"), _("To write to you.")),
        ("language", _("Language of the letters"), _("To write in it.")),
        ("county", _("County of the letters"), _("To tell of what is near you.")),
        ("interests", _("What the letters are about"), _("To leave out the rest.")),
    ):
        declare(f"digests.Subscription.{field}", name, purpose, _UNTIL, UNCONFIRMED_KEPT)
    declare(
        "digests.ToldItem.item", _("What you were told of"), _("To tell nothing twice."),
        _("for 60 days"), TOLD_KEPT,
    )  # fmt: skip
    declare_impersonal(
        "digests.Subscription", "id", "uuid", "rhythm", "weekday", "key_hash", "submission",
        "asked_at", "confirmed_at", "begun_at", "settled_period",
    )  # fmt: skip
    declare_impersonal(
        "digests.Letter", "id", "subscription", "period", "written_at", "items", "mail"
    )
    declare_impersonal("digests.ToldItem", "id", "subscription", "told_at")


def register_personal_records() -> None:
    register(
        PersonalRecords(
            key="digests",
            label=_("Letters about what is new"),
            export=export_subscriptions,
            erase=erase_subscriptions,
        )
    )
