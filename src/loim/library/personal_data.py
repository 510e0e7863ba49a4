"""What the library keeps about people: what for and how long (see `loim.people.retention`).

`actions.erasing` acts on it every night.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.people.retention import Text, declare, declare_impersonal

CONTRIBUTORS_KEPT = timedelta(days=365)  # after the decision
UNPROVED_KEPT = timedelta(days=30)
STAGED_KEPT = timedelta(days=1)

_AFTER_DECISION = _("until a year after the decision; what was never confirmed for 30 days")
_AS_LONG_AS_ITEM = _("as long as it stands in the library, or until they ask to be left out")
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "id")
_FACTS = (
    "kind", "url", "url_key", "year", "publisher", "licence", "thing_languages", "audiences",
)  # fmt: skip
_DOERS = _("To trace who did it.")
_WITH_RECORD = _("as long as the record")


def declare_personal_data() -> None:
    for field, name, purpose in (
        ("contributor", _("Account of a contributor"), _("To show them what became of it.")),
        ("contributor_name", pgettext_lazy("a person", "Name of a contributor"),
         _("To thank them and to ask.")),
        ("contributor_email", _("E-mail of a contributor"), _("To write to them; editors do not see it.")),
        ("credit", _("How a contributor wants to be named"), _("To name them.")),
    ):  # fmt: skip
        declare(f"library.Contribution.{field}", name, purpose, _AFTER_DECISION, CONTRIBUTORS_KEPT)
    for field, name in (
        ("library.ContributionMessage.author", _("Who wrote about a contribution")),
        ("library.ContributionMessage.words", _("Questions and answers about a contribution")),
    ):
        declare(field, name, _("To make a contribution ready."), _AFTER_DECISION, CONTRIBUTORS_KEPT)
    declare(
        "library.LibraryItem.credit", _("Name of a contributor who wants to be named"),
        _("To name them."), _AS_LONG_AS_ITEM,
    )  # fmt: skip
    for table in (
        "LibraryItem", "LibraryItemHistory", "Contribution", "ContributionHistory",
    ):  # fmt: skip
        declare(
            f"library.{table}.authors", _("Authors of what stands in the library"),
            _("To name and cite them."), _WITH_RECORD,
        )  # fmt: skip
    for field in ("author", "author_name", "words"):
        declare(
            f"library.ExperienceNote.{field}", _("Who told of an experience, and their words"),
            _("To let others learn from it."), _AS_LONG_AS_ITEM,
        )  # fmt: skip
    for field, doer in _doers():
        declare(field, doer, _DOERS, _WITH_RECORD)
    _declare_impersonal()


def _doers() -> list[tuple[str, Text]]:
    recorded, decided = _("Who recorded it"), _("Who decided about it")
    found: list[tuple[str, Text]] = []
    for model in (
        "LibraryItem", "Collection", "PlannedGuide", "PrintRun", "GuideDistribution",
    ):  # fmt: skip
        found += [
            (f"library.{table}.recorded_by", recorded) for table in (model, f"{model}History")
        ]
    for model in ("Contribution", "ExperienceNote"):
        found += [(f"library.{table}.decided_by", decided) for table in (model, f"{model}History")]
    return [*found, ("library.LibraryFile.added_by", _("Who added a file"))]


def _declare_impersonal() -> None:
    label = ("id", "translations", "slug", "name", "position")
    declare_impersonal("library.LibraryTopic", *label)
    declare_impersonal("library.Method", *label)
    item = (
        *_FACTS, "uuid", "text", "owner", "status", "archived_url", "archived_date", "edition",
        "replaces", "published_at", "revision", "recorded_at", "changed_at", "submission",
    )  # fmt: skip
    contribution = (
        *_FACTS, "title", "words", "language", "state", "reason", "item", "sent_at",
        "confirmed_at", "turn_at", "decided_at", "submission",
    )  # fmt: skip
    note = ("item", "language", "state", "reason", "written_at", "decided_at", "submission")
    collection = (
        "text",
        "owner",
        "is_published",
        "position",
        "revision",
        "recorded_at",
        "submission",
    )
    guide = ("item", "activity", "designed_by", "designed_date", "issued_date", "recorded_at")
    run = ("guide", "language", "copies", "printed_date", "printer", "recorded_at", "submission")
    given = (
        "guide", "activity", "municipality", "given_date", "given_as", "language", "copies",
        "occasion", "recorded_at", "submission",
    )  # fmt: skip
    for model, fields in (
        ("LibraryItem", item), ("Contribution", contribution), ("ExperienceNote", note),
        ("Collection", collection), ("PlannedGuide", guide), ("PrintRun", run),
        ("GuideDistribution", given),
    ):  # fmt: skip
        declare_impersonal(f"library.{model}", "id", *fields)
        declare_impersonal(f"library.{model}History", *_HISTORY, *fields)
    declare_impersonal("library.Contribution", "key_hash")
    declare_impersonal(
        "library.ContributionMessage", "id", "contribution", "from_editor", "written_at",
        "submission",
    )  # fmt: skip
    declare_impersonal(
        "library.LibraryFile", "id", "uuid", "item", "contribution", "language", "file",
        "file_name", "mime", "size_bytes", "sha256", "reading", "trouble", "pages", "text",
        "is_text_cut", "was_scanned", "added_at",
    )  # fmt: skip
    declare_impersonal("library.FilePreview", "id", "source", "page", "image", "width", "height")
    declare_impersonal("library.DownloadCount", "id", "item", "day", "downloads")
    declare_impersonal("library.HelpedMark", "id", "item", "mark")
    declare_impersonal("library.CollectionEntry", "id", "collection", "item", "position")
    for table, one in (("LibraryItem", "libraryitem"), ("Contribution", "contribution")):
        for many, other in (
            ("topics", "librarytopic"),
            ("methods", "method"),
            ("counties", "county"),
        ):
            declare_impersonal(f"library.{table}_{many}", "id", one, other)
