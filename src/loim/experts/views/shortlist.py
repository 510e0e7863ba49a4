"""The shortlist, and what is asked of those who are on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loim.common.access import public
from loim.experts.models import Expert
from loim.experts.views.shortlisted import (
    LONGEST,
    remember_shortlist,
    shortlisted,
    shortlisted_experts,
)


@public("it is kept on the visitor's own device")
@require_safe
def expert_shortlist(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    experts = shortlisted_experts(request, now)
    lost = len(shortlisted(request)) - len(experts)
    response = render(request, "experts/shortlist.html", {"experts": experts, "lost": lost})
    if lost:
        remember_shortlist(response, [expert.pk for expert in experts])
    response["Cache-Control"] = "no-store"
    return response


@public("it is kept on the visitor's own device")
@require_POST
def expert_shortlist_change(request: HttpRequest) -> HttpResponse:
    """`add`, `remove` (keys) or `clear`; back to where the visitor was."""
    keys = shortlisted(request)
    if "clear" in request.POST:
        keys = []
    elif (added := _key(request.POST.get("add"))) is not None:
        if len(keys) >= LONGEST:
            messages.error(request, _("The shortlist is full. Take somebody off it first."))
        elif Expert.objects.listed(timezone.now()).filter(pk=added).exists():
            keys = [*(key for key in keys if key != added), added]
        else:
            messages.error(request, _("This expert is not in the directory any more."))
    elif (removed := _key(request.POST.get("remove"))) is not None:
        keys = [key for key in keys if key != removed]
    response = redirect(_back(request))
    remember_shortlist(response, keys)
    return response


def _key(value: str | None) -> int | None:
    return (
        int(value) if value and value.isascii() and value.isdecimal() and len(value) < 16 else None
    )


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith("/") else "expert-shortlist"
