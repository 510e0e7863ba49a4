"""What a contributor does: confirm, answer, change, withdraw. Whoever calls has proved to be them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.library.actions.contributions.giving import Given, take_files, write_facts, write_many
from loim.library.logic.contributions.states import OPEN
from loim.library.models import Contribution, ContributionMessage, State


class NotOpen(Refusal):
    message = _("An editor has decided about this contribution, so it cannot be changed any more.")


class NothingSaid(Refusal):
    message = _("Write a few words first.")


def confirm_contribution(*, contribution: Contribution, now: datetime) -> Contribution:
    """Whoever has the link has the address. Again does no harm."""
    with transaction.atomic():
        current = held(contribution)
        if current.state == State.UNPROVED:
            current.state, current.confirmed_at, current.turn_at = State.WAITING, now, now
            current.save()
    return current


def answer_editor(
    *, contribution: Contribution, words: str, submission: UUID, now: datetime
) -> ContributionMessage:
    """It is the editor's turn again. Raises NothingSaid, NotOpen."""
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        current = _open(contribution)
        made, is_new = ContributionMessage.objects.get_or_create(
            submission=submission,
            defaults={
                "contribution": current, "from_editor": False, "author": current.contributor,
                "words": words.strip(), "written_at": now,
            },
        )  # fmt: skip
        if is_new and current.state == State.ASKED:
            current.state, current.turn_at = State.WAITING, now
            current.save()
    return made


def change_contribution(
    *, contribution: Contribution, given: Given, files: Sequence[UUID] = (), credit: str,
    now: datetime,
) -> Contribution:  # fmt: skip
    """Until an editor decides. Raises NotOpen, SaysNothing, NothingGiven, LinkLeadsNowhere,
    FileGone."""
    with transaction.atomic():
        current = _open(contribution)
        has_files = bool(files) or current.files.exists()
        write_facts(current, given, has_files=has_files)
        current.credit = credit.strip()
        if current.state == State.ASKED:
            current.state, current.turn_at = State.WAITING, now
        current.save()
        write_many(current, given)
        take_files(current, files)
    return current


def withdraw_contribution(*, contribution: Contribution, now: datetime) -> Contribution:
    """Its files are erased at once. Again does no harm. Raises NotOpen."""
    from loim.library.actions.erasing import erase_files

    with transaction.atomic():
        current = held(contribution)
        if current.state == State.WITHDRAWN:
            return current
        if current.state not in OPEN:
            raise NotOpen
        current.state, current.turn_at = State.WITHDRAWN, now
        current.save()
        erase_files(current.files.all())
    return current


def held(contribution: Contribution) -> Contribution:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = Contribution.objects.select_related("contributor", "item", "decided_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)


def _open(contribution: Contribution) -> Contribution:
    current = held(contribution)
    if current.state not in OPEN:
        raise NotOpen
    return current
