"""What one person gave, said and supports: by account or by a proved address."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.ideas.models import Comment, Idea, IdeaTeamMember, Support
from loim.people.models import User
from loim.people.personal_records import proved_addresses

MOST = 200


def written_by(person: User) -> Q:
    """With `address`, the author's address in small letters."""
    return Q(author=person) | Q(address__in=proved_addresses(person))


def own_ideas(person: User) -> QuerySet[Idea]:
    return Idea.objects.alias(address=Lower("author_email")).filter(written_by(person))


def own_comments(person: User) -> QuerySet[Comment]:
    return Comment.objects.alias(address=Lower("author_email")).filter(written_by(person))


def own_supports(person: User) -> QuerySet[Support]:
    mine = Q(user=person) | Q(address__in=proved_addresses(person))
    return Support.objects.alias(address=Lower("email")).filter(mine)


def own_memberships(person: User) -> QuerySet[IdeaTeamMember]:
    mine = Q(user=person) | Q(address__in=proved_addresses(person))
    return IdeaTeamMember.objects.alias(address=Lower("email")).filter(mine)


def my_ideas(person: User) -> list[Idea]:
    rows = own_ideas(person).select_related("forum__event").prefetch_related("proposals")
    return list(rows.order_by("-written_at", "-pk")[:MOST])


def my_comments(person: User) -> list[Comment]:
    rows = own_comments(person).select_related("idea__forum__event")
    return list(rows.order_by("-written_at", "-pk")[:MOST])


def my_supports(person: User) -> list[Support]:
    rows = own_supports(person).exclude(confirmed_at=None).select_related("idea__forum__event")
    return list(rows.order_by("-given_at", "-pk")[:MOST])
