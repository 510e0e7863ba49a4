"""The asset map: looked at, printed, taken along."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from loim.common.access import signed_in
from loim.common.private_pages import private
from loim.common.tables import Table, download, table_response
from loim.communities.documents.poster_pdf import write_poster_pdf
from loim.communities.forms.assets.assets import AssetFilterForm
from loim.communities.logic.petals import CENTRE, INNER, SIZE, in_the_middle
from loim.communities.models import Asset, AssetStatus, Community, Help
from loim.communities.permissions import belongs_to, may_keep, sees_assets
from loim.communities.queries.assets.asset_map import (
    AssetFilter,
    helps_there,
    in_groups,
    petals_of,
    shown_assets,
    to_look_at,
)
from loim.communities.queries.assets.poster import poster_of
from loim.communities.queries.page import asset_history
from loim.communities.views.loading import load, page_context


def seen_map(request: HttpRequest, pk: int) -> Community:
    community = load(pk)
    if not sees_assets(request.user, community):
        raise PermissionDenied
    return community


@signed_in
@require_safe
@private
def community_assets(request: HttpRequest, pk: int) -> HttpResponse:
    community = seen_map(request, pk)
    filters = AssetFilterForm(request.GET)
    wanted = filters.wanted()
    found = list(shown_assets(community, wanted))
    groups = in_groups(found)
    keeps = may_keep(request.user, community)
    context = page_context(
        request, community,
        filters=filters,
        is_filtering=wanted.is_filtering,
        groups=groups,
        number=len(found),
        petals=petals_of(groups),
        size=SIZE, centre=CENTRE, inner=INNER,
        middle=in_the_middle(community.organisation.name),
        helps=helps_there(found),
        is_own=belongs_to(request.user, community),
        waiting=to_look_at(community).count() if keeps else 0,
        history=asset_history(community) if keeps else [],
    )  # fmt: skip
    return render(request, "communities/assets/map.html", context)


@signed_in
@require_safe
@private
def community_assets_export(request: HttpRequest, pk: int) -> HttpResponse:
    community = seen_map(request, pk)
    labels = dict(Help.choices)
    columns = [
        _("Kind"),
        pgettext("an asset", "What it is"),
        _("A few words"),
        _("Where it can help"),
        _("Who offers it"),
    ]
    rows = (
        [
            str(asset.get_kind_display()), str(asset.text("title")), str(asset.text("words")),
            ", ".join(str(labels[value]) for value in asset.helps_with),
            ", ".join(person.name for person in named(asset)),
        ]
        for asset in shown_assets(community, AssetFilterForm(request.GET).wanted())
    )  # fmt: skip
    name = slugify(f"{community.organisation.name}-{timezone.localdate():%Y-%m-%d}")
    return table_response("xlsx", name or "assets", Table(_("Asset map"), columns, rows))


def named(asset: Any) -> list[Any]:
    people: list[Any] = asset.named
    return people


@signed_in
@require_safe
@private
def community_poster(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """Made anew each time, so that whoever withdrew is on none that is printed afterwards."""
    community = seen_map(request, pk)
    if paper not in {"a2", "a3"}:
        raise Http404
    now = timezone.now()
    groups = in_groups(list(shown_assets(community, AssetFilter())))
    poster = poster_of(community, groups, paper, now, may_add=may_keep(request.user, community))
    name = slugify(community.organisation.name) or "map"
    return download(
        write_poster_pdf(poster, made_at=now), name=f"{name}-{paper}.pdf",
        content_type="application/pdf",
    )  # fmt: skip


@signed_in
@require_safe
@private
def community_asset_photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Seen by those who see the map."""
    asset = get_object_or_404(
        Asset.objects.select_related("community").exclude(photo=""), pk=pk
    )  # fmt: skip
    is_hidden = asset.state != AssetStatus.SHOWN and not may_keep(request.user, asset.community)
    if is_hidden or not sees_assets(request.user, asset.community):
        raise PermissionDenied
    try:
        file = default_storage.open(str(asset.photo.name))
    except FileNotFoundError as error:
        raise Http404 from error
    kind = "image/png" if str(asset.photo.name).endswith(".png") else "image/jpeg"
    return FileResponse(
        file, content_type=kind,
        headers={
            "Content-Disposition": "inline",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )  # fmt: skip
