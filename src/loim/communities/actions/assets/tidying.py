"""Keepers tidy the map: look at what is new, correct, merge doubles, hide."""

from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.assets.adding import AssetFacts
from loim.communities.actions.assets.photos import (
    Photo,
    PhotoWithoutWords,
    photo_from,
    put_photo,
)
from loim.communities.logic.states import ASSET, leads_to
from loim.communities.models import Asset, AssetPerson, AssetStatus
from loim.communities.permissions import may_keep
from loim.people.models import User


class AssetMoved(Refusal):
    message = _("Somebody has merged or changed this meanwhile. Look at the list anew.")


class NothingToMerge(Refusal):
    message = _("Choose two different things of one community.")


def set_asset_state(*, asset: Asset, state: str, by: User, now: datetime) -> Asset:
    """Shown or hidden. Again does no harm. Raises AssetMoved."""
    with transaction.atomic():
        current = _held(asset, by)
        if current.state == state:
            return current
        if state == AssetStatus.MERGED or not leads_to(ASSET, current.state, state):
            raise AssetMoved
        current.state, current.changed_at = AssetStatus(state), now
        current.save()
    return current


def edit_asset(
    *, asset: Asset, facts: AssetFacts, translations: dict[str, dict[str, str]] | None = None,
    photo: IO[bytes] | None = None, photo_alternative: str = "", removes_photo: bool = False,
    by: User, now: datetime,
) -> Asset:  # fmt: skip
    """A new photo is drawn anew, without place and camera. Raises AssetMoved, PhotoWithoutWords,
    PictureTooLarge, PictureNotReadable."""
    taken = None if photo is None else photo_from(photo)
    with transaction.atomic():
        current = _held(asset, by)
        if current.state == AssetStatus.MERGED:
            raise AssetMoved
        current.kind, current.title = facts.kind, facts.title.strip()
        current.words, current.helps_with = facts.words.strip(), list(facts.helps_with)
        current.language = facts.language
        if translations is not None:
            current.translations = translations
        _set_photo(current, taken, photo_alternative.strip(), removes=removes_photo)
        current.changed_at = now
        current.save()
    return current


def merge_assets(*, kept: Asset, merged: Asset, by: User, now: datetime) -> Asset:
    """`merged` goes into `kept` with its people, who stay named by the consent that they gave;
    words that are not there yet are added. Raises NothingToMerge, AssetMoved."""
    if kept.pk == merged.pk or kept.community_id != merged.community_id:
        raise NothingToMerge
    with transaction.atomic():
        # Always in one order, so that two keepers cannot wait for each other.
        rows = {each.pk: _held(each, by) for each in sorted((kept, merged), key=_by_key)}
        whole, part = rows[kept.pk], rows[merged.pk]
        if whole.state == AssetStatus.MERGED or not leads_to(ASSET, part.state, AssetStatus.MERGED):
            raise AssetMoved
        if part.words and part.words not in whole.words:
            both = f"{whole.words} {part.words}".strip()
            whole.words = both if len(both) <= 600 else whole.words or part.words
        whole.helps_with = sorted({*whole.helps_with, *part.helps_with})
        if whole.state == AssetStatus.WAITING and part.state == AssetStatus.SHOWN:
            whole.state = AssetStatus.SHOWN
        whole.changed_at = now
        whole.save()
        part.state, part.merged_into, part.changed_at = AssetStatus.MERGED, whole, now
        part.save()
        Asset.objects.filter(merged_into=part).update(merged_into=whole)
        AssetPerson.objects.filter(asset=part).update(asset=whole)
    return whole


def _by_key(asset: Asset) -> int:
    return asset.pk


def _set_photo(asset: Asset, photo: Photo | None, alternative: str, *, removes: bool) -> None:
    before = asset.photo.name
    if photo is not None:
        put_photo(asset, photo, alternative=alternative)
    elif removes:
        asset.photo = ""
    asset.photo_alternative = alternative if asset.photo else ""
    if asset.photo and not alternative:
        raise PhotoWithoutWords
    if before and before != asset.photo.name:
        storage = asset.photo.storage
        transaction.on_commit(lambda: storage.delete(before))


def _held(asset: Asset, by: User) -> Asset:
    rows = Asset.objects.select_related("community").select_for_update(of=("self",))
    current = rows.get(pk=asset.pk)
    if not may_keep(by, current.community):
        raise PermissionDenied
    return current
