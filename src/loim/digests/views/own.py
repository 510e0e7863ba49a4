"""By the secret in a letter: confirm, change, stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from loim.common.access import public
from loim.digests.actions.subscribing import change_letters, confirm_letters, stop_letters
from loim.digests.forms.subscription import WishesForm
from loim.digests.queries.own_link import by_key
from loim.digests.views.loading import private


@public("the secret in the link is the permission")
@private
@require_http_methods(["GET", "HEAD", "POST"])
def digest_own(request: HttpRequest, key: str) -> HttpResponse:
    """Opening it changes nothing: programs that look into letters open links, too."""
    found = by_key(key)
    if found is None:
        return render(request, "digests/unknown_link.html", status=404)
    step = request.POST.get("step", "")
    if step == "confirm":
        confirm_letters(subscription=found, now=timezone.now())
        messages.success(request, _("Thank you! Letters come from now on."))
        return redirect("digest-own", key)
    form = WishesForm(request.POST if step == "change" else None, subscription=found)
    if step == "change" and form.is_valid():
        change_letters(subscription=found, wishes=form.wishes(), now=timezone.now())
        messages.success(request, _("Your wishes are kept."))
        return redirect("digest-own", key)
    shown = {"form": form, "subscription": found, "key": key}
    return render(request, "digests/own.html", shown, status=422 if form.errors else 200)


# A mail program's POST brings neither cookies nor a form's token (RFC 8058, 3.2); the secret in the
# address is the permission, and all that it permits is to be left in peace.
@csrf_exempt
@public("the secret in the link is the permission; mail programs press the button themselves")
@private
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, key: str) -> HttpResponse:
    """A POST stops the letters at once, and answers without sending on: mail programs do not
    follow. A GET shows the button alone."""
    found = by_key(key)
    if request.method == "POST":
        if found is not None:
            stop_letters(subscription=found)
        return render(request, "digests/stopped.html")
    if found is None:
        return render(request, "digests/unknown_link.html", status=404)
    return render(request, "digests/stop.html", {"key": key})
