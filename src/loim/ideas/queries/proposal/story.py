"""What the page of one proposal tells: where it comes from, its steps and its milestones."""

from dataclasses import dataclass
from datetime import date

from loim.ideas.logic.proposal_states import ANSWERS, ENDED
from loim.ideas.models import Idea, Milestone, Proposal, ProposalStep, StepKind
from loim.ideas.permissions import ideas_readable_by
from loim.people.permissions import Person


@dataclass(frozen=True)
class ShownStep:
    """`before` and `after` are days that something was moved from and to."""

    step: ProposalStep
    before: date | None
    after: date | None
    is_earlier_answer: bool = False


@dataclass(frozen=True)
class ShownMilestone:
    milestone: Milestone
    is_late: bool

    @property
    def is_open(self) -> bool:
        return not (self.milestone.done_date or self.milestone.dropped_date)


@dataclass(frozen=True)
class Story:
    """The newest step is last. `answer` and `outcome` are the steps whose words stand."""

    steps: list[ShownStep]
    milestones: list[ShownMilestone]
    ideas: list[Idea]
    answer: ProposalStep | None
    outcome: ProposalStep | None

    @property
    def last(self) -> ProposalStep | None:
        return self.steps[-1].step if self.steps else None

    @property
    def late_milestones(self) -> int:
        return sum(shown.is_late for shown in self.milestones)


def story_of(proposal: Proposal, person: Person, today: date) -> Story:
    """Three queries, however long it is."""
    steps = list(proposal.steps.select_related("milestone__proposal").order_by("pk"))
    of_status = [step for step in steps if step.kind == StepKind.STATUS]
    answers = [step for step in of_status if step.after in ANSWERS]
    has_ended = bool(of_status) and of_status[-1].after in ENDED
    earlier = {step.pk for step in answers[:-1]}
    ideas = (
        ideas_readable_by(person)
        .filter(proposals=proposal)
        .select_related("forum__event")
        .order_by("pk")
        .distinct()
    )
    return Story(
        steps=[_shown(step, step.pk in earlier) for step in steps],
        milestones=milestones_of(proposal, today),
        ideas=list(ideas),
        answer=answers[-1] if answers else None,
        outcome=of_status[-1] if has_ended else None,
    )


def milestones_of(proposal: Proposal, today: date) -> list[ShownMilestone]:
    rows = proposal.milestones.order_by("due_date", "pk")
    return [
        ShownMilestone(row, row.due_date < today and not (row.done_date or row.dropped_date))
        for row in rows
    ]


def _shown(step: ProposalStep, is_earlier_answer: bool) -> ShownStep:
    days = [step.values.get(name) for name in ("before", "after")]
    before, after = (date.fromisoformat(day) if day else None for day in days)
    return ShownStep(step, before, after, is_earlier_answer)
