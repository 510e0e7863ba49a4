"""Journeys for tests, made through the actions that pages use."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from loim.content.actions.writing import publish, save_draft
from loim.content.models import Text
from loim.people.models import Organisation, User
from loim.services.actions.journeys.designing import JourneyFacts, create_journey
from loim.services.actions.journeys.publishing import publish_journey
from loim.services.actions.journeys.stages import save_stage
from loim.services.actions.journeys.steps import StepFacts, add_step
from loim.services.models import Journey, JourneyStage, JourneyStep

_numbers = count(1)
MADE = datetime(2023, 5, 1, 8, tzinfo=UTC)
CHILDREN = ([{"question": "children"}],)
STUDENT = ([{"question": "status", "any": ["student"]}],)


def draft(keeper: Organisation, by: User, slug: str = "", title: str = "Tulija teekond") -> Journey:
    """With one stage."""
    made = create_journey(
        facts=JourneyFacts(slug or f"teekond-{next(_numbers)}", keeper.municipality),
        keeper=keeper, fields={"title": title, "summary": "Mida teha."}, by=by, now=MADE,
    )  # fmt: skip
    publish(text=made.text, language="et", is_minor=False, by=by, now=MADE)
    stage(made, by)
    return made


def stage(of: Journey, by: User, title: str = "Alguses", **others: str) -> JourneyStage:
    return save_stage(journey=of, titles={"et": title, **others}, by=by, now=MADE)


def step(
    of: Journey, by: User, title: str = "", *, needs: tuple[JourneyStep, ...] = (),
    where: JourneyStage | None = None, words: dict[str, str] | None = None, **facts: Any,
) -> JourneyStep:  # fmt: skip
    """Published words; in the first stage unless said."""
    made = add_step(
        journey=of,
        facts=StepFacts(
            stage=where or of.stages.order_by("place")[0],
            needs=frozenset(need.pk for need in needs), **facts,
        ),
        fields={"title": title or f"Samm {next(_numbers)}", "todo": "<p>Mine kohale.</p>", **(words or {})},
        by=by, now=MADE,
    )  # fmt: skip
    publish(text=made.text, language="et", is_minor=False, by=by, now=MADE)
    return made


def published(of: Journey, by: User, note: str = "", now: datetime = MADE) -> Journey:
    publish_journey(journey=of, note=note, by=by, now=now)
    of.refresh_from_db()
    return of


def translated(of: Text, language: str, by: User, **fields: str) -> None:
    base = of.states.get(is_source=True).current
    save_draft(
        text=of, language=language, fields=fields, seen_revision=None, base=base, by=by, now=MADE
    )
    publish(text=of, language=language, is_minor=False, by=by, now=MADE)
