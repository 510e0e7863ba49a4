"""Keepers tidy the map."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.paging import paged
from loim.common.private_pages import private
from loim.common.refusals import Refusal
from loim.communities.actions.assets.offering import name_offerer, remove_name
from loim.communities.actions.assets.tidying import edit_asset, merge_assets, set_asset_state
from loim.communities.forms.assets.assets import AssetForm, OffererForm
from loim.communities.models import Asset, AssetStatus, Community
from loim.communities.permissions import may_keep
from loim.communities.queries.assets.asset_map import suggested_doubles, to_look_at
from loim.communities.views.loading import kept, page_context, user_of


@signed_in
@private
def community_assets_tidy(request: HttpRequest, pk: int) -> HttpResponse:
    community = kept(request, pk)
    if request.method == "POST":
        try:
            _do(request, community)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("community-assets-tidy", pk)
    hidden = community.assets.filter(state=AssetStatus.HIDDEN).order_by("-changed_at", "-pk")
    context = page_context(
        request, community, waiting=paged(request, to_look_at(community)),
        doubles=suggested_doubles(community), hidden=hidden[:50],
    )  # fmt: skip
    return render(request, "communities/assets/tidy.html", context)


def _do(request: HttpRequest, community: Community) -> None:
    by, now, step = user_of(request), timezone.now(), request.POST.get("step", "")
    if step == "all":
        for each in list(to_look_at(community)):
            set_asset_state(asset=each, state=AssetStatus.SHOWN, by=by, now=now)
        messages.success(request, _("All of them are on the map."))
        return
    asset = _asset_of(community, request.POST.get("asset", ""))
    if step in {AssetStatus.SHOWN, AssetStatus.HIDDEN}:
        set_asset_state(asset=asset, state=step, by=by, now=now)
        words = _("It is on the map.") if step == AssetStatus.SHOWN else _("It is hidden.")
        messages.success(request, words)
    elif step == "merge":
        other = _asset_of(community, request.POST.get("other", ""))
        merge_assets(kept=asset, merged=other, by=by, now=now)
        messages.success(request, _("They are one now."))


def _asset_of(community: Community, key: str) -> Asset:
    return get_object_or_404(community.assets, pk=_key(key))


@signed_in
@private
def community_asset(request: HttpRequest, pk: int) -> HttpResponse:
    """Edited by keepers, with the people who offer it."""
    rows = Asset.objects.exclude(state=AssetStatus.MERGED)
    asset = get_object_or_404(rows.select_related("community__organisation"), pk=pk)
    if not may_keep(request.user, asset.community):
        raise PermissionDenied
    title, step = asset.title, request.POST.get("step", "")
    form = AssetForm(
        request.POST if step == "edit" else None, files=request.FILES or None, asset=asset
    )
    offerer = OffererForm(request.POST if step == "offerer" else None)
    current = {"edit": form, "offerer": offerer}.get(step)
    if step and (current is None or current.is_valid()):
        try:
            _changed(request, asset, step, form, offerer)
        except Refusal as refusal:
            if current is None:
                messages.error(request, str(refusal))
                return redirect("community-asset", pk)
            field = "new_photo" if getattr(refusal, "field", "") == "file" else None
            current.add_error(field, str(refusal))
        else:
            return redirect("community-assets" if step == "edit" else "community-asset",
                            asset.community_id if step == "edit" else pk)  # fmt: skip
    context = page_context(
        request, asset.community, asset=asset, title=title, form=form, offerer=offerer,
        people=asset.people.order_by("name", "pk"),
    )  # fmt: skip
    status = 422 if current is not None and current.errors else 200
    return render(request, "communities/assets/asset.html", context, status=status)


def _changed(
    request: HttpRequest, asset: Asset, step: str, form: AssetForm, offerer: OffererForm
) -> None:
    by, now = user_of(request), timezone.now()
    if step == "edit":
        said = form.cleaned_data
        edit_asset(
            asset=asset, facts=form.facts(), translations=form.instance.translations,
            photo=said["new_photo"], photo_alternative=said["photo_alternative"],
            removes_photo=said.get("removes_photo", False), by=by, now=now,
        )  # fmt: skip
        messages.success(request, _("It is saved."))
    elif step == "offerer":
        given = offerer.offerer()
        assert given is not None  # noqa: S101  # the form asks for a name
        name_offerer(asset=asset, offerer=given, by=by, now=now)
        messages.success(request, _("They are asked by letter, and named when they agree."))
    elif step == "unname":
        person = get_object_or_404(asset.people.select_related("asset__community"),
                                   pk=_key(request.POST.get("person", "")))  # fmt: skip
        remove_name(person=person, by=by, now=now)
        messages.success(request, _("The name is removed."))
    elif step in {AssetStatus.SHOWN, AssetStatus.HIDDEN}:
        set_asset_state(asset=asset, state=step, by=by, now=now)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
