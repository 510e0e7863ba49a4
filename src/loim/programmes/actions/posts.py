"""Coordinators' posts under an agreement, and who holds them from when to when.

A post without a last day lasts as long as its agreement, a holding as long as its post.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Agreement, Post, PostHolding, Programme
from loim.programmes.permissions import may_manage


class OutsideAgreement(Refusal):
    message = _("A post lasts within its agreement: %(start)s to %(end)s.")


class OutsidePost(Refusal):
    message = _("A post is held while it lasts: %(start)s to %(end)s.")


class PostTaken(Refusal):
    message = _("Somebody else holds the post in this time. End that holding first, or hand over.")


class NobodyHolds(Refusal):
    message = _("Nobody holds the post before this day, so there is nothing to hand over. Fill it.")


class EndsBeforeItBegins(Refusal):
    message = _("The last day cannot be before the first.")


class HoldingsOutlive(Refusal):
    message = _("Somebody holds the post outside these days. Change the holding first.")


@dataclass(frozen=True)
class PostFacts:
    organisation: Organisation
    title: str
    share: Decimal
    start_date: date
    end_date: date | None = None


@dataclass(frozen=True)
class Holder:
    """A person: by name, and by account where they have one."""

    name: str
    user: User | None = None


def create_post(
    *, agreement: Agreement, facts: PostFacts, reason: str = "", by: User, now: datetime
) -> Post:
    """Refused: all but the programme's managers, OutsideAgreement, EndsBeforeItBegins,
    PeriodLocked."""
    post = Post(agreement=agreement)
    _save_post(post, facts, step="record", reason=reason, by=by, now=now)
    return post


def edit_post(*, post: Post, facts: PostFacts, reason: str = "", by: User, now: datetime) -> None:
    """Refused: as in `create_post`, and HoldingsOutlive."""
    _save_post(post, facts, step="edit", reason=reason, by=by, now=now)


def end_post(*, post: Post, end_date: date, reason: str = "", by: User, now: datetime) -> None:
    """The post ends on that day, and with it whoever holds it."""
    _check_manager(by, post.agreement.programme)
    if end_date < post.start_date:
        raise EndsBeforeItBegins
    _check_within_agreement(post.agreement, post.start_date, end_date)
    with _change(post, "end", reason, by, now):
        lasting = post.holdings.filter(Q(end_date=None) | Q(end_date__gt=end_date))
        lasting.filter(start_date__gt=end_date).delete()
        lasting.update(end_date=end_date)
        Post.objects.filter(pk=post.pk).update(end_date=end_date)


def hire(
    *,
    post: Post,
    holder: Holder,
    start_date: date,
    end_date: date | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> PostHolding:
    """The person holds the post from that day; without a last day, as long as it lasts.

    Refused: PostTaken, OutsidePost, EndsBeforeItBegins, PeriodLocked.
    """
    _check_manager(by, post.agreement.programme)
    _check_days(post, start_date, end_date)
    try:
        with _change(post, "hire", reason, by, now):
            return _hold(post, holder, start_date, end_date)
    except IntegrityError as error:
        raise _in_words(error) from error


def leave(
    *, holding: PostHolding, end_date: date, reason: str = "", by: User, now: datetime
) -> None:
    """The holder's last day in the post; the post stays and can be filled again."""
    post = holding.post
    _check_manager(by, post.agreement.programme)
    _check_days(post, holding.start_date, end_date)
    try:
        with _change(post, "leave", reason, by, now):
            PostHolding.objects.filter(pk=holding.pk).update(end_date=end_date)
    except IntegrityError as error:
        raise _in_words(error) from error


def hand_over(
    *, post: Post, holder: Holder, on: date, reason: str = "", by: User, now: datetime
) -> PostHolding:
    """A colleague takes the post over on that day; whoever holds it leaves the day before.

    One step, so that the post is never held twice, nor empty for a day. Refused:
    NobodyHolds, PostTaken (somebody begins later), OutsidePost, PeriodLocked.
    """
    _check_manager(by, post.agreement.programme)
    _check_days(post, on, None)
    before = on - timedelta(days=1)
    held = post.holdings.filter(
        Q(end_date=None) | Q(end_date__gte=before), start_date__lte=before
    ).first()
    if held is None:
        raise NobodyHolds
    try:
        with _change(post, "hand_over", reason, by, now):
            PostHolding.objects.filter(pk=held.pk).update(end_date=before)
            return _hold(post, holder, on, None)
    except IntegrityError as error:
        raise _in_words(error) from error


def _hold(post: Post, holder: Holder, start: date, end: date | None) -> PostHolding:
    return PostHolding.objects.create(
        post=post, holder=holder.user, holder_name=holder.name, start_date=start, end_date=end
    )


def _save_post(
    post: Post, facts: PostFacts, *, step: str, reason: str, by: User, now: datetime
) -> None:
    _check_manager(by, post.agreement.programme)
    if facts.end_date and facts.end_date < facts.start_date:
        raise EndsBeforeItBegins
    post.organisation, post.title, post.share = facts.organisation, facts.title, facts.share
    with _change(post, step, reason, by, now):
        # It does not end meanwhile: `end_agreement` waits for the same row.
        agreement = Agreement.objects.select_for_update().get(pk=post.agreement_id)
        post.start_date, post.end_date = facts.start_date, facts.end_date
        _check_within_agreement(agreement, post.start_date, post.end_date)
        post.save()
        outside = Q(start_date__lt=post.start_date)
        if post.end_date is not None:
            outside |= Q(end_date__gt=post.end_date)
        if post.holdings.filter(outside).exists():
            raise HoldingsOutlive


def _change(
    post: Post, step: str, reason: str, by: User, now: datetime
) -> AbstractContextManager[None]:
    return record_change(
        by=by, now=now, step=step, programmes=[post.agreement.programme], reason=reason
    )


def _check_within_agreement(agreement: Agreement, start: date, end: date | None) -> None:
    last = agreement.end_date or date.max
    if start < agreement.start_date or start > last or (end or last) > last:
        raise OutsideAgreement(**_days(agreement))


def _check_days(post: Post, start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise EndsBeforeItBegins
    last = post.end_date or date.max
    if start < post.start_date or start > last or (end or last) > last:
        raise OutsidePost(**_days(post))


def _days(lasting: Agreement | Post) -> dict[str, str]:
    end = date_format(lasting.end_date, "SHORT_DATE_FORMAT") if lasting.end_date else "…"
    return {"start": date_format(lasting.start_date, "SHORT_DATE_FORMAT"), "end": end}


def _in_words(error: IntegrityError) -> Exception:
    return PostTaken() if violated_constraint(error) == "post_held_by_one_at_a_time" else error


def _check_manager(by: User, programme: Programme) -> None:
    if not may_manage(by, programme):
        raise PermissionDenied
