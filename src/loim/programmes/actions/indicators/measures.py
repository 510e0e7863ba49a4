"""How an indicator is measured: suggested at import, chosen by a manager, versioned for ever."""

from collections.abc import Sequence
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.indicators.values import compute_values
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.measure_suggestions import suggest_measure
from loim.programmes.measures.method import Method, coded
from loim.programmes.measures.registry import UnknownSource, source_of
from loim.programmes.models import Activity, Indicator, Measure, PlanIndicator, Programme
from loim.programmes.permissions import may_manage


class ReasonForChangeMissing(Refusal):
    """A number that was counted in one way is counted in another only for a stated reason."""

    message = _("Write why the indicator will be counted in another way.")


class MeasureUnchanged(Refusal):
    """The new version would count exactly as the one before."""

    message = _("Nothing was changed: the indicator is already counted in this way.")


class MethodDoesNotFit(Refusal):
    """The source has no such rule, kind or scope, or the activity is another programme's."""

    message = _("The source cannot be counted in this way. Choose again what counts as one.")


def method_to_try(
    indicator: Indicator,
    *,
    source: str,
    rule: str,
    kinds: Sequence[str] = (),
    scope: str = "",
    activities: Sequence[Activity] = (),
) -> Method:
    """The method that `set_measure` would save. Raises MethodDoesNotFit."""
    try:
        found = source_of(source)
        method = Method(
            indicator_id=indicator.pk,
            programme_id=indicator.programme_id,
            source=found,
            rule=CountingRule(rule),
            kinds=tuple(sorted(kinds)),
            scope=scope,
            activities=coded(activities),
        )
    except (UnknownSource, ValueError) as unknown:
        raise MethodDoesNotFit from unknown
    fits = (
        method.rule in found.rules
        and {choice.value for choice in found.kinds}.issuperset(kinds)
        and scope in {"", *(choice.value for choice in found.scopes)}
        and (found.has_activities or not activities)
        and all(a.programme_id == indicator.programme_id and not a.number for a in activities)
    )
    if not fits:
        raise MethodDoesNotFit
    return method


def set_measure(
    *,
    indicator: Indicator,
    source: str,
    rule: str,
    kinds: Sequence[str] = (),
    scope: str = "",
    activities: Sequence[Activity] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> Measure:
    """Save a new version of the measure and count by it at once; submitted reports keep theirs.

    The first version needs no reason. Raises PermissionDenied, MethodDoesNotFit,
    ReasonForChangeMissing, MeasureUnchanged.
    """
    if not may_manage(by, indicator.programme):
        raise PermissionDenied
    method = method_to_try(
        indicator, source=source, rule=rule, kinds=kinds, scope=scope, activities=activities
    )
    with (
        transaction.atomic(),
        pghistory.context(user=by.pk, at=now.isoformat(), step="set measure"),
    ):
        # One at a time, so that versions are numbered without a gap.
        Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
        last = indicator.measures.prefetch_related("activities").order_by("version").last()
        if last and not reason.strip():
            raise ReasonForChangeMissing
        if last and _counts_alike(last, method):
            raise MeasureUnchanged
        version = last.version + 1 if last else 1
        measure = _save(indicator, method, version, by=by, now=now, reason=reason.strip())
        today = timezone.localdate(now)
        compute_values(indicator.programme, [indicator], now=now, today=today)
    return measure


def suggest_measures(*, programme: Programme, by: User | None, now: datetime) -> list[Measure]:
    """A first measure for each indicator that has none and whose words say what to count.

    Suggested measures count at once and are marked until a person confirms or changes them.
    """
    made = []
    with transaction.atomic():
        roots = {
            activity.code: activity
            for activity in Activity.objects.filter(programme=programme, number="")
        }
        for indicator in programme.indicators.filter(measures=None).order_by("pk"):
            suggestion = suggest_measure(indicator.name, indicator.unit, _codes_of(indicator))
            if suggestion is None:
                continue
            method = method_to_try(
                indicator,
                source=suggestion.source,
                rule=suggestion.rule.value,
                kinds=suggestion.kinds,
                scope=suggestion.scope,
                activities=[roots[code] for code in suggestion.codes if code in roots],
            )
            made.append(_save(indicator, method, 1, by=by, now=now, is_suggested=True))
        if made:
            indicators = [measure.indicator for measure in made]
            compute_values(programme, indicators, now=now, today=timezone.localdate(now))
    return made


def confirm_measure(*, measure: Measure, by: User) -> None:
    """A person has looked at the suggestion and it is right as it is. Raises PermissionDenied."""
    if not may_manage(by, measure.indicator.programme):
        raise PermissionDenied
    Measure.objects.filter(pk=measure.pk).update(is_suggested=False)


def _codes_of(indicator: Indicator) -> list[str]:
    """The activities under which the newest version that has the indicator shows it."""
    newest = PlanIndicator.objects.filter(indicator=indicator).order_by(
        "version__plan__start_date", "version__number"
    )
    last = newest.last()
    return [] if last is None else sorted(last.places.values_list("section__code", flat=True))


def _counts_alike(measure: Measure, method: Method) -> bool:
    chosen = coded(measure.activities.all())
    return (measure.source, measure.rule, sorted(measure.kinds), measure.scope, chosen) == (
        method.source.key,
        method.rule.value,
        sorted(method.kinds),
        method.scope,
        method.activities,
    )


def _save(
    indicator: Indicator,
    method: Method,
    version: int,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    is_suggested: bool = False,
) -> Measure:
    measure = Measure.objects.create(
        indicator=indicator,
        version=version,
        source=method.source.key,
        rule=method.rule.value,
        kinds=list(method.kinds),
        scope=method.scope,
        is_suggested=is_suggested,
        reason=reason,
        created_by=by,
        created_at=now,
    )
    measure.activities.set([pk for pk, _code in method.activities])
    return measure
