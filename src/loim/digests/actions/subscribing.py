"""Somebody wants letters, changes which, or stops them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.digests.models import Rhythm, Subscription
from loim.digests.queries.own_link import key_hash_of, own_link
from loim.people.models import County, User

CONFIRM, KNOWN = "digest_confirm", "digest_known"
MOST_LETTERS_A_DAY = 3  # to an address that somebody typed into the public form
UNCONFIRMED_KEPT = timedelta(days=7)


class TooManyLetters(Refusal):
    message = _(
        "We have written to this address several times today. Please open the link in one of our"
        " letters first."
    )


@dataclass(frozen=True)
class Wishes:
    """`interests` are as `logic.interests` says; none is everything. No county is all of them."""

    language: str
    interests: list[str] = field(default_factory=list)
    county: County | None = None
    rhythm: str = Rhythm.WEEKLY
    weekday: int = 0


def ask_for_letters(
    *, email: str, wishes: Wishes, submission: UUID, now: datetime
) -> Subscription | None:
    """By somebody without an account. Nothing comes before the link in our letter was opened and
    confirmed. An address that has letters already gets the way to change them: what was typed
    changes nothing, and the page says the same, so that nobody learns who has letters.

    The same `submission` again writes no second letter. Gives what waits to be confirmed, or
    None. Raises TooManyLetters."""
    email = email.strip()
    try:
        with transaction.atomic():
            return _asked(email, wishes, submission, now)
    except IntegrityError:  # the other of two at once has made it
        return Subscription.objects.filter(submission=submission).first()


def _asked(email: str, wishes: Wishes, submission: UUID, now: datetime) -> Subscription | None:
    if there := Subscription.objects.filter(submission=submission).first():
        return there
    if letters_lately(email, {CONFIRM, KNOWN}, since=now - timedelta(days=1)) >= MOST_LETTERS_A_DAY:
        raise TooManyLetters
    known = (
        Subscription.objects.select_for_update(of=("self",)).filter(email__iexact=email).first()
    ) or Subscription.objects.filter(user__email__iexact=email, user__is_active=True).first()
    if known is not None and known.is_confirmed:
        _write(KNOWN, known, now)
        return None
    made = known or Subscription(email=email)
    _take(made, wishes)
    made.asked_at, made.submission = now, submission
    made.key_hash = key_hash_of(made)
    made.save()
    _write(CONFIRM, made, now)
    return made


def confirm_letters(*, subscription: Subscription, now: datetime) -> Subscription:
    """Whoever has the link has the address. Again does no harm."""
    with transaction.atomic():
        current = _held(subscription)
        if current is None:
            return subscription
        if current.confirmed_at is None:
            current.confirmed_at = current.begun_at = now
            current.save()
    return current


def have_letters(
    *, wishes: Wishes, by: User, now: datetime, submission: UUID | None = None
) -> Subscription:
    """Of somebody who is signed in: their address is proved. What came to the same address without
    the account goes on here, and tells nothing twice."""
    with transaction.atomic():
        # Two windows of one person at once: the account's row is held.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        own = Subscription.objects.filter(user=by).first()
        other = Subscription.objects.filter(email__iexact=by.email).first()
        if own is not None and other is not None:
            other.delete()
        current = own or other or _new(now, submission)
        current.user, current.email = by, ""
        _change(current, wishes, now)
    return current


def change_letters(*, subscription: Subscription, wishes: Wishes, now: datetime) -> Subscription:
    """By whoever has the link."""
    with transaction.atomic():
        current = _held(subscription)
        if current is None:
            return subscription
        _change(current, wishes, now)
    return current


def stop_letters(*, subscription: Subscription) -> None:
    """Nothing is kept of it. Again does no harm."""
    Subscription.objects.filter(pk=subscription.pk).delete()


def _new(now: datetime, submission: UUID | None) -> Subscription:
    made = Subscription(asked_at=now, submission=submission)
    made.key_hash = key_hash_of(made)
    return made


def _change(current: Subscription, wishes: Wishes, now: datetime) -> None:
    before = (current.rhythm, current.weekday)
    _take(current, wishes)
    if current.confirmed_at is None:
        current.confirmed_at = current.begun_at = now
    elif (current.rhythm, current.weekday) != before:
        current.begun_at = now
    current.save()


def _take(subscription: Subscription, wishes: Wishes) -> None:
    if wishes.language not in LANGUAGE_CODES:
        raise ValueError(wishes.language)
    subscription.language = wishes.language
    subscription.county = wishes.county
    subscription.interests = wishes.interests
    subscription.rhythm, subscription.weekday = wishes.rhythm, wishes.weekday


def _held(subscription: Subscription) -> Subscription | None:
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("user", "county")
    return rows.filter(pk=subscription.pk).first()


def _write(template: str, subscription: Subscription, now: datetime) -> None:
    queue_mail(
        to=subscription.address,
        template=template,
        context={"link": own_link(subscription), "days": UNCONFIRMED_KEPT.days},
        language=subscription.language,
        useful_until=now + UNCONFIRMED_KEPT,
    )
