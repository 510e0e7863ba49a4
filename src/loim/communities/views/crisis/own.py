"""A contact's own page, by the link in a letter: agree, correct, leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.common.access import public
from loim.common.refusals import Refusal
from loim.communities.actions.crisis.contacts import confirm_by_link, leave
from loim.communities.forms.crisis.people import ContactForm
from loim.communities.models import RoleHolder, Sharing
from loim.communities.queries.crisis.own_link import contact_by_key


@public("the secret in the link is the permission")
@never_cache
def crisis_contact_own(request: HttpRequest, key: str) -> HttpResponse:
    contact = contact_by_key(key)
    if contact is None:
        return _answer(request, {"is_unknown": True}, 404)
    if contact.left_at is not None:
        return _answer(request, {"contact": contact, "has_left": True}, 200)
    step = request.POST.get("step", "")
    form = ContactForm(request.POST if step == "confirm" else None, contact=contact)
    if step == "leave":
        leave(contact=contact, by=None, now=timezone.now())
        return redirect(request.path)
    if form.is_bound and form.is_valid():
        try:
            confirm_by_link(contact=contact, facts=form.facts(), now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you! It is noted as right today."))
            return redirect(request.path)
    held = RoleHolder.objects.filter(contact=contact).select_related("role")
    shared = Sharing.objects.in_force().filter(community=contact.plan.community, what="crisis_plan")
    shown = {
        "contact": contact,
        "community": contact.plan.community,
        "plan": contact.plan,
        "form": form,
        "roles": held.order_by("role__position", "pk"),
        "shared": shared.select_related("recipient").order_by("recipient__name", "pk"),
    }
    return _answer(request, shown, 422 if form.errors else 200)


def _answer(request: HttpRequest, shown: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "communities/crisis/own.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
