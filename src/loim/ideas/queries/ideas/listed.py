"""A forum's ideas as its page lists them: filtered, ordered, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from loim.ideas.logic.forum.times import Stage, stage_of
from loim.ideas.models import Comment, Forum, Idea, IdeaTeam, Proposal, Shown
from loim.ideas.queries.ideas.supporters import supporters_of_forum

WITHOUT_PROPOSAL = "none"
NEWEST, MOST_SUPPORTED, MOST_DISCUSSED = "new", "supported", "discussed"


@dataclass(frozen=True)
class IdeaFilter:
    """`challenge` is a key; `proposal` a status of proposals, or WITHOUT_PROPOSAL."""

    words: str = ""
    challenge: int | None = None
    stage: str = ""
    language: str = ""
    proposal: str = ""
    order: str = NEWEST


@dataclass(frozen=True)
class IdeaCard:
    idea: Idea
    stage: Stage
    supporters: int
    comments: int
    team: IdeaTeam | None
    proposals: list[Proposal] = field(default_factory=list)


@dataclass(frozen=True)
class Listed:
    """`keys` are all that fit, in order; `cards` makes a page of them."""

    forum: Forum
    keys: list[int]
    supporters: dict[int, int]
    comments: dict[int, int]

    def cards(self, keys: Sequence[int]) -> list[IdeaCard]:
        rows = Idea.objects.filter(pk__in=keys).select_related("challenge", "author", "team")
        rows = rows.prefetch_related(
            Prefetch("proposals", queryset=Proposal.objects.order_by("sent_date", "pk"))
        )
        found = {idea.pk: idea for idea in rows}
        return [self._card(found[key]) for key in keys if key in found]

    def _card(self, idea: Idea) -> IdeaCard:
        # Challenges and texts are of the forum that is at hand.
        idea.forum = self.forum
        if idea.challenge is not None:
            idea.challenge.forum = self.forum
        return IdeaCard(
            idea=idea,
            stage=stage_of_idea(idea),
            supporters=self.supporters.get(idea.pk, 0),
            comments=self.comments.get(idea.pk, 0),
            team=getattr(idea, "team", None),
            proposals=list(idea.proposals.all()),
        )


def stage_of_idea(idea: Idea) -> Stage:
    event = idea.forum.event
    return stage_of(localdate(idea.written_at), event.start_date, event.end_date)


def listed_ideas(forum: Forum, wanted: IdeaFilter) -> Listed:
    """Shown ideas, and after them those that were withdrawn though somebody supported them.
    Three queries; `cards` adds two."""
    supporters = supporters_of_forum(forum)
    comments = comments_of_forum(forum)
    visible = forum.ideas.filter(_visible(supporters), joined_to=None)
    rows = list(_filtered(visible, forum, wanted).values_list("pk", "state", "written_at"))
    numbers = {MOST_SUPPORTED: supporters, MOST_DISCUSSED: comments}.get(wanted.order, {})
    rows.sort(
        key=lambda row: (
            row[1] != Shown.SHOWN,
            -numbers.get(row[0], 0),
            -row[2].timestamp(),
            -row[0],
        )
    )
    return Listed(forum, [key for key, _state, _at in rows], supporters, comments)


def _visible(supporters: dict[int, int]) -> Q:
    return Q(state=Shown.SHOWN) | Q(state=Shown.WITHDRAWN, pk__in=list(supporters))


def _filtered(rows: QuerySet[Idea], forum: Forum, wanted: IdeaFilter) -> QuerySet[Idea]:
    if wanted.words:
        rows = rows.filter(
            Q(title__icontains=wanted.words)
            | Q(words__icontains=wanted.words)
            | Q(translations__icontains=wanted.words)
        )
    if wanted.challenge is not None:
        rows = rows.filter(challenge=wanted.challenge)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.stage:
        rows = rows.filter(_in_stage(wanted.stage, forum.event.start_date, forum.event.end_date))
    if wanted.proposal == WITHOUT_PROPOSAL:
        rows = rows.filter(proposals=None)
    elif wanted.proposal:
        rows = rows.filter(
            pk__in=Idea.objects.filter(proposals__status=wanted.proposal).values("pk")
        )
    return rows


def _in_stage(stage: str, start: date, end: date) -> Q:
    if stage == Stage.BEFORE:
        return Q(written_at__date__lt=start)
    if stage == Stage.AFTER:
        return Q(written_at__date__gt=end)
    return Q(written_at__date__gte=start, written_at__date__lte=end)


def comments_of_forum(forum: Forum) -> dict[int, int]:
    rows = Comment.objects.filter(idea__forum=forum, state=Shown.SHOWN)
    return dict(rows.values_list("idea").annotate(number=Count("pk")).order_by())
