"""The jury: who is in it, by what it assesses, and the points that it gives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.choice.turns import choose_before_counting
from loim.ideas.actions.choice.voting import NotChoosing, NotToChoose
from loim.ideas.actions.forum.opening import MethodLocked
from loim.ideas.logic.forum.times import Gathering, choice_has_begun, gathering_at
from loim.ideas.models import (
    ChoiceMethod,
    Conflict,
    Criterion,
    Forum,
    Idea,
    Juror,
    Score,
    Shown,
)
from loim.ideas.permissions import may_moderate
from loim.ideas.queries.choice.progress import ideas_left
from loim.people.models import User


class NoSuchAccount(Refusal):
    message = _(
        "Nobody here has the e-mail %(email)s. Ask them to sign in once, then add them again."
    )


class JurorThere(Refusal):
    message = _("This person is in the jury already.")


class HasAssessed(Refusal):
    message = _("This juror has given points already, so they stay in the jury.")


class AlreadyPublished(Refusal):
    message = _("The result is public already, so nothing of it changes any more.")


class OutOfRange(Refusal):
    message = _("Please give between 0 and %(most)s points for “%(criterion)s”.")


class InConflict(Refusal):
    message = _("You have said that you have a stake in this idea, so others assess it.")


class ReasonOfConflictMissing(Refusal):
    message = _("Please write in a few words what your stake in this idea is.")


class NotAllAssessed(Refusal):
    message = _("Some ideas still wait for your points: %(ideas)s.")


CRITERION_FACTS = ("title", "description", "translations", "most", "weight")


def save_criterion(
    *, forum: Forum, criterion: Criterion | None = None, by: User, now: datetime, **facts: Any
) -> Criterion:
    """A new one comes last. Refused: MethodLocked once choosing has begun."""
    if unknown := set(facts) - set(CRITERION_FACTS):
        raise TypeError(f"no facts of a criterion: {sorted(unknown)}")
    with transaction.atomic():
        current = _for_organiser(forum, by)
        _refuse_begun(current, now)
        last = current.criteria.aggregate(last=Max("number", default=0))["last"]
        saved = criterion or Criterion(forum=current, number=last + 1)
        if saved.forum_id != current.pk:
            raise PermissionDenied
        for name, value in facts.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def remove_criterion(*, criterion: Criterion, by: User, now: datetime) -> None:
    with transaction.atomic():
        _refuse_begun(_for_organiser(criterion.forum, by), now)
        criterion.delete()


def add_juror(
    *, forum: Forum, email: str, name: str, words: str = "", by: User, now: datetime
) -> Juror:
    """Refused: NoSuchAccount, JurorThere, AlreadyPublished."""
    with transaction.atomic():
        current = _for_organiser(forum, by)
        if current.chosen_at is not None:
            raise AlreadyPublished
        person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if person is None:
            raise NoSuchAccount(email=email)
        if current.jury.filter(user=person).exists():
            raise JurorThere
        return Juror.objects.create(
            forum=current, user=person, name=name.strip() or person.name, words=words.strip()
        )


def remove_juror(*, juror: Juror, by: User, now: datetime) -> None:
    """Refused: HasAssessed, AlreadyPublished."""
    with transaction.atomic():
        current = _for_organiser(juror.forum, by)
        if current.chosen_at is not None:
            raise AlreadyPublished
        if juror.scores.exists():
            raise HasAssessed
        juror.delete()


def declare_conflict(*, juror: Juror, idea: Idea, reason: str, by: User, now: datetime) -> None:
    """The juror's points for this idea go, and none are asked. Again changes the reason."""
    if not reason.strip():
        raise ReasonOfConflictMissing
    with transaction.atomic():
        current = _at_the_table(juror, idea, by, now)
        current.scores.filter(idea=idea).delete()
        Conflict.objects.update_or_create(
            juror=current,
            idea=idea,
            defaults={"reason": reason.strip()[:300], "declared_at": now},
        )


def take_conflict_back(*, juror: Juror, idea: Idea, by: User, now: datetime) -> None:
    """It was a mistake: the idea waits for this juror's points again."""
    with transaction.atomic():
        current = _at_the_table(juror, idea, by, now)
        current.conflicts.filter(idea=idea).delete()
        Juror.objects.filter(pk=current.pk).update(finished_at=None)


def give_scores(
    *, juror: Juror, idea: Idea, points: Mapping[Criterion, int], by: User, now: datetime
) -> None:
    """Replaces what this juror gave by these criteria. Refused: NotChoosing, NotToChoose,
    InConflict, OutOfRange, PermissionDenied."""
    with transaction.atomic():
        current = _at_the_table(juror, idea, by, now)
        if current.conflicts.filter(idea=idea).exists():
            raise InConflict
        for criterion, given in points.items():
            if criterion.forum_id != idea.forum_id:
                raise PermissionDenied
            if not 0 <= given <= criterion.most:
                raise OutOfRange(most=criterion.most, criterion=criterion.text("title"))
            Score.objects.update_or_create(
                juror=current,
                idea=idea,
                criterion=criterion,
                defaults={"points": given, "given_at": now},
            )


def finish(*, juror: Juror, by: User, now: datetime) -> Juror:
    """The juror has assessed every idea without a conflict. Refused: NotAllAssessed."""
    with transaction.atomic():
        current = _at_the_table(juror, None, by, now)
        left = ideas_left(current)
        if left:
            raise NotAllAssessed(ideas=", ".join(idea.title for idea in left[:3]))
        current.finished_at = now
        current.save(update_fields=["finished_at"])
    return current


def _at_the_table(juror: Juror, idea: Idea | None, by: User, now: datetime) -> Juror:
    choose_before_counting(juror.forum_id)
    rows = Juror.objects.select_related("forum").select_for_update(of=("self",), no_key=True)
    current = rows.get(pk=juror.pk)
    forum = current.forum
    if current.user_id != by.pk or (idea is not None and idea.forum_id != forum.pk):
        raise PermissionDenied
    if forum.choice_method != ChoiceMethod.JURY or forum.chosen_at is not None:
        raise NotChoosing
    if gathering_at(now, forum.choice_opens_at, forum.choice_closes_at) != Gathering.OPEN:
        raise NotChoosing
    if idea is not None:
        found = Idea.objects.get(pk=idea.pk)
        if found.state != Shown.SHOWN or found.joined_to_id is not None:
            raise NotToChoose
    return current


def _for_organiser(forum: Forum, by: User) -> Forum:
    current = Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    if not may_moderate(by, current):
        raise PermissionDenied
    return current


def _refuse_begun(forum: Forum, now: datetime) -> None:
    if forum.chosen_at is not None or choice_has_begun(
        now, forum.choice_method, forum.choice_opens_at
    ):
        raise MethodLocked
