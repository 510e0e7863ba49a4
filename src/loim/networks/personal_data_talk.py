"""What letters to members and their threads keep about people: what for and how long."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

# After the last post of a thread; a letter's address after nobody of the network has it any more.
THREAD_KEPT = timedelta(days=3 * 365)
ADDRESS_KEPT = timedelta(days=90)
MAILING_KEPT = timedelta(days=3 * 365)

_WITH_THREAD = _(
    "until the thread is erased, three years after its last post; when the account is closed,"
    " the name goes at once"
)
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_talk() -> None:
    _declare_threads()
    _declare_reading()
    _declare_letters()


def _declare_threads() -> None:
    for model in ("networks.Thread", "networks.ThreadHistory"):
        _kept_with_thread(
            f"{model}.author", _("Who began a thread"), _("To say whose words it is.")
        )
        _kept_with_thread(f"{model}.title", _("What a thread is about"), _("To discuss it."))
        declare_impersonal(
            model, "id", "network", "kind", "status", "locked_reason", "is_pinned", "language",
            "begun_at",
        )  # fmt: skip
    declare_impersonal("networks.Thread", "last_post_at")
    for model in ("networks.Post", "networks.PostHistory"):
        _kept_with_thread(f"{model}.author", _("Who wrote a post"), _("To say whose words it is."))
        for field, name in (("text", _("Text of a post")), ("file", _("File of a post"))):
            _kept_with_thread(f"{model}.{field}", name, _("To discuss it."))
        _kept_with_thread(
            f"{model}.file_name", _("Name of a post’s file"), _("To save it under that name.")
        )
        _kept_with_thread(f"{model}.hidden_by", _("Who hid a post"), _("To trace who did it."))
        declare_impersonal(
            model, "id", "thread", "language", "written_at", "edited_at", "taken_back_at",
            "hidden_at", "hidden_reason", "submission",
        )  # fmt: skip
    declare_impersonal("networks.Post", "told_at")
    declare_impersonal("networks.ThreadHistory", *_HISTORY)
    declare_impersonal("networks.PostHistory", *_HISTORY)
    for field, name in (
        ("reporter", _("Who reported a post")),
        ("reason", _("Why a post was reported")),
        ("settled_by", _("Who settled a report")),
    ):
        _kept_with_thread(f"networks.PostReport.{field}", name, _("To decide on the report."))
    declare_impersonal("networks.PostReport", "id", "post", "reported_at", "settled_at")


def _kept_with_thread(field: str, name: str | Promise, purpose: str | Promise) -> None:
    declare(field, name, purpose, _WITH_THREAD, THREAD_KEPT)


def _declare_reading() -> None:
    as_long = _("as long as the thread; when the account is closed, it goes at once")
    for field, name in (
        ("user", _("Whose mark in a thread it is")),
        ("read_at", _("Until when you have read a thread")),
        ("follows", _("Threads that you follow")),
    ):
        declare(
            f"networks.ThreadReader.{field}", name, _("To show what is new to you."), as_long,
            THREAD_KEPT,
        )  # fmt: skip
    declare_impersonal("networks.ThreadReader", "id", "thread")
    for field in ("user", "rhythm", "told_until"):
        declare(
            f"networks.TalkWish.{field}",
            _("How often you want letters about threads"),
            _("To write no more often than you want."),
            _("as long as the account"),
        )
    declare_impersonal("networks.TalkWish", "id", "network")


def _declare_letters() -> None:
    until = _("until 90 days after nobody of the network has this address any more")
    for field, name in (
        ("address", _("Address that a network’s letters go to")),
        ("stopped_at", _("That you want no letters of a network")),
        ("last_written_at", _("When a network last wrote to you")),
    ):
        declare(
            f"networks.LetterReader.{field}", name,
            _("To write once to each, and never to whoever wants no letters."), until,
            ADDRESS_KEPT,
        )  # fmt: skip
    declare_impersonal("networks.LetterReader", "id", "network", "uuid", "key_hash")
    for field, name in (
        ("begun_by", _("Who began a letter to members")),
        ("sent_by", _("Who sent a letter to members")),
    ):
        declare(
            f"networks.Mailing.{field}", name, _("To trace who wrote to members."),
            _("three years after it was sent"), MAILING_KEPT,
        )  # fmt: skip
    declare_impersonal(
        "networks.Mailing", "id", "translations", "network", "language", "subject", "body",
        "recipients", "changed_at", "sent_at", "without_address", "want_none", "submission",
    )  # fmt: skip
    declare(
        "networks.MailingLetter.member",
        _("Whom a letter went to"),
        _("To say which letters could not be sent."),
        _("three years after it was sent"),
        MAILING_KEPT,
    )
    declare_impersonal(
        "networks.MailingLetter", "id", "mailing", "reader", "language", "mail", "outcome"
    )
