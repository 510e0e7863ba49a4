"""The list of communities, and a community's own page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loim.common.access import allowed, public, signed_in
from loim.common.page_addresses import page_addresses
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.communities.actions.keeping import change_state, edit_community
from loim.communities.actions.opening import open_community
from loim.communities.forms.pages import CommunityFilterForm, CommunityForm, OpenForm, StateForm
from loim.communities.logic.county_tiles import HEIGHT, WIDTH, county_tiles, size_of
from loim.communities.on_community_page import COMMUNITY_PAGE
from loim.communities.permissions import (
    may_keep,
    may_open_community,
    may_see_overview,
    municipalities_of,
)
from loim.communities.queries.listing import (
    communities_in,
    counts_by_county,
    counts_by_municipality,
    for_cards,
    municipalities_with_communities,
)
from loim.communities.queries.page import next_steps, shown_contacts
from loim.communities.views.loading import kept, load, page_context, refusal_to_see, user_of
from loim.people.actions.organisations import LooksFamiliar
from loim.people.models import Municipality
from loim.people.permissions import may_administer_platform

PAGE_SIZE = 30


@public("communities that everybody may read; others are seen by their own people")
@require_safe
def community_list(request: HttpRequest) -> HttpResponse:
    person = request.user
    municipalities = list(municipalities_with_communities(person))
    form = CommunityFilterForm(request.GET, municipalities=municipalities)
    wanted = form.wanted()
    rows = communities_in(wanted, person)
    counties = counts_by_county(rows)
    numbers = {row.code: row.number for row in counties}
    tiles = county_tiles({row.code: row.name for row in counties}, numbers)
    context = {
        "filters": form,
        "wanted": wanted,
        "communities": paged(request, for_cards(rows), size=PAGE_SIZE),
        "counties": [row for row in counties if row.number],
        "tiles": tiles,
        "map_size": size_of(tiles),
        "tile_size": (WIDTH, HEIGHT),
        "municipalities": counts_by_municipality(rows, wanted.county) if wanted.county else [],
        "may_open": may_open_community(person),
        "has_overview": may_see_overview(person),
        "addresses": page_addresses("community-list"),
    }
    return render(request, "communities/pages/list.html", context)


@public("a community decides whether everybody reads its page; the view guards the rest")
@require_safe
def community_page(request: HttpRequest, pk: int) -> HttpResponse:
    community = load(pk)
    if refused := refusal_to_see(request, community):
        return refused
    person = request.user
    keeps = may_keep(person, community)
    context = page_context(
        request, community,
        person=person,
        today=timezone.localdate(),
        contacts=shown_contacts(community),
        sections=COMMUNITY_PAGE.sections_of(community, person),
        steps=next_steps(community) if keeps else [],
        addresses=page_addresses("community", pk),
    )  # fmt: skip
    return render(request, "communities/pages/community.html", context)


@allowed(may_open_community)
def community_open(request: HttpRequest) -> HttpResponse:
    rows = Municipality.objects.filter(valid_to=None).order_by("name", "pk")
    if not may_administer_platform(request.user):
        rows = rows.filter(pk__in=municipalities_of(request.user))
    form = OpenForm(request.POST or None, municipalities=rows)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = open_community(
                facts=form.facts(), municipality=said["municipality"], leader=form.leader(),
                submission=said["submission"], is_certainly_new=said["is_certainly_new"],
                by=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            words = _("The page is open, and a letter is on its way to %(email)s.")
            messages.success(request, words % {"email": said["leader_email"]})
            if made.is_public or may_administer_platform(request.user):
                return redirect("community", made.pk)
            return redirect("community-areas", said["municipality"].pk)
    return render(request, "communities/pages/open.html", {"form": form}, status=_status(form))


@signed_in
def community_edit(request: HttpRequest, pk: int) -> HttpResponse:
    community = kept(request, pk)
    name = community.organisation.name
    form = CommunityForm(request.POST or None, community=community)
    if request.method == "POST" and form.is_valid():
        try:
            edit_community(
                community=community, facts=form.facts(), by=user_of(request), now=timezone.now(),
                is_certainly_new=form.cleaned_data["is_certainly_new"],
            )  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The page is saved."))
            return redirect("community", pk)
    context = page_context(request, community, form=form)
    context["name"] = name
    return render(request, "communities/pages/edit.html", context, status=_status(form))


@signed_in
def community_state(request: HttpRequest, pk: int) -> HttpResponse:
    community = kept(request, pk)
    form = StateForm(request.POST or None, community=community)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        change_state(
            community=community, state=said["state"], words=said["state_text"],
            since=said["state_since"] or timezone.localdate(), by=user_of(request),
            translations=form.instance.translations, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("It is saved, and stands on the page."))
        return redirect("community", pk)
    context = page_context(request, community, form=form)
    return render(request, "communities/pages/state.html", context, status=_status(form))


def show_refusal(form: Any, refusal: Refusal) -> None:
    """With others of a similar name, and the box that says that it is none of them."""
    if isinstance(refusal, LooksFamiliar):
        form.is_familiar = True
        names = ", ".join(str(each.organisation) for each in refusal.similar[:5])
        form.add_error("name", f"{refusal} {names}")
    else:
        form.add_error(None, str(refusal))


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
