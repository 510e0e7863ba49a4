"""What a community shares, and with whom."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.communities.actions.sharing import share_with, withdraw_all
from loim.communities.forms.sharing import RecipientForm, SharingForm, receivers
from loim.communities.models import Community, Shared, Sharing
from loim.communities.queries.page import sharing_history
from loim.communities.views.loading import kept, page_context, user_of
from loim.people.models import Organisation, OrganisationKind

SHOWN_CHANGES = 30


@dataclass(frozen=True)
class Recipient:
    organisation: Organisation
    form: SharingForm
    number: int


@signed_in
@private
def community_sharing(request: HttpRequest, pk: int) -> HttpResponse:
    community = kept(request, pk)
    if request.method == "POST":
        return _changed(request, community)
    chosen = request.GET.get("recipient", "")
    extra = _known(community).filter(pk=int(chosen)) if _is_key(chosen) else None
    recipients = _recipients(community, extra.first() if extra is not None else None)
    there = {each.organisation.pk for each in recipients} | {community.organisation_id}
    in_force = Sharing.objects.in_force().filter(community=community)
    context = page_context(
        request, community, recipients=recipients, other=RecipientForm(besides=there),
        is_counted=in_force.filter(what=Shared.COUNTED).exists(),
        shares_anything=in_force.exists(),
        history=sharing_history(community)[:SHOWN_CHANGES],
    )  # fmt: skip
    return render(request, "communities/sharing/sharing.html", context)


def _recipients(community: Community, chosen: Organisation | None) -> list[Recipient]:
    """Its municipality first, then those with whom something is shared, then one just chosen."""
    in_force = Sharing.objects.in_force().filter(community=community, recipient__isnull=False)
    things: dict[int, set[str]] = {}
    for recipient, what in in_force.values_list("recipient", "what"):
        things.setdefault(recipient, set()).add(what)
    government = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality=community.organisation.municipality_id,
        is_active=True,
    ).first()  # fmt: skip
    others = list(Organisation.objects.filter(pk__in=things).order_by("name", "pk"))
    ordered = [row for row in (government, *others, chosen) if row is not None]
    unique = {row.pk: row for row in ordered if row.pk != community.organisation_id}
    return [
        Recipient(row, _form(row.pk, things.get(row.pk, set())), len(things.get(row.pk, ())))
        for row in unique.values()
    ]


def _form(recipient: int, shared: set[str], data: object = None) -> SharingForm:
    return SharingForm(data, shared=shared, prefix=f"r{recipient}")


def _changed(request: HttpRequest, community: Community) -> HttpResponse:
    by, now, step = user_of(request), timezone.now(), request.POST.get("step", "")
    try:
        if step == "withdraw":
            withdraw_all(community=community, by=by, now=now)
            messages.success(request, _("Nothing is shared any more, from this moment on."))
        elif step == "counted":
            things = [Shared.COUNTED] if "counted" in request.POST else []
            share_with(community=community, recipient=None, things=things, by=by, now=now)
            messages.success(request, _("It is saved, and in force from now on."))
        else:
            recipient = get_object_or_404(_known(community), pk=int(step) if _is_key(step) else 0)
            form = _form(recipient.pk, set(), request.POST)
            form.full_clean()
            share_with(
                community=community, recipient=recipient, things=form.things(), by=by, now=now
            )
            words = _("It is saved, and in force from now on for %(name)s.")
            messages.success(request, words % {"name": recipient.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("community-sharing", community.pk)


def _known(community: Community) -> QuerySet[Organisation]:
    """With whom it may share, or shares already."""
    in_force = Sharing.objects.in_force().filter(community=community, recipient__isnull=False)
    offered = receivers(set()).values("pk")
    return Organisation.objects.filter(Q(pk__in=offered) | Q(pk__in=in_force.values("recipient")))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
