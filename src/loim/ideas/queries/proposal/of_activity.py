"""What came of ideas, for the page of an activity of the plan: idea, proposal, outcome."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from loim.ideas.logic.proposal_states import ANSWERED
from loim.ideas.models import Proposal, ProposalStatus
from loim.ideas.permissions import ideas_readable_by
from loim.ideas.queries.proposal.outcomes import Outcome, outcome_of, with_words
from loim.people.permissions import Person
from loim.programmes.activity_parts import ActivityPart
from loim.programmes.models import Activity

SHOWN = 6


@dataclass(frozen=True)
class ActivityProposals:
    """`rows` are the newest; the rest are behind a link."""

    activity: Activity
    rows: list[Outcome]
    count: int
    answered: int
    done: int


def proposals_part(activity: Activity, person: Person) -> ActivityPart | None:
    """One query where there is nothing, five where there is something."""
    live = Proposal.objects.filter(activity__root=activity.root_id).exclude(
        status=ProposalStatus.WITHDRAWN
    )
    counts = live.aggregate(
        all=Count("pk"),
        answered=Count("pk", filter=Q(status__in=sorted(ANSWERED))),
        done=Count("pk", filter=Q(status=ProposalStatus.DONE)),
    )
    if not counts["all"]:
        return None
    ideas = ideas_readable_by(person).select_related("forum__event").order_by("pk")
    newest = (
        with_words(live)
        .prefetch_related(Prefetch("ideas", queryset=ideas, to_attr="readable_ideas"))
        .order_by("-sent_date", "-pk")
    )
    today = timezone.localdate()
    rows = [outcome_of(proposal, today) for proposal in newest[:SHOWN]]
    facts = ActivityProposals(activity, rows, counts["all"], counts["answered"], counts["done"])
    return ActivityPart("ideas/proposal/of_activity.html", facts)
