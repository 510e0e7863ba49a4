"""Signing in to the demonstration without a mailbox. The addresses exist in demo mode only."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.demo.accounts import ACCOUNTS
from loim.demo.sign_in_links import LinkNotValid, user_of_link
from loim.people.models import User
from loim.people.views.signing_in import sign_in


@public("the demonstration's door: it exists in demo mode only and opens invented accounts only")
@never_cache
def accounts(request: HttpRequest) -> HttpResponse:
    """Choose who to be: one button for each role."""
    if not settings.IS_DEMO:
        raise Http404
    if request.method == "POST":
        email = request.POST.get("email", "")
        known = {account.email for account in ACCOUNTS}
        user = get_object_or_404(User, email=email if email in known else "", is_active=True)
        sign_in(request, user, method="demo")
        return redirect("my-work")
    return render(request, "demo/accounts.html", {"accounts": ACCOUNTS})


@public("opened from a one-time link that the demonstration printed")
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    if not settings.IS_DEMO:
        raise Http404
    try:
        user = user_of_link(token)
    except LinkNotValid:
        messages.error(
            request, _("This sign-in link was used before or is too old. Choose an account here.")
        )
        return redirect("demo-accounts")
    sign_in(request, user, method="demo")
    return redirect("my-work")
