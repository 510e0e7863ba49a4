"""What is to be done about a plan, in the order of urgency: for its own page and for 'My work'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.communities.queries.crisis.draft import Draft, is_unconfirmed
from loim.communities.queries.crisis.due import CONFIRMED_FOR, REVIEWED_FOR, TRIED_FOR
from loim.communities.queries.crisis.versions import Read, changes_since


@dataclass(frozen=True)
class ToDo:
    """`step`: what a button does at once, where there is one."""

    text: str
    url: str
    is_urgent: bool = False
    step: str = ""


def to_do(draft: Draft, read: Read | None, now: datetime) -> list[ToDo]:
    """Two queries: drills and copies."""
    pk = draft.plan.community_id
    found = [
        *_left(draft, read, pk),
        *_people(draft, pk, now),
        *_tree(draft, pk),
        *_state(draft, read, pk, now),
    ]
    return sorted(found, key=lambda one: not one.is_urgent)


def _left(draft: Draft, read: Read | None, pk: int) -> Iterator[ToDo]:
    if read is None:
        return
    for name in read.left:
        yield ToDo(
            _("The published plan is out of date: %(name)s has left. Publish a corrected version.")
            % {"name": name or _("somebody")},
            reverse("crisis-publish", args=[pk]),
            is_urgent=True,
            step="correct",
        )


def _people(draft: Draft, pk: int, now: datetime) -> Iterator[ToDo]:
    contacts = reverse("crisis-contacts", args=[pk])
    if not draft.contacts:
        yield ToDo(_("Add the first people who can be reached."), contacts, is_urgent=True)
        return
    for contact in draft.waiting:
        yield ToDo(
            _("%(name)s has not agreed yet, and is not published until then.")
            % {"name": contact.name},
            reverse("crisis-contact", args=[pk, contact.pk]),
        )
    for filled in draft.roles:
        if filled.first is not None:
            continue
        said = {"role": filled.role.title}
        text = _("Nobody has the role “%(role)s”: choose somebody.") % said
        if filled.deputies:
            said["name"] = filled.deputies[0].contact.name
            text = _("Nobody has the role “%(role)s” now; %(name)s is deputy: choose.") % said
        yield ToDo(text, reverse("crisis-role", args=[pk, filled.role.pk]))
    since = now - CONFIRMED_FOR
    old = [one for one in draft.contacts if one.consent and is_unconfirmed(one, since)]
    if old:
        words = ngettext(
            "One contact has not been confirmed for a year: %(names)s.",
            "%(number)s contacts have not been confirmed for a year: %(names)s.",
            len(old),
        )
        names = ", ".join(contact.name for contact in old)
        yield ToDo(words % {"number": len(old), "names": names}, contacts)


def _tree(draft: Draft, pk: int) -> Iterator[ToDo]:
    checked, names = draft.checked(), draft.names
    tree = reverse("crisis-tree", args=[pk])
    for key in checked.unreachable:
        yield ToDo(
            _("Nobody calls %(name)s: choose who does.") % {"name": names[key]}, tree,
            is_urgent=True,
        )  # fmt: skip
    for key, number in checked.overloaded:
        said = {"name": names[key], "number": number, "most": draft.plan.calls_each}
        yield ToDo(
            _("%(name)s has %(number)s calls to make; agreed are %(most)s at most.") % said, tree
        )


def _state(draft: Draft, read: Read | None, pk: int, now: datetime) -> Iterator[ToDo]:
    publish, today = reverse("crisis-publish", args=[pk]), localdate(now)
    if read is None:
        if draft.contacts:
            yield ToDo(_("Publish the plan, so that it can be printed and shared."), publish)
        return
    if changes_since(draft, read) and not read.is_out_of_date:
        yield ToDo(_("The draft has changed since the last version: publish it."), publish)
    reviewed = draft.plan.reviewed_date
    if reviewed is None or reviewed < today - REVIEWED_FOR:
        yield ToDo(_("Nobody has looked through the plan for a year."), publish, step="review")
    last = draft.plan.drills.order_by("-date", "-pk").first()
    if last is None or last.date < today - TRIED_FOR:
        text = _("The plan has not been tried for a year: hold a drill.")
        if last is None:
            text = _("The plan has never been tried: hold a drill, even a small one.")
        yield ToDo(text, reverse("crisis-drills", args=[pk]))
    old = draft.plan.copies.filter(returned_date=None).exclude(version=read.version).count()
    if old:
        words = ngettext(
            "One copy of an older version is to be brought back.",
            "%(number)s copies of older versions are to be brought back.",
            old,
        )
        yield ToDo(words % {"number": old}, reverse("crisis-copies", args=[pk]))
