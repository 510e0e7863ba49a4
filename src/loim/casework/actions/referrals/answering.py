"""A referral on the recipient's side: opened, accepted or declined, and what came of it.

By a counsellor of the receiving organisation, or by the secret link of one without an account.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.referrals.letters import send_link, tell_counsellor
from loim.casework.actions.referrals.writing import ReferralStepNotPossible
from loim.casework.gate import opened_by_link
from loim.casework.logic.referrals.states import UNANSWERED, ReferralStep, state_after
from loim.casework.models import Referral, ReferralLink
from loim.casework.permissions import may_counsel_for
from loim.common.jobs import app
from loim.common.refusals import Refusal
from loim.people.models import User

RENEW_TASK = "loim.casework.renew_referral_link"
LINKS_PER_DAY = 5


class LinkExpired(Refusal):
    message = _("This link has expired.")


class LinkUsed(Refusal):
    message = _("This link was opened already, in another browser.")


class ReasonMissing(Refusal):
    message = _("Write why, so that the counsellor can help in another way.")


class OutcomeMissing(Refusal):
    message = _("Write what came of it.")


def open_referral(*, referral: Referral, by: User, now: datetime) -> Referral:
    """By a counsellor of the receiving organisation who looks at it for the first time."""
    with transaction.atomic():
        current = _received(referral, by)
        _open(current, now)
    return current


def answer_referral(
    *, referral: Referral, step: str, text: str, by: User, now: datetime
) -> Referral:
    """Accepted, declined (which needs a reason), or the outcome of an accepted one.

    Refused: ReasonMissing, OutcomeMissing, ReferralStepNotPossible.
    """
    with transaction.atomic():
        current = _received(referral, by)
        _answer(current, step, text, now)
    return current


def open_by_link(*, key_hash: str, browser_hash: str, now: datetime) -> Referral:
    """Once, by the press of a button: from then on in this browser alone.

    Refused: LinkExpired, LinkUsed.
    """
    with _by_link(key_hash, browser_hash, now) as (link, referral):
        if not link.opened_at:
            ReferralLink.objects.filter(pk=link.pk).update(opened_at=now, browser_hash=browser_hash)
        _open(referral, now)
    return referral


def look_by_link(*, key_hash: str, browser_hash: str, now: datetime) -> Referral:
    """Each look is counted. Refused: LinkExpired, LinkUsed."""
    with _by_link(key_hash, browser_hash, now) as (link, referral):
        ReferralLink.objects.filter(pk=link.pk).update(
            last_seen_at=now, times_seen=link.times_seen + 1
        )
    return referral


def answer_by_link(
    *, key_hash: str, browser_hash: str, step: str, text: str, now: datetime
) -> Referral:
    with _by_link(key_hash, browser_hash, now) as (link, referral):
        if not link.opened_at:
            raise LinkUsed
        _answer(referral, step, text, now)
    return referral


def link_of(*, key_hash: str, now: datetime) -> ReferralLink | None:
    """With its referral, as far as whoever holds the link may see them."""
    with opened_by_link(key_hash, now=now):
        return (
            ReferralLink.objects.select_related("referral__organisation", "referral__topic")
            .filter(key_hash=key_hash)
            .first()
        )


def ask_for_new_link(*, key_hash: str, now: datetime) -> None:
    """To the same address as the first: whoever found an old letter gains nothing."""
    link = link_of(key_hash=key_hash, now=now)
    if link is not None:
        app.configure_task(RENEW_TASK).defer(link=link.pk)


def renew_link(*, link_id: int, now: datetime) -> bool:
    """Inside the keeper's gate."""
    link = (
        ReferralLink.objects.select_related("referral__organisation", "referral__origin__recipient")
        .filter(pk=link_id)
        .first()
    )
    if link is None or link.referral.state not in {*UNANSWERED, "accepted"}:
        return False
    lately = ReferralLink.objects.filter(
        referral=link.referral, sent_at__gt=now - timedelta(days=1)
    )
    if lately.count() >= LINKS_PER_DAY:
        return False
    recipient = link.referral.origin.recipient
    send_link(link.referral, recipient, now=now, to_second=link.to_second)
    return True


def _open(current: Referral, now: datetime) -> None:
    after = state_after(current.state, ReferralStep.OPEN)
    if after is None or current.opened_at is not None:
        return
    current.state, current.opened_at = after, now
    Referral.objects.filter(pk=current.pk).update(state=after, opened_at=now)


def _answer(current: Referral, step: str, text: str, now: datetime) -> None:
    after = state_after(current.state, step)
    allowed = {ReferralStep.ACCEPT, ReferralStep.DECLINE, ReferralStep.FINISH}
    if after is None or step not in allowed:
        raise ReferralStepNotPossible
    text = text.strip()
    if step == ReferralStep.DECLINE and not text:
        raise ReasonMissing
    if step == ReferralStep.FINISH and not text:
        raise OutcomeMissing
    changes: dict[str, object] = {"state": after}
    if step == ReferralStep.FINISH:
        changes |= {"finished_at": now, "sealed_outcome": vault.seal(text)}
    else:
        changes |= {"answered_at": now, "sealed_answer": vault.seal(text)}
    if step == ReferralStep.DECLINE:
        changes["sealed_passed_on"] = ""  # whoever declines has no need of it
    Referral.objects.filter(pk=current.pk).update(**changes)
    for name, value in changes.items():
        setattr(current, name, value)
    tell_counsellor(current, "referral_answered")


def _received(referral: Referral, by: User) -> Referral:
    current = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("organisation", "recipient_organisation", "counsellor")
        .get(pk=referral.pk)
    )
    organisation = current.recipient_organisation
    if organisation is None or not may_counsel_for(by, organisation):
        raise PermissionDenied
    return current


@contextmanager
def _by_link(
    key_hash: str, browser_hash: str, now: datetime
) -> Iterator[tuple[ReferralLink, Referral]]:
    with opened_by_link(key_hash, now=now):
        link = ReferralLink.objects.select_for_update().filter(key_hash=key_hash).first()
        if link is None or link.expires_at <= now:
            raise LinkExpired
        if link.opened_at and link.browser_hash != browser_hash:
            raise LinkUsed
        referral = (
            Referral.objects.select_for_update(of=("self",))
            .select_related("organisation", "counsellor", "topic")
            .get(pk=link.referral_id)
        )
        yield link, referral
