"""What an idea's own page shows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from loim.common.translated import LANGUAGE_CODES
from loim.ideas.logic.forum.times import Stage
from loim.ideas.models import Comment, Forum, Idea, IdeaTeamMember, Shown
from loim.ideas.queries.ideas.listed import stage_of_idea
from loim.ideas.queries.ideas.supporters import supporters_of


@dataclass(frozen=True)
class IdeaPage:
    idea: Idea
    stage: Stage
    supporters: int
    hidden_comments: int
    joined: list[Idea]
    members: list[IdeaTeamMember]

    @property
    def versions(self) -> list[dict[str, str]]:
        """The author's words first, then what others translated."""
        own = {"language": self.idea.language, "title": self.idea.title, "words": self.idea.words}
        others = [
            {"language": code, "title": words.get("title", ""), "words": words.get("words", "")}
            for code in LANGUAGE_CODES
            if (words := self.idea.translations.get(code))
        ]
        return [own, *others]


def idea_page_of(idea: Idea) -> IdeaPage:
    hidden = idea.comments.aggregate(number=Count("pk", filter=Q(state=Shown.HIDDEN)))["number"]
    joined = idea.joined.filter(state=Shown.SHOWN).order_by("written_at", "pk")
    team = getattr(idea, "team", None)
    return IdeaPage(
        idea,
        stage_of_idea(idea),
        supporters_of(idea),
        hidden,
        list(joined),
        members_of(team.pk) if team else [],
    )


def members_of(team: int) -> list[IdeaTeamMember]:
    rows = IdeaTeamMember.objects.filter(team=team, left_at=None).exclude(confirmed_at=None)
    return list(rows.order_by("joined_at", "pk"))


def comments_shown(idea: Idea) -> list[Comment]:
    """What people say, in order; of it and of what was joined to it."""
    rows = Comment.objects.filter(
        Q(idea=idea) | Q(idea__joined_to=idea), state=Shown.SHOWN
    ).select_related("author")
    return list(rows.order_by("written_at", "pk"))


def is_worth_showing(idea: Idea, supporters: int) -> bool:
    """To everybody: what is shown, and what was withdrawn though others had taken it up."""
    if idea.state == Shown.SHOWN:
        return True
    return idea.state == Shown.WITHDRAWN and (
        supporters > 0 or idea.proposals.exists() or idea.chosen_as is not None
    )


def ideas_to_join(forum: Forum, idea: Idea) -> list[Idea]:
    rows = forum.ideas.filter(state=Shown.SHOWN, joined_to=None).exclude(pk=idea.pk)
    return list(rows.only("pk", "title").order_by("title", "pk"))
