"""How many people support an idea: each once, together with what was joined to it."""

from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce, Lower

from loim.ideas.models import Forum, Idea, Support

# Somebody may support one idea by account and another that is joined to it by address.
_ADDRESS = Lower(Case(When(email="", then=F("user__email")), default=F("email")))


def supporters_of_forum(forum: Forum) -> dict[int, int]:
    """By idea, of those that stand by themselves; one query."""
    return _counted(Q(idea__forum=forum))


def supporters_of(idea: Idea) -> int:
    return _counted(Q(idea=idea) | Q(idea__joined_to=idea)).get(idea.pk, 0)


def _counted(which: Q) -> dict[int, int]:
    rows = (
        Support.objects.filter(which)
        .exclude(confirmed_at=None)
        .annotate(target=Coalesce("idea__joined_to", "idea"))
        .values("target")
        .annotate(people=Count(_ADDRESS, distinct=True))
        .order_by()
    )
    return dict(rows.values_list("target", "people"))
