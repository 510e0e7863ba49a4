"""Roles and who has them."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.models import CrisisContact, CrisisPlan, CrisisRole, RoleHolder
from loim.people.models import User


class RoleIsThere(Refusal):
    message = _("There is a role “%(title)s” in the plan already.")


class NobodyTwice(Refusal):
    message = _("Nobody can be named twice in one role.")


class NotInThePlan(Refusal):
    message = _("One of those people has left the plan meanwhile. Choose again.")


def save_role(
    *,
    plan: CrisisPlan,
    role: CrisisRole | None,
    title: str,
    explanation: str,
    holders: Sequence[CrisisContact],
    by: User,
) -> CrisisRole:
    """`holders`: the first has the role, the others take over in this order. Raises RoleIsThere,
    NobodyTwice, NotInThePlan."""
    if len({holder.pk for holder in holders}) != len(holders):
        raise NobodyTwice
    with transaction.atomic():
        current = held(plan, by)
        others = current.roles.exclude(pk=role.pk) if role and role.pk else current.roles.all()
        if others.filter(title=title).exists():
            raise RoleIsThere(title=title)
        present = current.contacts.filter(left_at=None, pk__in=[holder.pk for holder in holders])
        if present.count() != len(holders):
            raise NotInThePlan
        if role is None:
            last = current.roles.aggregate(last=Max("position"))["last"]
            role = CrisisRole(plan=current, position=0 if last is None else last + 1)
        role.title, role.explanation = title, explanation
        role.save()
        _hold(role, holders)
    return role


def remove_role(*, role: CrisisRole, by: User) -> None:
    with transaction.atomic():
        held(role.plan, by)
        CrisisRole.objects.filter(pk=role.pk).delete()


def promote_deputies(plan: CrisisPlan) -> None:
    """Where nobody has a role, the first deputy has it. Inside the caller's transaction."""
    for role in plan.roles.all():
        holders = list(role.holders.select_related("contact").order_by("rank", "pk"))
        if [holder.rank for holder in holders] != list(range(len(holders))):
            _hold(role, [holder.contact for holder in holders])


def _hold(role: CrisisRole, holders: Sequence[CrisisContact]) -> None:
    role.holders.all().delete()
    RoleHolder.objects.bulk_create(
        RoleHolder(role=role, contact=holder, rank=rank) for rank, holder in enumerate(holders)
    )
