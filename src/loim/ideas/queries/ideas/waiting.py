"""What waits for a forum's moderator, the oldest first."""

from dataclasses import dataclass

from django.db.models import Prefetch

from loim.ideas.models import Comment, Complaint, Forum, Idea, Shown

LATEST_DECISIONS = 20


@dataclass(frozen=True)
class Queue:
    ideas: list[Idea]
    comments: list[Comment]
    complained: list[Comment]  # shown, with `open_complaints`

    @property
    def number(self) -> int:
        return len(self.ideas) + len(self.comments) + len(self.complained)


MOST = 100  # of each at a time: what is decided makes room


def queue_of(forum: Forum) -> Queue:
    """Four queries, however long."""
    open_ones = Complaint.objects.filter(resolved_at=None).order_by("made_at", "pk")
    comments = Comment.objects.filter(idea__forum=forum).select_related("idea", "author")
    waiting = comments.filter(state=Shown.AWAITING).exclude(confirmed_at=None)
    complained = comments.filter(
        state=Shown.SHOWN, pk__in=open_ones.order_by().values("comment")
    ).prefetch_related(Prefetch("complaints", queryset=open_ones, to_attr="open_complaints"))
    ideas = Idea.objects.filter(forum=forum, state=Shown.AWAITING).exclude(confirmed_at=None)
    return Queue(
        list(ideas.select_related("challenge", "author").order_by("written_at", "pk")[:MOST]),
        list(waiting.order_by("written_at", "pk")[:MOST]),
        list(complained.order_by("written_at", "pk")[:MOST]),
    )


def hidden_of(forum: Forum) -> tuple[list[Idea], list[Comment]]:
    """What is not shown, with its reasons: the latest, so that a moderator can think again."""
    ideas = Idea.objects.filter(forum=forum, state=Shown.HIDDEN).select_related("author")
    comments = Comment.objects.filter(idea__forum=forum, state=Shown.HIDDEN)
    return (
        list(ideas.order_by("-written_at", "-pk")[:LATEST_DECISIONS]),
        list(
            comments.select_related("idea", "author").order_by("-written_at", "-pk")[
                :LATEST_DECISIONS
            ]
        ),
    )
