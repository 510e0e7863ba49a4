"""An asset is added: by whoever has the link of a gathering, or by the community's own people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.communities.actions.assets.gatherings import is_open
from loim.communities.actions.assets.offering import Offerer, ask_offerer
from loim.communities.actions.assets.photos import Photo, photo_from, put_photo
from loim.communities.models import Asset, AssetStatus, Community, Gathering
from loim.communities.permissions import belongs_to, may_keep
from loim.people.models import User

MOST_IN_AN_HOUR = 300  # by one link: a whole meeting, but no flood
MOST_ASSETS = 2000  # of a community


class GatheringClosed(Refusal):
    message = _("This gathering is closed. Please ask whoever gave you the link.")


class TooManyAtOnce(Refusal):
    message = _("Very much has come by this link in an hour. Please try again a little later.")


class MapIsFull(Refusal):
    message = _("This map is full. Please tell whoever keeps it.")


@dataclass(frozen=True)
class AssetFacts:
    kind: str
    title: str
    words: str = ""
    helps_with: tuple[str, ...] = ()
    language: str = "et"


def add_by_link(
    *, gathering: Gathering, facts: AssetFacts, offerer: Offerer | None, submission: UUID,
    by: User | None, now: datetime, photo: IO[bytes] | None = None, photo_alternative: str = "",
) -> Asset:  # fmt: skip
    """The same `submission` again gives what it made. Where the gathering says so it waits for a
    keeper, with a photo always: whoever has a link could show anything. A photo without words
    goes by the title. A person who is named is asked by letter and not shown before. Raises
    GatheringClosed, TooManyAtOnce, MapIsFull, PictureTooLarge, PictureNotReadable, and what
    `ask_offerer` refuses."""
    taken = None if photo is None else photo_from(photo)
    with transaction.atomic():
        current = Gathering.objects.select_related("community").select_for_update(
            of=("self",), no_key=True
        ).get(pk=gathering.pk)  # fmt: skip
        if there := Asset.objects.filter(submission=submission).first():
            return there
        if not is_open(current, now):
            raise GatheringClosed
        if current.assets.filter(added_at__gt=now - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
            raise TooManyAtOnce
        waits = current.is_checked or taken is not None
        state = AssetStatus.WAITING if waits else AssetStatus.SHOWN
        return _added(
            current.community,
            current,
            facts,
            offerer,
            submission=submission,
            state=state,
            by=by,
            now=now,
            photo=taken,
            photo_alternative=photo_alternative,
        )


def add_by_own_people(
    *, community: Community, facts: AssetFacts, offerer: Offerer | None, submission: UUID,
    by: User, now: datetime, photo: IO[bytes] | None = None, photo_alternative: str = "",
) -> Asset:  # fmt: skip
    """A keeper's is shown at once, a member's waits for a keeper. Raises MapIsFull,
    PictureTooLarge, PictureNotReadable, and what `ask_offerer` refuses."""
    if not belongs_to(by, community):
        raise PermissionDenied
    taken = None if photo is None else photo_from(photo)
    state = AssetStatus.SHOWN if may_keep(by, community) else AssetStatus.WAITING
    with transaction.atomic():
        if there := Asset.objects.filter(submission=submission).first():
            return there
        return _added(
            community, None, facts, offerer, submission=submission, state=state, by=by, now=now,
            photo=taken, photo_alternative=photo_alternative,
        )  # fmt: skip


def _added(
    community: Community, gathering: Gathering | None, facts: AssetFacts,
    offerer: Offerer | None, *, submission: UUID, state: AssetStatus, by: User | None,
    now: datetime, photo: Photo | None, photo_alternative: str,
) -> Asset:  # fmt: skip
    if facts.language not in LANGUAGE_CODES:
        raise ValueError(facts.language)
    if community.assets.count() >= MOST_ASSETS:
        raise MapIsFull
    made = Asset(
        community=community, gathering=gathering, kind=facts.kind, title=facts.title.strip(),
        words=facts.words.strip(), helps_with=list(facts.helps_with), language=facts.language,
        state=state, added_by=by, added_at=now, changed_at=now, submission=submission,
    )  # fmt: skip
    if photo is not None:
        put_photo(made, photo, alternative=photo_alternative.strip() or made.title)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        if there := Asset.objects.filter(submission=submission).first():
            return there  # the other of two at once
        raise
    if offerer is not None:
        ask_offerer(asset=made, offerer=offerer, now=now)
    return made
