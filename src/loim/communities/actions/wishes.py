"""Somebody wishes a page for their community; the municipality accepts or declines."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.communities.actions.opening import CommunityFacts, Leader, open_community
from loim.communities.logic.states import WISH, leads_to
from loim.communities.models import Community, PageWish, WishStatus
from loim.communities.permissions import may_open_in
from loim.communities.queries.own_link import WISH as WISH_LINK
from loim.communities.queries.own_link import address, key_hash_for, wish_key
from loim.communities.queries.wishes import deciders_of
from loim.people.models import Municipality, User

CONFIRM, WAITS = "communities_wish_confirm", "communities_wish_waits"
DECIDED = "communities_wish_decided"
MOST_UNCONFIRMED = 5  # letters to an address that nobody has confirmed
MOST_A_DAY = 10  # of one account


class ConfirmFirst(Refusal):
    message = _(
        "We have written to this address several times today. Please open the link in one of our"
        " letters first."
    )


class TooManyWishes(Refusal):
    message = _("You have asked for many pages today. Please go on tomorrow.")


class DecidedAlready(Refusal):
    message = _("Somebody has answered this already. Look at the page anew.")


class ReasonMissing(Refusal):
    message = _("Say why, so that they know what to do.")


@dataclass(frozen=True)
class Wished:
    name: str
    kind: str
    municipality: Municipality
    area_text: str = ""
    people: int | None = None
    words: str = ""


def send_wish(
    *, wished: Wished, asker_name: str, asker_email: str, language: str, submission: UUID,
    by: User | None, now: datetime,
) -> PageWish:  # fmt: skip
    """The same `submission` again gives what it made. Without an account the address gets a
    letter, and nobody reads anything before its link was opened. Raises ConfirmFirst,
    TooManyWishes."""
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    name, email = (by.get_full_name(), by.email) if by else (asker_name, asker_email)
    with transaction.atomic():
        if there := PageWish.objects.filter(submission=submission).first():
            return there
        _check_rate(email, by, now)
        made = PageWish(
            name=wished.name.strip(), kind=wished.kind, municipality=wished.municipality,
            area_text=wished.area_text.strip(), people=wished.people, words=wished.words.strip(),
            language=language, asker=by, asker_name=name.strip(), asker_email=email.strip(),
            sent_at=now, submission=submission, key_hash=key_hash_for(WISH_LINK, submission),
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if there := PageWish.objects.filter(submission=submission).first():
                return there  # the other of two at once
            raise
        if by is None:
            _write(made, CONFIRM)
        else:
            _waits_from_now(made, now)
    return made


def confirm_wish(*, wish: PageWish, now: datetime) -> PageWish:
    """By whoever has the letter; now the municipality reads it. Again does no harm."""
    with transaction.atomic():
        current = _held(wish)
        if leads_to(WISH, current.state, WishStatus.WAITING):
            _waits_from_now(current, now)
    return current


def accept_wish(
    *, wish: PageWish, is_certainly_new: bool = False, by: User, now: datetime
) -> Community:
    """The page is opened, and the asker invited to keep it. Raises DecidedAlready, NameTaken,
    LooksFamiliar."""
    with transaction.atomic():
        current = _to_decide(wish, WishStatus.ACCEPTED, by)
        made = open_community(
            facts=CommunityFacts(
                name=current.name, kind=current.kind, language=current.language,
                description=current.words, area_text=current.area_text, people=current.people,
            ),
            municipality=current.municipality,
            leader=Leader(current.asker_email, current.asker_name, current.language),
            submission=current.submission, is_certainly_new=is_certainly_new, by=by, now=now,
        )  # fmt: skip
        current.state, current.community = WishStatus.ACCEPTED, made
        current.decided_at, current.decided_by = now, by
        current.save()
    return made


def decline_wish(*, wish: PageWish, reason: str, by: User, now: datetime) -> PageWish:
    """The asker reads the reason. Raises DecidedAlready, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = _to_decide(wish, WishStatus.DECLINED, by)
        current.state, current.reason = WishStatus.DECLINED, reason.strip()
        current.decided_at, current.decided_by = now, by
        current.save()
        _write(current, DECIDED, reason=current.reason)
    return current


def _waits_from_now(wish: PageWish, now: datetime) -> None:
    wish.state, wish.confirmed_at = WishStatus.WAITING, now
    wish.save()
    for person in deciders_of(wish, now):
        queue_mail(
            to=person.email, template=WAITS, language=person.language,
            context={
                "name": person.get_full_name(),
                "community": wish.name,
                "municipality": wish.municipality.name,
                "page": address(person.language, "community-wish-decide", wish.pk),
            },
        )  # fmt: skip


def _write(wish: PageWish, template: str, **more: str) -> None:
    queue_mail(
        to=wish.asker_email, template=template, language=wish.language,
        context={
            "name": wish.asker_name, "community": wish.name,
            "municipality": wish.municipality.name,
            "page": address(wish.language, "community-wish-own", wish_key(wish)), **more,
        },
    )  # fmt: skip


def _to_decide(wish: PageWish, state: WishStatus, by: User) -> PageWish:
    if not may_open_in(by, wish.municipality_id):
        raise PermissionDenied
    current = _held(wish)
    if not leads_to(WISH, current.state, state):
        raise DecidedAlready
    return current


def _held(wish: PageWish) -> PageWish:
    rows = PageWish.objects.select_related("municipality", "asker")
    return rows.select_for_update(of=("self",)).get(pk=wish.pk)


def _check_rate(email: str, by: User | None, now: datetime) -> None:
    since = now - timedelta(days=1)
    sent = PageWish.objects.filter(asker_email__iexact=email.strip(), sent_at__gt=since)
    if by is not None:
        if sent.count() >= MOST_A_DAY:
            raise TooManyWishes
        return
    written = letters_lately(email.strip(), {CONFIRM}, since=since)
    if written - sent.filter(confirmed_at__isnull=False).count() >= MOST_UNCONFIRMED:
        raise ConfirmFirst
