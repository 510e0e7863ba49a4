"""What we ask of django-allauth beyond its settings."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.people.models import User

# allauth's name of a mail → our template, and how long it is of use.
CODE_SECONDS = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
MAILS: dict[str, tuple[str, int | None]] = {
    "account/email/login_code": ("sign_in_code", CODE_SECONDS),
    "account/email/unknown_account": ("unknown_account", CODE_SECONDS),
    "account/email/email_confirmation": ("confirm_address", 15 * 60),
    "account/email/email_confirmation_signup": ("confirm_address", 15 * 60),
    "account/email/email_changed": ("address_changed", None),
    "mfa/email/webauthn_added": ("passkey_added", None),
    "mfa/email/webauthn_removed": ("passkey_removed", None),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already. Enter another one."),
        "same_as_current": _("This is your address already. Enter another one."),
        "incorrect_code": _("The code is not right. Check it and try again."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait a few minutes and try again."
        ),
        "rate_limited": _("There were too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation; later modules open their own doors."""
        return False

    def get_login_stages(self) -> list[str]:
        """The code alone.

        It proves the address, so nothing is left to verify; and a passkey is another way in,
        not a second lock: whoever made one on the office computer can still sign in at home.
        """
        return ["allauth.account.stages.LoginByCodeStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """We ask for a fresh sign-in ourselves (`signing_in.recently_signed_in`)."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the person's own pages, in the language that they chose."""
        language = request.user.language if isinstance(request.user, User) else None
        with translation.override(language or get_language()):
            return reverse(settings.LOGIN_REDIRECT_URL)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queued like all mail, so that known and unknown addresses take the same time.

        In the language of the account with this address, or that had it until now; else in
        that of the page.
        """
        template, useful_seconds = MAILS[template_prefix]
        known = [email.lower(), str(context.get("to_email", "")).lower()]
        account = User.objects.filter(email__in=known).only("language").first()
        now = timezone.now()
        queue_mail(
            to=email,
            template=template,
            language=account.language if account else get_language() or settings.LANGUAGE_CODE,
            # Nothing else of allauth's context: it holds the request.
            context={
                "code": context.get("code", ""),
                "from_email": context.get("from_email", ""),
                "to_email": context.get("to_email", ""),
                "minutes": (useful_seconds or 0) // 60,
                "now": now,
            },
            useful_until=now + timedelta(seconds=useful_seconds) if useful_seconds else None,
        )


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped library
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The passkey was not accepted. Try again, or use a code instead."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Lõim"}

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002  # its name there
        return gettext("Passkey of %(day)s") % {"day": timezone.localdate().isoformat()}
