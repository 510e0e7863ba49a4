"""What moved since support was given: levels before and after, told without a cause."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.assessments.models import Result
from loim.common.translated import Text
from loim.communities.models import Shared, Support
from loim.communities.queries.overview.levels import PHASES, READINESS
from loim.communities.queries.overview.municipality import sharing_with
from loim.people.models import Organisation

_SLUGS = {PHASES: Shared.PHASE, READINESS: Shared.READINESS}


@dataclass(frozen=True)
class _Stand:
    day: date
    name: Text


@dataclass(frozen=True)
class Supported:
    support: Support
    moves: list[str]


def with_moves(supports: Iterable[Support], government: Organisation) -> list[Supported]:
    """Two queries. Of a community that does not share its phase or readiness now, nothing."""
    listed = list(supports)
    keys = {one.community_id: one.community for one in listed if one.community is not None}
    shared = {
        (community, what)
        for community, what in sharing_with(government)
        .filter(community__in=keys, what__in=_SLUGS.values())
        .values_list("community", "what")
    }
    stands = _stands([one.subject_id for one in keys.values()]) if shared else {}
    return [Supported(one, _moves(one, stands, shared)) for one in listed]


def _stands(subjects: Collection[int]) -> dict[tuple[int, str], list[_Stand]]:
    """The oldest first."""
    found: dict[tuple[int, str], list[_Stand]] = {}
    rows = Result.objects.filter(
        theme=None, level__isnull=False, assessment__subject__in=subjects,
        assessment__state="finished", assessment__questionnaire__slug__in=_SLUGS,
    ).select_related("assessment__questionnaire", "level__version")  # fmt: skip
    for row in rows.order_by("assessment__ended_at", "pk"):
        assessment, level = row.assessment, row.level
        if level is None or assessment.ended_at is None:
            continue
        key = (assessment.subject_id, assessment.questionnaire.slug)
        stand = _Stand(localdate(assessment.ended_at), level.text("name"))
        found.setdefault(key, []).append(stand)
    return found


def _moves(
    support: Support, stands: dict[tuple[int, str], list[_Stand]], shared: set[tuple[int, str]]
) -> list[str]:
    if support.community is None:
        return []
    said = []
    for slug, what in _SLUGS.items():
        if (support.community_id, what) not in shared:
            continue
        history = stands.get((support.community.subject_id, slug), [])
        before = next((one for one in reversed(history) if one.day <= support.date), None)
        after = history[-1] if history and history[-1].day > support.date else None
        if before is None or after is None:
            continue
        said.append(_sentence(what, before.name, after.name))
    return said


def _sentence(what: str, before: str, after: str) -> str:
    names = {"before": before, "after": after}
    if before == after:
        text = {
            Shared.PHASE: _("Phase: %(after)s, as before."),
            Shared.READINESS: _("Readiness: %(after)s, as before."),
        }
    else:
        text = {
            Shared.PHASE: _("Phase: moved from %(before)s to %(after)s."),
            Shared.READINESS: _("Readiness: moved from %(before)s to %(after)s."),
        }
    return text[Shared(what)] % names
