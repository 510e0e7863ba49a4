"""Links are checked one after another, a site never more often than once a second."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.jobs import app, queue
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.content.actions.links.asking import Answer, ask
from loim.content.actions.links.own_site import answer_of_own_site, is_own
from loim.content.models import Link, Outcome
from loim.content.permissions import may_translate_for
from loim.people.models import User

AT_ONCE = 100  # links in one job
BETWEEN_TWO = 1.0  # seconds, of one site
# A link that was checked so lately is not due.
FRESH = timedelta(hours=20)
CHECKS_PER_PERSON = 30
CHECK_TASK = "loim.content.check_link"  # `tasks.py` carries it out


class _ByName:
    """A task that stands above this file."""

    def configure(self, **options: Any) -> Any:
        return app.configure_task(CHECK_TASK, **options)


class NotInDemonstration(Refusal):
    message = _("The demonstration asks no other sites.")


class CheckedTooOften(Refusal):
    message = _("You have asked for many links. Wait ten minutes, then ask again.")


def due_links(*, now: datetime) -> list[Link]:
    """Never checked ones first; sites take turns, so that none is asked twice in a row."""
    due = Link.objects.filter(Q(checked_at=None) | Q(checked_at__lt=now - FRESH))
    return in_turns(due.order_by(F("checked_at").asc(nulls_first=True), "pk")[:AT_ONCE])


def in_turns(links: Iterable[Link]) -> list[Link]:
    by_site: dict[str, list[Link]] = {}
    for link in links:
        by_site.setdefault(urlsplit(link.address).netloc, []).append(link)
    rounds = max((len(rows) for rows in by_site.values()), default=0)
    return [rows[turn] for turn in range(rounds) for rows in by_site.values() if turn < len(rows)]


def check_links(
    *, links: Iterable[Link], clock: Callable[[], datetime],
    wait: Callable[[float], None] = time.sleep,
) -> int:  # fmt: skip
    """How many. Nothing is locked while a site is waited for."""
    asked_at: dict[str, float] = {}
    count = 0
    for link in links:
        if is_own(link.address):
            answer = answer_of_own_site(link.address)
        elif settings.IS_DEMO:
            continue
        else:
            site = urlsplit(link.address).netloc
            since = time.monotonic() - asked_at[site] if site in asked_at else BETWEEN_TWO
            if since < BETWEEN_TWO:
                wait(BETWEEN_TWO - since)
            answer = ask(link.address, allowed=settings.LINK_CHECK_ALLOWED)
            asked_at[site] = time.monotonic()
        record_answer(link=link, answer=answer, now=clock())
        count += 1
    return count


def record_answer(*, link: Link, answer: Answer, now: datetime) -> None:
    """`failing_since` stays while it fails; whoever works again begins anew."""
    is_failing = answer.outcome == Outcome.FAILING
    link.outcome, link.trouble = answer.outcome, answer.trouble
    link.status_code, link.final_address = answer.status_code, answer.final_address
    link.failing_since = (link.failing_since or now) if is_failing else None
    link.checked_at = now
    link.save()


def check_now(*, link: Link, by: User, now: datetime) -> None:
    """A job asks. Raises NotInDemonstration, CheckedTooOften."""
    owners = link.uses.values_list("owner_id", flat=True)
    if not any(may_translate_for(by, owner) for owner in owners):
        raise PermissionDenied
    if settings.IS_DEMO and not is_own(link.address):
        raise NotInDemonstration
    if count_request(what="content.links", who=str(by.pk), now=now) > CHECKS_PER_PERSON:
        raise CheckedTooOften
    queue(_ByName(), lock=f"loim.content.link.{link.pk}", link_id=link.pk)
