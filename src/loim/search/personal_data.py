"""What the search keeps about people: who wrote down words of the same meaning; nothing else."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_personal_data() -> None:
    for model in ("search.WordGroup", "search.WordGroupHistory"):
        declare(
            f"{model}.changed_by", _("Who kept words of the same meaning"),
            _("To trace who did it."), _("as long as the words"),
        )  # fmt: skip
    group = ("id", "note", "submission", "changed_at")
    declare_impersonal("search.WordGroup", *group)
    declare_impersonal("search.WordGroupHistory", *_HISTORY, *group)
    word = ("id", "group", "language", "word")
    declare_impersonal("search.GroupedWord", *word)
    declare_impersonal("search.GroupedWordHistory", *_HISTORY, *word)
    # Words alone, without who and when in the day; numbers and addresses are not kept.
    declare_impersonal("search.MissedSearch", "id", "day", "words", "number")
    declare_impersonal("search.KnownWord", "id", "word", "folded", "documents")
    declare_impersonal("search.WordMeaning", "id", "source", "keys", "members")
    declare_impersonal("search.ChangeMark", "id", "source", "value")
    # Copies of what records say, gone from here when they are gone there.
    declare_impersonal(
        "search.IndexedDocument", "id", "provider", "object_id", "kind", "language", "texts",
        "url_name", "url_args", "facets", "readers", "day", "importance", "visible_from",
        "visible_until", "vector", "words", "digest", "analyser", "indexed_at",
    )  # fmt: skip
