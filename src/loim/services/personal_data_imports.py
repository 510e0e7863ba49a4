"""What imports of services keep about people."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal


def declare_imports() -> None:
    declare_impersonal(
        "services.ImportedRecord", "id", "owner", "external_id", "service", "location"
    )
    declare_impersonal(
        "services.HsdsImport",
        "id", "owner", "file_name", "language", "publishes", "report", "uploaded_at", "applied_at",
    )  # fmt: skip
    declare(
        "services.HsdsImport.uploaded_by", _("Who imported services"), _("To trace who did it."),
        _("as long as the import"),
    )  # fmt: skip
    declare(
        "services.HsdsImport.content", _("File of services with their contacts"),
        _("To show what an import would do before it does it."),
        _("until it is imported, a week at most"),
    )  # fmt: skip
