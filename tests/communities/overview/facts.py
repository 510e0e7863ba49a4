"""Questionnaires of phases and readiness, and results written straight into the tables."""

from datetime import UTC, date, datetime
from uuid import uuid4

from loim.assessments.models import Assessment, Questionnaire, Result
from loim.communities.models import Community
from loim.communities.queries.overview.levels import PHASES, READINESS
from tests.factories import assessments
from tests.factories.people import user

DAY = date(2023, 6, 1)
LEVELS = ("Alguses", "Teel", "Valmis")


def questionnaires() -> dict[str, Questionnaire]:
    by = user(is_administrator=True)
    made = {}
    for slug in (PHASES, READINESS):
        made[slug] = assessments.questionnaire(
            owner=None if not made else made[PHASES].owner, by=by, slug=slug, for_kind="community"
        )
        assessments.filled(assessments.draft_of(made[slug]), by, statements=1)
        assessments.publish_version(
            version=assessments.draft_of(made[slug]), by=by, now=assessments.NOW
        )
    return made


def assessed(of: Community, by: Questionnaire, level: int, day: date = DAY) -> None:
    """`level`: 1 is the lowest of three."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    version = by.versions.get(state="published")
    row = Assessment.objects.create(
        subject=of.subject, questionnaire=by, version=version, state="finished", begun_at=at,
        met_at=at, ended_at=at, key_hash=uuid4().hex * 2,
    )  # fmt: skip
    reached = version.levels.order_by("from_percent")[level - 1]
    Result.objects.create(
        assessment=row, numerator=reached.from_percent, denominator=100, counted=2, asked=2,
        level=reached, rule_version=1,
    )  # fmt: skip
