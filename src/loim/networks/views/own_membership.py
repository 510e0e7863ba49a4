"""One's own place in a network: by account, or by the link of the letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import public, signed_in
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.networks.actions.consenting import set_listed
from loim.networks.actions.mandates import resign
from loim.networks.models import Mandate, Member
from loim.networks.queries.members import own_places_in
from loim.networks.queries.own_link import member_by_key
from loim.networks.views.loading import load_network, user_of
from loim.people.models import User


@public("the secret in the link is the permission")
@private
def member_own(request: HttpRequest, key: str) -> HttpResponse:
    member = member_by_key(key)
    if member is None:
        return render(request, "networks/core/unknown_link.html", status=404)
    return _own(request, member, by=None)


@signed_in
@private
def member_mine(request: HttpRequest, pk: int) -> HttpResponse:
    network = load_network(pk)
    member = own_places_in(network, user_of(request)).first()
    if member is None:
        raise Http404
    return _own(request, member, by=user_of(request))


def _own(request: HttpRequest, member: Member, by: User | None) -> HttpResponse:
    today = timezone.localdate()
    held = member.mandates.select_related(
        "seat__network__activity__programme", "member"
    ).in_force_on(today)
    mandate = held.order_by("start_date", "pk").first()
    if request.method == "POST":
        _do(request, member, mandate, by)
        return redirect(request.path)
    context = {"network": member.network, "member": member, "mandate": mandate, "today": today}
    return render(request, "networks/core/own.html", context)


def _do(request: HttpRequest, member: Member, mandate: Mandate | None, by: User | None) -> None:
    step, now = request.POST.get("step", ""), timezone.now()
    if step in ("list", "unlist"):
        set_listed(member=member, is_listed=step == "list", by=by, now=now)
        said = _("You are listed.") if step == "list" else _("You are not listed any more.")
        messages.success(request, said)
    elif step == "resign" and mandate is not None:
        try:
            reason = request.POST.get("reason", "").strip()[:300]
            resign(mandate=mandate, reason=reason, by=by, now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You have laid down the seat. Today is the last day."))
