# ruff: noqa: SLF001  # _meta and _base_manager are documented ways to a model
"""Two records of one person become one; and two again, where that was a mistake.

What points at the record that goes (any foreign key of counselling, also of rooms that are added
tomorrow) is moved, and the keys of what was moved are written down: separated, exactly these go
back. Both records get the fields that they had.
"""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from loim.casework import vault
from loim.casework.actions.clients.refusals import StepNotPossible
from loim.casework.forgetting import pointing_at
from loim.casework.logic.clients.client_states import ClientStep, state_after
from loim.casework.models import (
    Client,
    ClientMerge,
    ClientPresence,
    ClientStatus,
    ClientView,
    Consent,
    ConsentEnd,
    HouseholdLink,
)
from loim.casework.permissions import may_counsel_for
from loim.people.models import User

# What stays where it is: who looked at which record, consents to that record, the merging itself.
_STAYING: tuple[type[models.Model], ...] = (
    Client, ClientMerge, ClientPresence, ClientView, Consent, HouseholdLink,
)  # fmt: skip
# Taken over where the record that is kept has nothing.
_FILLED = ("sealed_contact", "same_hash", "arrived_on", "municipality_id")
_CODE = ("sealed_code", "code_hash", "pseudonym")


def merge_clients(*, kept: Client, gone: Client, by: User, now: datetime) -> ClientMerge:
    """Refuses StepNotPossible unless both are in use and of one organisation."""
    if not may_counsel_for(by, kept.organisation):
        raise PermissionDenied
    with transaction.atomic():
        first, second = _both(kept, gone)
        after = state_after(second.state, ClientStep.MERGE)
        if first == second or not first.is_active or after is None:
            raise StepNotPossible
        if first.organisation_id != second.organisation_id:
            raise PermissionDenied
        before = {"kept": _fields(first), "gone": _fields(second)}
        merge = ClientMerge(
            organisation_id=first.organisation_id, kept=first, gone=second, merged_by=by,
            merged_at=now, sealed_before=vault.seal(json.dumps(before)),
        )  # fmt: skip
        merge.moved = _move(second, first)
        consent = Consent.objects.filter(client=second, ended_at=None)
        merge.moved["consents"] = list(consent.values_list("pk", flat=True))
        consent.update(ended_at=now, end=ConsentEnd.MERGED)
        _take_over(first, second)
        second.state, second.state_at, second.merged_into = after.value, now, first
        for one in (second, first):
            one.revision += 1
            one.changed_by, one.changed_at = by, now
            one.save()
        merge.save()
        return merge


def separate_clients(*, merge: ClientMerge, by: User, now: datetime) -> ClientMerge:
    """What was moved goes back; what was added since stays with the record that was kept."""
    if not may_counsel_for(by, merge.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = ClientMerge.objects.select_for_update().get(pk=merge.pk)
        first, second = _both(held.kept, held.gone)
        after = state_after(second.state, ClientStep.SEPARATE)
        if held.undone_at or after is None or not first.is_active:
            raise StepNotPossible
        before = json.loads(vault.unseal(held.sealed_before))
        _give_back_fields(first, second, before)
        second.state, second.state_at, second.merged_into = after.value, now, None
        for one in (first, second):
            one.revision += 1
            one.changed_by, one.changed_at = by, now
            one.save()
        Consent.objects.filter(pk__in=held.moved.get("consents", ())).update(ended_at=None, end="")
        _move_back(held.moved, second)
        held.undone_by, held.undone_at = by, now
        held.save()
        return held


def _both(kept: Client, gone: Client) -> tuple[Client, Client]:
    """Locked in the order of their keys, so that two who merge crosswise do not wait for ever."""
    rows = Client.objects.select_for_update(no_key=True).filter(pk__in=[kept.pk, gone.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    return found[kept.pk], found[gone.pk]


def _move(source: Client, target: Client) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for model, field in pointing_at(Client):
        if model in _STAYING:
            continue
        rows = model._base_manager.filter(**{field.name: source}).order_by("pk")
        keys = [row.pk for row in rows if _moved_one(model, row.pk, field.name, target)]
        if keys:
            moved[f"{model._meta.label}.{field.name}"] = keys
    return moved


def _moved_one(model: type[models.Model], key: Any, field: str, target: Client) -> bool:
    """What both have (the same journey) stays with each."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field: target})
    except IntegrityError as error:
        if "unique" not in str(error):
            raise
        return False
    return True


def _move_back(moved: dict[str, Any], owner: Client) -> None:
    for model, field in pointing_at(Client):
        keys = moved.get(f"{model._meta.label}.{field.name}", ())
        if keys:
            model._base_manager.filter(pk__in=keys).update(**{field.name: owner})


def _fields(client: Client) -> dict[str, Any]:
    return {
        name: str(value) if (value := getattr(client, name)) is not None else None
        for name in (*_FILLED, *_CODE)
    }


def _take_over(kept: Client, gone: Client) -> None:
    for name in _FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(gone, name))
    if gone.code_hash:
        code = {name: getattr(gone, name) for name in _CODE}
        for name in _CODE:
            setattr(gone, name, "")
        if not kept.code_hash:
            for name, value in code.items():
                setattr(kept, name, value)


def _give_back_fields(kept: Client, gone: Client, before: dict[str, Any]) -> None:
    """Only what the record that is kept took over and has not changed since."""
    for name in (*_FILLED, *_CODE):
        was, theirs = before["kept"][name], before["gone"][name]
        stands = getattr(kept, name)
        if str(stands) == str(theirs) and str(was) != str(theirs):
            setattr(kept, name, was)
    # First the one that loses the code is saved: both may not have it at once.
    for name in _CODE:
        setattr(gone, name, before["gone"][name] or "")
    if gone.code_hash == kept.code_hash:
        for name in _CODE:
            setattr(gone, name, "")


def is_merged(client: Client) -> bool:
    return client.state == ClientStatus.MERGED
