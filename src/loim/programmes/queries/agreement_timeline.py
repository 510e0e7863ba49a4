"""Who held which post when, as bars on a line of years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loim.programmes.logic.plan_document import DateRange
from loim.programmes.logic.timeline import Bar, Timeline
from loim.programmes.models import Agreement, Post, PostHolding


@dataclass(frozen=True)
class PostLine:
    """A post's own bar and those of its holders; `empty` where nobody holds it today."""

    post: Post
    bar: Bar | None
    held: list[tuple[PostHolding, Bar | None]]
    current: PostHolding | None
    is_vacant: bool


def agreement_timeline(
    agreement: Agreement, posts: Iterable[Post], today: date
) -> tuple[Timeline | None, list[PostLine]]:
    """What has no last day reaches to the programme's."""
    last = agreement.programme.end_date
    posts = list(posts)
    timeline = Timeline.around([_range(agreement, last), *(_range(post, last) for post in posts)])
    return timeline, [_line(timeline, post, last, today) for post in posts]


def _line(timeline: Timeline | None, post: Post, last: date, today: date) -> PostLine:
    held = [
        (holding, timeline.bar(_range(holding, last)) if timeline else None)
        for holding in post.holdings.all()
    ]
    current = next((holding for holding, _bar in held if _lasts(holding, today)), None)
    return PostLine(
        post=post,
        bar=timeline.bar(_range(post, last)) if timeline else None,
        held=held,
        current=current,
        is_vacant=current is None and _lasts(post, today),
    )


def _range(lasting: Agreement | Post | PostHolding, last: date) -> DateRange:
    end = lasting.end_date or max(last, lasting.start_date)
    return DateRange(lasting.start_date, end)


def _lasts(lasting: Post | PostHolding, day: date) -> bool:
    return lasting.start_date <= day and (lasting.end_date is None or lasting.end_date >= day)
