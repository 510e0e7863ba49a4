"""Two ideas that say the same become one: the other's supporters count there, each once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.logic.forum.times import choice_has_begun
from loim.ideas.models import Idea, Shown
from loim.ideas.permissions import may_moderate
from loim.people.models import User


class CannotJoin(Refusal):
    message = _("Join an idea to another one of the same forum that is shown and stands by itself.")


class ChosenAmongMeanwhile(Refusal):
    message = _("Choosing among the ideas has begun, so each stands as it is.")


def join_ideas(*, idea: Idea, to: Idea, by: User, now: datetime) -> None:
    """`idea` and what was joined to it before count with `to`. Refused: CannotJoin,
    ChosenAmongMeanwhile."""
    with transaction.atomic():
        rows = Idea.objects.select_related("forum__event").select_for_update(of=("self",))
        found = {each.pk: each for each in rows.filter(pk__in=[idea.pk, to.pk]).order_by("pk")}
        one, other = found[idea.pk], found[to.pk]
        _check(one, by, now)
        if one.pk == other.pk or one.forum_id != other.forum_id or other.joined_to_id is not None:
            raise CannotJoin
        if other.state != Shown.SHOWN or one.state in {Shown.HIDDEN, Shown.WITHDRAWN}:
            raise CannotJoin
        one.joined.update(joined_to=other)
        one.joined_to = other
        one.save(update_fields=["joined_to"])


def separate(*, idea: Idea, by: User, now: datetime) -> None:
    """It stands by itself again, with its own supporters. Refused: ChosenAmongMeanwhile."""
    with transaction.atomic():
        current = Idea.objects.select_related("forum__event").select_for_update(of=("self",))
        one = current.get(pk=idea.pk)
        _check(one, by, now)
        one.joined_to = None
        one.save(update_fields=["joined_to"])


def _check(idea: Idea, by: User, now: datetime) -> None:
    forum = idea.forum
    if not may_moderate(by, forum):
        raise PermissionDenied
    if forum.chosen_at is not None or choice_has_begun(
        now, forum.choice_method, forum.choice_opens_at
    ):
        raise ChosenAmongMeanwhile
