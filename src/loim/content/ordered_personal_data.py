"""What the glossary, machine translation and orders keep about people."""

from django.utils.translation import gettext_lazy as _

from loim.content.actions.orders.erasing import erase_account, export_orders
from loim.people.personal_records import PersonalRecords, register
from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_ordered_personal_data() -> None:
    for field, name, until in (
        ("Term.changed_by", _("Who changed a term of the glossary"), _("as long as the term")),
        (
            "TermHistory.changed_by",
            _("Who changed a term of the glossary"),
            _("as long as the term"),
        ),
        ("MachineTranslation.asked_by", _("Who asked for a machine translation"), _("for 60 days")),
        ("TranslationOrder.made_by", _("Who ordered translations"), _("as long as the order")),
        (
            "TranslationOrderHistory.made_by",
            _("Who ordered translations"),
            _("as long as the order"),
        ),
        (
            "Delivery.uploaded_by",
            _("Who brought in a file of translations"),
            _("as long as the order"),
        ),
        ("Delivery.used_by", _("Who took over a file of translations"), _("as long as the order")),
    ):
        declare(f"content.{field}", name, _("To trace who did it."), until)
    for field, name in (
        ("contact_name", _("Contact at a translation agency")),
        ("contact_email", _("E-mail of a translation agency")),
    ):
        declare(
            f"content.TranslationOrder.{field}", name, _("To send the order and to remind of it."),
            _("until a year after the order was done or cancelled"),
        )  # fmt: skip
    _declare_impersonal()


def _declare_impersonal() -> None:
    term = ("id", "owner", "note", "is_retired", "submission", "changed_at")
    word = ("id", "term", "language", "word", "usage", "stems")
    order = (
        "id", "owner", "agency", "letter_language", "note", "state", "due_date", "cost", "words",
        "cancel_reason", "submission", "made_at", "sent_at", "received_at", "finished_at",
        "reminded_at", "contact_erased_on",
    )  # fmt: skip
    declare_impersonal("content.Term", *term)
    declare_impersonal("content.TermHistory", *_HISTORY, *term)
    declare_impersonal("content.TermWord", *word)
    declare_impersonal("content.TermWordHistory", *_HISTORY, *word)
    declare_impersonal("content.TranslationOrder", "key_hash", *order)
    declare_impersonal("content.TranslationOrderHistory", *_HISTORY, *order)
    declare_impersonal(
        "content.OrderedText", "id", "order", "text", "language", "base", "words", "taken_at"
    )
    declare_impersonal(
        "content.Delivery", "id", "order", "name", "content", "sha256", "source_language",
        "target_language", "units", "problems", "uploaded_at", "used_at", "is_erased",
    )  # fmt: skip
    declare_impersonal(
        "content.MachineTranslation", "id", "text", "language", "base", "seen_revision", "state",
        "trouble", "parts", "parts_done", "tries", "asked_at", "finished_at",
    )  # fmt: skip


def register_personal_records() -> None:
    register(
        PersonalRecords(
            "content",
            _("Translation orders that name you as the agency’s contact"),
            export_orders,
            erase_account,
        )
    )
