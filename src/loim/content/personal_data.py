"""What texts keep about people: who wrote and published them."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_WITH_TEXT = _("as long as the text")


def declare_personal_data() -> None:
    for field, name in (
        ("content.Text.created_by", _("Who began a text")),
        ("content.TextHistory.created_by", _("Who began a text")),
        ("content.TextVersion.written_by", _("Who wrote a version of a text")),
        ("content.TextVersion.published_by", _("Who published a version of a text")),
        ("content.Confirmation.confirmed_by", _("Who confirmed a translation")),
        ("content.TranslationWish.wished_by", _("Who chose a text for translation")),
        ("content.TranslationWishHistory.wished_by", _("Who chose a text for translation")),
    ):
        declare(field, name, _("To trace who did it."), _WITH_TEXT)
    text = ("id", "kind", "owner", "source_language", "created_at")
    declare_impersonal("content.Text", *text)
    declare_impersonal("content.TextHistory", *_HISTORY, *text)
    declare_impersonal(
        "content.TextVersion", "id", "text", "language", "number", "status", "is_minor", "origin",
        "based_on", "fields", "words", "revision", "written_at", "published_at",
    )  # fmt: skip
    declare_impersonal("content.Confirmation", "id", "version", "compared_with", "confirmed_at")
    declare_impersonal(
        "content.TextState", "id", "text", "language", "state", "is_source", "is_machine",
        "is_withdrawn", "title", "current", "draft", "base", "changed_at", "recent_readings",
    )  # fmt: skip
    declare_impersonal("content.ReadCount", "id", "text", "language", "day", "readings")
    wish = ("id", "text", "language", "is_wanted", "wished_at")
    declare_impersonal("content.TranslationWish", *wish)
    declare_impersonal("content.TranslationWishHistory", *_HISTORY, *wish)
