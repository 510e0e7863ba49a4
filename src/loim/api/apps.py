from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "loim.api"
    label = "api"
    verbose_name = _("Interface for programs")

    def ready(self) -> None:
        # What comes and goes is described once, when everything starts: a mistake in it shows
        # then, not at somebody's first request.
        import loim.api.views.v1  # noqa: F401
        from loim.people.retention import declare_impersonal

        declare_impersonal(
            "api.ApiToken", "id", "organisation", "name", "token_hash", "beginning", "created_at",
            "created_by", "expires_at", "last_used_at", "revoked_at", "revoked_by",
        )  # fmt: skip
        declare_impersonal(
            "api.SentRegistration", "id", "token", "key", "fingerprint", "registration", "sent_at"
        )
