"""Gatherings: begun by keepers, added to by whoever has the link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.common.access import public, signed_in
from loim.common.own_keys import hash_of_key
from loim.common.private_pages import private
from loim.common.qr_code import qr_code
from loim.common.refusals import Refusal
from loim.common.visitors import is_too_often
from loim.communities.actions.assets.adding import add_by_link, add_by_own_people
from loim.communities.actions.assets.gatherings import (
    begin_gathering,
    close_gathering,
    edit_gathering,
    is_open,
)
from loim.communities.actions.assets.offering import agree_to_be_named, withdraw_name
from loim.communities.forms.assets.assets import AddForm
from loim.communities.forms.assets.gatherings import GatheringForm
from loim.communities.models import AssetPerson, AssetStatus, Gathering
from loim.communities.queries.assets.gatherings import gatherings_of
from loim.communities.queries.own_link import address, gathering_key
from loim.communities.views.loading import (
    account_of,
    kept,
    own,
    page_context,
    unknown_link,
    user_of,
)

MOST_FROM_A_NETWORK = 120  # in ten minutes: a whole meeting may sit behind one address
SHOWN_TITLES = 30


@signed_in
@private
def community_gatherings(request: HttpRequest, pk: int) -> HttpResponse:
    community = kept(request, pk)
    form = GatheringForm(request.POST or None, community=community)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_gathering(
                community=community, facts=form.facts(), by=user_of(request), now=timezone.now(),
                submission=form.cleaned_data["submission"],
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The gathering is open. Show its code, or send its link."))
            return redirect("community-gathering", made.pk)
    now = timezone.now()
    rows = [(each, is_open(each, now)) for each in gatherings_of(community)]
    context = page_context(request, community, form=form, gatherings=rows)
    status = 422 if form.errors else 200
    return render(request, "communities/assets/gatherings.html", context, status=status)


@signed_in
@private
def community_gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """For its keepers: the code to show or print, and the switch that closes it."""
    gathering = get_object_or_404(Gathering.objects.select_related("event"), pk=pk)
    community = kept(request, gathering.community_id)
    gathering.community = community
    now, step = timezone.now(), request.POST.get("step", "")
    if step in {"close", "open"}:
        close_gathering(
            gathering=gathering, is_closed=step == "close", by=user_of(request), now=now
        )
        return redirect("community-gathering", pk)
    posted = request.POST if step == "edit" else None
    form = GatheringForm(posted, community=community, gathering=gathering)
    if step == "edit" and form.is_valid():
        edit_gathering(gathering=gathering, facts=form.facts(), by=user_of(request), now=now)
        messages.success(request, _("The gathering is saved."))
        return redirect("community-gathering", pk)
    link = address(get_language() or "et", "community-gather", gathering_key(gathering))
    context = page_context(
        request, community, gathering=gathering, form=form, link=link, code=qr_code(link),
        is_open=is_open(gathering, now), number=gathering.assets.count(),
    )  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "communities/assets/gathering.html", context, status=status)


@public("the secret in the link is the permission to add; it shows titles of this gathering alone")
@private
def community_gather(request: HttpRequest, key: str) -> HttpResponse:
    rows = Gathering.objects.select_related("community__organisation")
    gathering = rows.filter(key_hash=hash_of_key(key)).first()
    if gathering is None:
        return unknown_link(request)
    now = timezone.now()
    form = AddForm(request.POST or None, files=request.FILES or None)
    context = {
        "gathering": gathering, "community": gathering.community, "form": form,
        "name": gathering.community.organisation.name, "is_open": is_open(gathering, now),
        "titles": gathering.assets.shown().order_by("-added_at", "-pk")[:SHOWN_TITLES],
        "saved": request.session.pop("communities_added", "") if request.method == "GET" else "",
    }  # fmt: skip
    if request.method != "POST" or not context["is_open"]:
        closed = request.method == "POST"
        return render(
            request, "communities/assets/gather.html", context, status=409 if closed else 200
        )
    if form.is_a_trap_sprung:
        return redirect(request.path)
    status = 422
    if is_too_often(request, "communities.asset", MOST_FROM_A_NETWORK):
        status = 429
        form.add_error(None, _("Very much has come from this network. Please wait a little; what you typed is still here."))  # fmt: skip
    elif form.is_valid():
        try:
            made = add_by_link(
                gathering=gathering, facts=form.facts(), offerer=form.offerer(),
                submission=form.cleaned_data["submission"], by=account_of(request), now=now,
                **form.photo(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _added(made.state == AssetStatus.WAITING))
            request.session["communities_added"] = str(form.cleaned_data["submission"])
            return redirect(request.path)
    return render(request, "communities/assets/gather.html", context, status=status)


def _added(waits: bool) -> str:
    if waits:
        return _("Thank you! It is added, and shown when a keeper has looked at it. Add another?")
    return _("Thank you! It is on the map. Add another?")


@signed_in
@private
def community_asset_new(request: HttpRequest, pk: int) -> HttpResponse:
    """For the community's own people, without a gathering."""
    community = own(request, pk)
    form = AddForm(request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_by_own_people(
                community=community, facts=form.facts(), offerer=form.offerer(),
                submission=form.cleaned_data["submission"], by=user_of(request),
                now=timezone.now(), **form.photo(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _added(made.state == AssetStatus.WAITING))
            return redirect("community-assets", pk)
    context = page_context(request, community, form=form)
    status = 422 if form.errors else 200
    return render(request, "communities/assets/new.html", context, status=status)


@public("the secret in the link is the permission")
@private
def community_asset_person_own(request: HttpRequest, key: str) -> HttpResponse:
    rows = AssetPerson.objects.select_related("asset__community__organisation")
    person = rows.filter(key_hash=hash_of_key(key)).first()
    if person is None:
        return unknown_link(request)
    community = person.asset.community
    if request.POST.get("step") == "withdraw":
        withdraw_name(person=person, now=timezone.now())
        return render(request, "communities/people/gone.html", {"community": community})
    if request.POST.get("step") == "agree":
        agree_to_be_named(person=person, now=timezone.now())
        messages.success(request, _("Thank you! Your name stands on the map."))
        return redirect(request.path)
    context = {"person": person, "asset": person.asset, "community": community}
    return render(request, "communities/people/own_offer.html", context)
