"""Statistics, county pictures and evidence hold counts, and who attached or noted something."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal


def declare_figures() -> None:
    kept = _("as long as the proposal; emptied when the account is erased")
    declare(
        "casework.ProposalEvidence.attached_by",
        _("Who attached a published figure to a proposal"),
        _("To know whom to ask about the proposal."),
        kept,
    )
    for model in ("Watch", "WatchHistory"):
        declare(
            f"casework.{model}.noted_by",
            _("Who noted which change of a service came of a proposal"),
            _("To know whom to ask about the change."),
            kept,
        )
        declare_impersonal(
            f"casework.{model}", "id", "organisation", "proposal", "service", "change",
            "changed_on", "noted_at",
        )  # fmt: skip
    declare_impersonal(
        "casework.ProposalEvidence", "id", "organisation", "proposal", "dimension", "category",
        "period", "start_date", "value", "strength", "attached_at",
    )  # fmt: skip
    declare(
        "casework.RegisterImport.taken_by",
        _("Who took in a table of a register"),
        _("To know whom to ask about the table."),
        _("as long as the table; emptied when the account is erased"),
    )
    declare_impersonal(
        "casework.RegisterImport", "id", "organisation", "county", "source", "as_of",
        "file_name", "taken_at", "submission",
    )  # fmt: skip
    declare_impersonal(
        "casework.RegisterCount", "id", "organisation", "register", "municipality", "origin",
        "family", "people",
    )  # fmt: skip
    declare_impersonal("casework.Publication", "id", "month", "cutoff_at", "published_at")
    declare_impersonal(
        "casework.Figure", "id", "organisation", "period", "start_date", "dimension", "category",
        "value", "published_at",
    )  # fmt: skip
    declare_impersonal(
        "casework.PeopleFigure", "id", "organisation", "first_year", "last_year", "people",
        "published_at",
    )  # fmt: skip
    declare_impersonal(
        "casework.FrozenCount", "id", "organisation", "month", "dimension", "category", "count"
    )
    declare_impersonal(
        "casework.CountyPicture", "id", "county", "organisation", "kind", "source", "as_of",
        "shared_at",
    )  # fmt: skip
    declare_impersonal(
        "casework.CountyFigure", "id", "organisation", "picture", "municipality", "dimension",
        "category", "value",
    )  # fmt: skip
