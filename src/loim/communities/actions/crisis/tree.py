"""Who calls whom."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.logic.crisis.tree import balanced, nearest_with_room, would_circle
from loim.communities.models import CrisisContact, CrisisPlan
from loim.communities.queries.crisis.draft import load_draft
from loim.people.models import User


class WouldCircle(Refusal):
    message = _(
        "%(caller)s is called by %(name)s, themselves or through others: they would wait for each"
        " other. Choose somebody further up."
    )


def set_caller(*, contact: CrisisContact, caller: CrisisContact | None, by: User) -> None:
    """Without a caller they begin, and whoever began is called by them. Raises WouldCircle."""
    with transaction.atomic():
        plan = held(contact.plan, by)
        draft = load_draft(plan)
        calls, key = draft.calls, str(contact.uuid)
        if caller is not None and would_circle(calls, key=key, caller=str(caller.uuid)):
            raise WouldCircle(name=contact.name, caller=caller.name)
        plan.contacts.filter(pk=contact.pk, left_at=None).update(called_by=caller)
        if caller is None:
            others = plan.contacts.filter(left_at=None, called_by=None).exclude(pk=contact.pk)
            others.update(called_by=contact)


def call_newcomer(plan: CrisisPlan, contact: CrisisContact) -> None:
    """Whoever is new is called by somebody near the beginning who has a call left; the first one
    of all begins. Inside the caller's transaction."""
    draft = load_draft(plan)
    key = str(contact.uuid)
    others = {one: caller for one, caller in draft.calls.items() if one != key}
    first = next((one for one, caller in others.items() if caller is None), None)
    if first is None:
        return
    caller = nearest_with_room(first, others, plan.calls_each)
    plan.contacts.filter(pk=contact.pk).update(called_by=plan.contacts.get(uuid=caller))


def balance_tree(*, plan: CrisisPlan, by: User) -> None:
    """A new tree, as flat as the number of calls allows: the leader begins, deputies and holders
    of roles come next."""
    with transaction.atomic():
        current = held(plan, by)
        keys = [str(contact.uuid) for contact in load_draft(current).contacts]
        write_tree(current, balanced(keys, width=current.calls_each))


def write_tree(plan: CrisisPlan, calls: Mapping[str, str | None]) -> None:
    """Inside the caller's transaction. First nobody calls anybody, so that on the way from one tree
    to another there is never a circle."""
    contacts = {str(contact.uuid): contact for contact in plan.contacts.filter(left_at=None)}
    plan.contacts.exclude(called_by=None).update(called_by=None)
    for key, caller in calls.items():
        if caller is not None:
            plan.contacts.filter(pk=contacts[key].pk).update(called_by=contacts[caller])
