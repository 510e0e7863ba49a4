"""What pages, news, the media library and redirects keep about people."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal

_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def declare_personal_data_of_pages() -> None:
    page, file = _("as long as the page"), _("as long as the file")
    for model in ("Page", "NewsItem"):
        for table in (model, f"{model}History"):
            declare(
                f"content.{table}.created_by",
                _("Who began a page"),
                _("To trace who did it."),
                page,
            )
    for table in ("MediaFile", "MediaHistory"):
        declare(f"content.{table}.added_by", _("Who added a file"), _("To trace who did it."), file)
        declare(
            f"content.{table}.credit",
            _("Author of a picture or a document"),
            _("To name the author, as the law and the licence demand."),
            file,
        )
    for table in ("Redirect", "RedirectHistory"):
        declare(
            f"content.{table}.made_by", _("Who moved a page"), _("To trace who did it."),
            _("as long as the old address leads to the new one"),
        )  # fmt: skip
    _declare_impersonal()


def _declare_impersonal() -> None:
    web = ("id", "text", "slug", "audience", "municipality", "picture", "expiry_date",
           "expiry_warned_for", "submission", "created_at", "changed_at")  # fmt: skip
    media = ("id", "owner", "text", "kind", "file_name", "mime", "size_bytes", "sha256", "width",
             "height", "is_decorative", "licence", "added_at", "submission")  # fmt: skip
    redirect = ("id", "owner", "from_path", "to_path", "is_automatic", "made_at")
    for model, fields in (
        ("Page", (*web, "parent", "position")),
        ("PageHistory", (*_HISTORY, *web, "parent", "position")),
        ("NewsItem", (*web, "news_date")),
        ("NewsItemHistory", (*_HISTORY, *web, "news_date")),
        ("MediaFile", (*media, "file")),
        ("MediaHistory", (*_HISTORY, *media)),
        ("Rendition", ("id", "media", "file", "width", "height")),
        ("Redirect", redirect),
        ("RedirectHistory", (*_HISTORY, *redirect)),
        (
            "Link",
            ("id", "address", "outcome", "trouble", "status_code", "final_address", "found_at",
             "checked_at", "failing_since"),
        ),
        ("LinkUse", ("id", "link", "source", "owner", "title", "language", "path", "edit_path")),
    ):  # fmt: skip
        declare_impersonal(f"content.{model}", *fields)
