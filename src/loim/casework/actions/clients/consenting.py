"""Consent is asked, given, renewed, reminded of, and ended: with effect at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from loim.casework.actions.clients.refusals import RecordNotInUse, StepNotPossible
from loim.casework.companions import COMPANIONS
from loim.casework.forgetting import forget
from loim.casework.logic.clients.client_states import ClientStep, state_after
from loim.casework.logic.clients.consent_texts import CONSENT_TEXTS, MONTHS
from loim.casework.models import (
    Case,
    CaseEntry,
    CaseStatus,
    Client,
    ClientDocument,
    ClientStatus,
    Consent,
    ConsentEnd,
    ConsentScope,
    ConsentText,
    EntryKind,
    ProcessStatus,
    RegistryProcess,
)
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.clients.consents import text_in_force
from loim.people.models import Organisation, User

# From the end of a consent to the erasing of the record.
KEPT_AFTER_WITHDRAWAL = timedelta(days=30)
KEPT_AFTER_EXPIRY = timedelta(days=90)


@dataclass(frozen=True)
class ConsentGiven:
    """`text` is the version that the client read; `scope` what they agreed to."""

    text: ConsentText
    language: str
    scope: Sequence[str]
    means: str


def text_to_read(*, organisation: Organisation, by: User, now: datetime) -> ConsentText:
    """The version in force; the platform's own words become the first where there is none."""
    found = text_in_force(organisation)
    if found is not None:
        return found
    return publish_text(
        organisation=organisation, texts=CONSENT_TEXTS, months=MONTHS, by=by, now=now
    )


def publish_text(
    *, organisation: Organisation, texts: Mapping[str, Any], months: int, by: User, now: datetime
) -> ConsentText:
    """A new version, in all four languages. Consents that were given keep theirs."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        rows = ConsentText.objects.filter(organisation=organisation)
        last = rows.aggregate(last=Max("number"))["last"] or 0
        return ConsentText.objects.create(
            organisation=organisation, number=last + 1, texts=dict(texts), months=months,
            made_by=by, made_at=now,
        )  # fmt: skip


def last_day(text: ConsentText, today: date) -> date:
    return today + relativedelta(months=text.months)


def write_consent(
    *, client: Client, given: ConsentGiven, by: User | None, now: datetime
) -> Consent:
    """Inside the transaction of whoever gives a record its first or its next consent."""
    return Consent.objects.create(
        organisation_id=client.organisation_id, client=client, text=given.text,
        language=given.language, scope=list(dict.fromkeys(["record", *given.scope])),
        means=given.means, given_at=now, expires_on=last_day(given.text, localdate(now)),
        taken_by=by,
    )  # fmt: skip


def renew_consent(
    *, client: Client, given: ConsentGiven, by: User | None, now: datetime
) -> Consent:
    """For the next time, also of a record that was frozen. What is no longer agreed to is
    emptied. Refuses what was merged. `by` is None where the client does it by their own link."""
    if by is not None and not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        after = state_after(held.state, ClientStep.CONSENT)
        if after is None:
            raise StepNotPossible
        Consent.objects.filter(client=held, ended_at=None).update(
            ended_at=now, end=ConsentEnd.RENEWED
        )
        held.state, held.state_at = after.value, now
        _let_go_of_what_is_not_agreed(held, given.scope)
        held.save()
        return write_consent(client=held, given=given, by=by, now=now)


def withdraw_consent(*, client: Client, end: ConsentEnd, by: User | None, now: datetime) -> Client:
    """The record is frozen at once: cases close, nothing is shown or added, and it is erased
    when its time has come. `by` is None where the client does it by their own link."""
    if by is not None and not may_counsel_for(by, client.organisation):
        raise PermissionDenied
    with transaction.atomic():
        held = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
        step = ClientStep.EXPIRE if end == ConsentEnd.EXPIRED else ClientStep.WITHDRAW
        after = state_after(held.state, step)
        if after is None:
            raise RecordNotInUse
        Consent.objects.filter(client=held, ended_at=None).update(ended_at=now, end=end)
        _stop_work(held, by, now)
        for companion in COMPANIONS.values():
            if companion.on_withdrawal:
                companion.on_withdrawal(held, now)
        held.state, held.state_at = after.value, now
        held.revision += 1
        held.save(update_fields=["state", "state_at", "revision"])
        return held


def erased_on(client: Client) -> date | None:
    """When the nightly job erases a frozen record."""
    if client.state_at is None or client.state == ClientStatus.ACTIVE:
        return None
    kept = KEPT_AFTER_EXPIRY if client.state == ClientStatus.EXPIRED else KEPT_AFTER_WITHDRAWAL
    return localdate(client.state_at + kept)


def _stop_work(client: Client, by: User | None, now: datetime) -> None:
    live = Case.objects.filter(client=client).exclude(state=CaseStatus.CLOSED)
    for case in live.select_for_update(no_key=True).order_by("pk"):
        case.state, case.closed_at, case.outcome = CaseStatus.CLOSED, now, "withdrawn"
        case.revision += 1
        case.save()
        CaseEntry.objects.create(
            organisation_id=case.organisation_id, case=case, kind=EntryKind.CLOSED, made_by=by,
            made_at=now,
        )  # fmt: skip
    RegistryProcess.objects.filter(client=client, state=ProcessStatus.RUNNING).update(
        state=ProcessStatus.NOT_DONE, ended_at=now
    )


def _let_go_of_what_is_not_agreed(client: Client, scope: Sequence[str]) -> None:
    if ConsentScope.CODE not in scope:
        client.sealed_code = client.code_hash = client.pseudonym = ""
    if ConsentScope.COUNT not in scope:
        client.pseudonym = ""
    if ConsentScope.CONTACT not in scope:
        client.sealed_contact = ""
    if ConsentScope.DOCUMENTS not in scope:
        forget(ClientDocument.objects.filter(client=client))
