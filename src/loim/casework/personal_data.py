"""What is kept of those who are counselled, why, and how long."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loim.casework.personal_data_appointments import declare_appointments
from loim.casework.personal_data_clients import declare_clients
from loim.casework.personal_data_figures import declare_figures
from loim.people.retention import declare, declare_impersonal


def declare_personal_data() -> None:
    declare_appointments()
    declare_clients()
    declare_figures()
    _declare_enquiries()
    _declare_protection()


def _declare_enquiries() -> None:
    purpose = _("To count what people ask about, so that services can become better.")
    kept = _("as long as the organisation’s records; who asked is not kept")
    for model in ("Enquiry", "EnquiryHistory"):
        declare(
            f"casework.{model}.sealed_note",
            _("Note of an enquiry, encrypted, personal codes covered"),
            _("To know what was said when somebody asks again."),
            _("for one year after the enquiry"),
            timedelta(days=365),
        )
        declare(f"casework.{model}.counsellor", _("Who counselled"), purpose, kept)
        for field, name in (
            ("client", _("Client who asked, where they agreed to be known")),
            ("case", _("Case that the enquiry belongs to")),
        ):
            declare(
                f"casework.{model}.{field}",
                name,
                _("To see several contacts of one person together."),
                _("until the client’s record is erased"),
            )
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "submission", "held_at", "recorded_at",
            "channel", "language", "minutes", "outcome", "target_group", "municipality",
            "clock_moved_seconds",
        )  # fmt: skip
    for model in ("EnquiryTopic", "EnquiryTopicHistory"):
        declare_impersonal(f"casework.{model}", "id", "organisation", "enquiry", "topic")
    for model in ("EnquiryHistory", "EnquiryTopicHistory", "SnippetHistory"):
        declare_impersonal(
            f"casework.{model}", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context"
        )
    declare_impersonal("casework.EnquiryMonth", "id", "organisation", "month", "number")
    for model in ("Snippet", "SnippetHistory"):
        declare(f"casework.{model}.changed_by", _("Who changed a text"), _("To ask back."), kept)
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "translations", "submission", "language",
            "title", "body", "topic", "changed_at", "withdrawn_at",
        )  # fmt: skip
    declare(
        "casework.Favourite.counsellor",
        _("Whose favourites they are"),
        _("To write down an enquiry by one key."),
        _("until the account is erased"),
    )
    declare_impersonal(
        "casework.Favourite", "id", "organisation", "key", "name", "channel", "language",
        "minutes", "outcome", "target_group",
    )  # fmt: skip
    declare_impersonal("casework.FavouriteTopic", "id", "organisation", "favourite", "topic")


def _declare_protection() -> None:
    declare(
        "casework.ClientView.viewer",
        _("Who opened a client’s record"),
        _("To tell clients who has seen what is kept of them."),
        _("three years, or until the client’s record is erased"),
    )
    _declare_openings()
    declare_impersonal(
        "casework.ClientView", "id", "organisation", "client", "viewed_at", "page", "break_glass"
    )
    declare_impersonal(
        "casework.Tombstone", "id", "organisation", "key_hash", "ground", "erased_at"
    )


def _declare_openings() -> None:
    kept = _("five years")
    for field, name in (
        ("BreakGlass.person", _("Who opened records from outside")),
        ("BreakGlass.reason", _("Why records were opened from outside")),
        ("BreakGlass.seen_by", _("Who looked at it afterwards")),
        ("Tombstone.erased_by", _("Who erased a record on request")),
    ):
        declare(
            f"casework.{field}",
            name,
            _("To show that records are opened and erased rightly."),
            kept,
        )
    declare_impersonal(
        "casework.BreakGlass", "id", "organisation", "client", "is_whole", "opened_at",
        "expires_at", "ended_at", "seen_at",
    )  # fmt: skip
