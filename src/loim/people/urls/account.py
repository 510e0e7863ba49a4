"""Signing in and out, and the ways to do so.

The names are django-allauth's, which leads from one to the next by them. Only what we use
is here: its pages about passwords would let one be set, and nobody has one.
"""

from django.urls import path

from loim.people.tara import views as tara
from loim.people.views import sign_in

urlpatterns = [
    path("login/", sign_in.sign_in_page, name="account_login"),
    path("login/code/", sign_in.code_request, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.code_page, name="account_confirm_login_code"),
    path("login/passkey/", sign_in.passkey_sign_in, name="mfa_login_webauthn"),
    path("logout/", sign_in.sign_out, name="account_logout"),
    path("inactive/", sign_in.account_closed, name="account_inactive"),
    path("signup/", sign_in.no_sign_up, name="account_signup"),
    path("email/", sign_in.address, name="account_email"),
    path("email/confirm/", sign_in.confirm_address, name="account_email_verification_sent"),
    path("passkeys/", sign_in.passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", sign_in.passkey_add, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", sign_in.passkey_rename, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", sign_in.passkey_remove, name="mfa_remove_webauthn"),
    path("tara/", tara.tara_start, name="tara-start"),
    path("tara/return/", tara.tara_return, name="tara-return"),
    path("tara/unlink/", tara.tara_unlink, name="tara-unlink"),
]
