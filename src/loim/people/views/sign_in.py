"""allauth's pages with what our templates need beside."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.views import (
    AccountInactiveView,
    ConfirmEmailVerificationCodeView,
    ConfirmLoginCodeView,
    EmailView,
    LoginView,
    LogoutView,
    RequestLoginCodeView,
)
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public, signed_in
from loim.common.mail import mail_is_delayed
from loim.people.views.signing_in import recently_signed_in

ENTRANCE = "the way in: nobody is signed in yet"


class SignInPage(LoginView):  # type: ignore[misc]  # untyped library
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "has_tara": bool(settings.TARA_CLIENT_ID),
            "mail_is_delayed": mail_is_delayed(timezone.now()),
        }


class CodeRequestPage(RequestLoginCodeView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "mail_is_delayed": mail_is_delayed(timezone.now())}


class CodePage(ConfirmLoginCodeView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "mail_is_delayed": mail_is_delayed(timezone.now())}


class AddPasskeyPage(AddWebAuthnView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """allauth adds no key while an address waits to be confirmed, and would lead to a page
        that is not ours: a stranger's account with one's own address must stay one's own."""
        if EmailAddress.objects.filter(user_id=request.user.pk, verified=False).exists():
            messages.warning(
                request,
                _(
                    "Your e-mail address is not confirmed yet. Sign out and sign in with a code"
                    " from your e-mail: that confirms it. Then add the passkey."
                ),
            )
            return redirect("mfa_list_webauthn")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return {**context, "js_data": {"creation_options": options}}

    def get_success_url(self) -> str:
        return reverse("mfa_list_webauthn")


sign_in_page = public(ENTRANCE)(SignInPage.as_view())
code_request = public(ENTRANCE)(CodeRequestPage.as_view())
code_page = public(ENTRANCE)(CodePage.as_view())
passkey_sign_in = public(ENTRANCE)(LoginWebAuthnView.as_view())
account_closed = public("says only that an account is closed")(AccountInactiveView.as_view())
sign_out = public("asks before it signs out; a visitor is led to the front page")(
    LogoutView.as_view()
)
address = recently_signed_in(EmailView.as_view())
confirm_address = signed_in(ConfirmEmailVerificationCodeView.as_view())
passkeys = signed_in(ListWebAuthnView.as_view())
passkey_add = recently_signed_in(AddPasskeyPage.as_view())
passkey_rename = recently_signed_in(EditWebAuthnView.as_view())
passkey_remove = recently_signed_in(RemoveWebAuthnView.as_view())


@public("says how one gets an account")
def no_sign_up(request: HttpRequest) -> HttpResponse:
    return render(request, "people/no_sign_up.html")
