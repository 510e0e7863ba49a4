"""What is kept of those who are counselled, why, and how long."""

from django.utils.translation import gettext_lazy as _

from loim.people.retention import declare, declare_impersonal


def declare_personal_data() -> None:
    _declare_protection()


def _declare_protection() -> None:
    declare(
        "casework.ClientView.viewer",
        _("Who opened a client’s record"),
        _("To tell clients who has seen what is kept of them."),
        _("three years, or until the client’s record is erased"),
    )
    declare_impersonal("casework.ClientView", "id", "organisation", "client", "viewed_at", "page")
