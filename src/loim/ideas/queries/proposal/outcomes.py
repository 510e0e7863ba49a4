"""What became of ideas: of one, of all of a forum, of those that feed an activity of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from loim.ideas.logic.proposal_flow import Bar, flow, height_of
from loim.ideas.logic.proposal_states import ANSWERED, PROMISED
from loim.ideas.models import (
    Forum,
    Idea,
    Milestone,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Shown,
    StepKind,
)
from loim.ideas.queries.ideas.supporters import supporters_of_forum
from loim.ideas.queries.proposal.story import ShownMilestone

S = ProposalStatus


@dataclass(frozen=True)
class Outcome:
    """Of one proposal: the steps whose words stand as its answer and its outcome."""

    proposal: Proposal
    answer: ProposalStep | None
    outcome: ProposalStep | None
    milestones: list[ShownMilestone] = field(default_factory=list)
    is_overdue: bool = False


@dataclass(frozen=True)
class IdeaOutcome:
    idea: Idea
    supporters: int
    outcomes: list[Outcome]


@dataclass(frozen=True)
class ForumOutcomes:
    rows: list[IdeaOutcome]
    bars: list[Bar]

    @property
    def proposed(self) -> list[IdeaOutcome]:
        return [row for row in self.rows if row.outcomes]

    @property
    def others(self) -> list[IdeaOutcome]:
        return [row for row in self.rows if not row.outcomes]

    @property
    def height(self) -> int:
        return height_of(self.bars)

    @property
    def counts(self) -> dict[str, int]:
        return {bar.key: bar.count for bar in self.bars}


def with_words(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Steps and milestones beside them, for `outcome_of`: two queries more."""
    steps = ProposalStep.objects.filter(kind=StepKind.STATUS).order_by("pk")
    milestones = Milestone.objects.order_by("due_date", "pk")
    return proposals.select_related("owner", "made_by").prefetch_related(
        Prefetch("steps", queryset=steps), Prefetch("milestones", queryset=milestones)
    )


def outcome_of(proposal: Proposal, today: date) -> Outcome:
    """Of a proposal that `with_words` read."""
    steps = list(proposal.steps.all())
    answers = [step for step in steps if step.after in (S.ACCEPTED, S.PARTLY, S.REJECTED)]
    has_ended = proposal.status in (S.DONE, S.DROPPED)
    return Outcome(
        proposal,
        answer=answers[-1] if answers else None,
        outcome=steps[-1] if steps and has_ended else None,
        milestones=[
            ShownMilestone(row, row.due_date < today and not (row.done_date or row.dropped_date))
            for row in proposal.milestones.all()
        ],
        is_overdue=proposal.status == S.SENT and proposal.answer_by < today,
    )


def outcomes_of_idea(idea: Idea, today: date) -> list[Outcome]:
    """What the page of an idea tells; of one that was joined to another, the other's."""
    where = Q(ideas=idea) | Q(ideas__joined=idea)
    proposals = with_words(Proposal.objects.filter(where).exclude(status=S.WITHDRAWN).distinct())
    return [outcome_of(each, today) for each in proposals.order_by("sent_date", "pk")]


def outcomes_of_forum(forum: Forum, today: date) -> ForumOutcomes:
    """Every shown idea with what became of it; those that went furthest first. Five queries."""
    proposals = with_words(Proposal.objects.exclude(status=S.WITHDRAWN)).order_by("sent_date", "pk")
    ideas = (
        forum.ideas.filter(state=Shown.SHOWN, joined_to=None)
        .prefetch_related(Prefetch("proposals", queryset=proposals))
        .order_by("chosen_as", "pk")
    )
    supporters = supporters_of_forum(forum)
    rows = [
        IdeaOutcome(
            idea,
            supporters.get(idea.pk, 0),
            [outcome_of(each, today) for each in idea.proposals.all()],
        )
        for idea in ideas
    ]
    rows.sort(key=lambda row: -_how_far(row.outcomes))
    return ForumOutcomes(rows, flow(_counted(rows)))


_FAR = {
    S.DONE: 6,
    S.UNDER_WAY: 5,
    S.ACCEPTED: 4,
    S.PARTLY: 4,
    S.DROPPED: 3,
    S.REJECTED: 2,
    S.SENT: 1,
}


def _how_far(outcomes: Iterable[Outcome]) -> int:
    return max((_FAR.get(S(each.proposal.status), 0) for each in outcomes), default=0)


def _counted(rows: list[IdeaOutcome]) -> list[tuple[str, int]]:
    """Ideas, counted once however many proposals they became."""

    def ideas_with(statuses: Iterable[str]) -> int:
        wanted = frozenset(statuses)
        return sum(any(o.proposal.status in wanted for o in row.outcomes) for row in rows)

    return [
        ("ideas", len(rows)),
        ("proposals", sum(bool(row.outcomes) for row in rows)),
        ("answered", ideas_with(ANSWERED)),
        ("accepted", ideas_with({*PROMISED, S.DONE, S.DROPPED})),
        ("done", ideas_with({S.DONE})),
    ]
