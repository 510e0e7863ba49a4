"""What is new in a journey for a municipality that adopted it, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loim.content.queries.reading import ShownText, shown_texts
from loim.services.logic.journeys.difference import Kind, StepChange, difference
from loim.services.models import AppliedJourney, JourneyEdition, LocalWords

KINDS = {
    Kind.ADDED: _("new step"),
    Kind.REMOVED: _("step that is left out"),
    Kind.MOVED: _("stands in another place"),
    Kind.CHANGED: _("changed"),
}
PARTS = {
    "words": _("its text"),
    "needs": _("what must be done before it"),
    "conditions": _("for whom it is"),
    "deadline": _("its deadline"),
    "minutes": _("the time that it takes"),
    "services": _("its services"),
    "place": _("its place"),
}


@dataclass(frozen=True)
class ShownChange:
    change: StepChange
    shown: ShownText
    local: LocalWords | None

    @property
    def kind(self) -> str:
        return str(KINDS[self.change.kind])

    @property
    def what(self) -> list[str]:
        return [str(PARTS[name]) for name in self.change.what if self.change.kind is Kind.CHANGED]

    @property
    def color(self) -> str:
        colors = {Kind.ADDED: "success", Kind.REMOVED: "danger", Kind.CHANGED: "warning"}
        return colors.get(self.change.kind, "info")


@dataclass(frozen=True)
class News:
    """`edition` is the latest, `changes` what it changed since the one that is applied."""

    edition: JourneyEdition
    changes: list[ShownChange]
    stages_changed: bool
    is_declined: bool


def news_for(applied: AppliedJourney, language: str) -> News | None:
    """None where the municipality applies the latest edition, or none. Four queries."""
    if applied.journey is None or applied.edition is None:
        return None
    last = applied.journey.editions.order_by("-number").first()
    if last is None or last.number <= applied.edition.number:
        return None
    found = difference(applied.edition.plan, last.plan)
    texts = shown_texts([change.step.text for change in found.steps], language)
    local = {words.step_id: words for words in applied.local_words.all()}
    return News(
        last,
        [
            ShownChange(change, texts[change.step.text], local.get(change.step.key))
            for change in found.steps
        ],
        found.stages_changed,
        applied.declined_id == last.pk,
    )


@dataclass(frozen=True)
class AdoptedStep:
    key: int
    number: int
    shown: ShownText
    local: LocalWords | None


def adopted_steps(applied: AppliedJourney, language: str) -> list[AdoptedStep]:
    """Of the edition that is applied, with the municipality's own words. Two queries."""
    if applied.edition is None:
        return []
    steps = applied.edition.plan.steps
    texts = shown_texts([step.text for step in steps], language)
    local = {words.step_id: words for words in applied.local_words.all()}
    return [
        AdoptedStep(step.key, number, texts[step.text], local.get(step.key))
        for number, step in enumerate(steps, 1)
    ]
