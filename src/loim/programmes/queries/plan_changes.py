"""The differences of two plans, grouped by activity and said in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from loim.programmes.logic.plan_changes import Change, ChangeKind
from loim.programmes.logic.plan_diff import diff_plans
from loim.programmes.logic.plan_document import DateRange, PlanDocument
from loim.programmes.queries.change_sentences import sentence

_SHOWN_WHOLE = frozenset({ChangeKind.NARRATIVE, ChangeKind.TARGET_GROUP, ChangeKind.NOTE})


@dataclass(frozen=True, slots=True)
class Said:
    """One change. Long texts are shown whole, before and after, below the sentence."""

    sentence: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(slots=True)
class ChangeGroup:
    """Changes of one coded activity; an empty code stands for the plan as a whole."""

    code: str
    title: str
    changes: list[Said] = field(default_factory=list)


def changes_in_words(old: PlanDocument, new: PlanDocument) -> list[ChangeGroup]:
    """Empty where nothing changed. The plan as a whole comes first, then the new one's order.

    Where the plan is for another period, that an activity simply goes on through all of it
    is said once for all, so that what is particular can be seen.
    """
    titles = {a.code: a.title for document in (old, new) for a in document.activities}
    groups: dict[str, ChangeGroup] = {}
    going_on = 0
    for change in _in_order(diff_plans(old, new).changes, new):
        if _goes_on(change, old, new):
            going_on += 1
            continue
        title = titles.get(change.where, "")
        group = groups.setdefault(change.where, ChangeGroup(change.where, title))
        group.changes.append(_said(change))
    if going_on:  # the period changed, so there is a group for the plan as a whole
        groups[""].changes.append(Said(_going_on_in_words(going_on)))
    return list(groups.values())


def _goes_on(change: Change, old: PlanDocument, new: PlanDocument) -> bool:
    return (
        change.kind is ChangeKind.ROW_PERIOD
        and old.period != new.period
        and isinstance(change.old, DateRange)
        and old.period is not None
        and change.old.end == old.period.end
        and change.new == new.period
    )


def _going_on_in_words(count: int) -> str:
    return ngettext(
        "%(count)s activity of the earlier plan goes on through the whole plan period.",
        "%(count)s activities of the earlier plan go on through the whole plan period.",
        count,
    ) % {"count": count}


def _in_order(changes: Iterable[Change], new: PlanDocument) -> list[Change]:
    order = {"": -1, **{a.code: place for place, a in enumerate(new.activities)}}
    return sorted(changes, key=lambda change: order.get(change.where, len(order)))


def _said(change: Change) -> Said:
    if change.kind not in _SHOWN_WHOLE:
        return Said(sentence(change))
    return Said(sentence(change), _paragraphs(change.old), _paragraphs(change.new))


def _paragraphs(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, tuple) else (value,)
    return tuple(text for text in texts if isinstance(text, str) and text)
