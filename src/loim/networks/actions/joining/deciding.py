"""How it ended: the city joined, or stopped."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.joining.beginning import NotOpen, UnderWay, hold_process
from loim.networks.logic.joining.states import ProcessStage, process_may_become
from loim.networks.models import JoiningProcess, ProcessState
from loim.people.models import User
from loim.programmes.actions.corrections import record_change


class AgreementMissing(Refusal):
    message = _("Write which agreement or decision it is.")


class ReasonMissing(Refusal):
    message = _("Write why it is stopped, for whoever takes it up again.")


class DecidedTooEarly(Refusal):
    message = _("The decision is between the beginning and today. Check the date.")


def note_joined(
    *,
    process: JoiningProcess,
    ended_date: date,
    agreement: str,
    agreement_url: str = "",
    contact_name: str = "",
    contact_email: str = "",
    by: User,
    now: datetime,
) -> None:
    """Refused: PermissionDenied, AgreementMissing, DecidedTooEarly, NotOpen."""
    if not agreement.strip():
        raise AgreementMissing
    with record_change(by=by, now=now, step="end"):
        held = _held(process, ProcessState.JOINED, ended_date, by, now)
        held.agreement, held.agreement_url = agreement.strip(), agreement_url
        held.contact_name = contact_name.strip() or held.contact_name
        held.contact_email = contact_email.strip() or held.contact_email
        held.save()
    process.refresh_from_db()


def stop_joining(
    *, process: JoiningProcess, ended_date: date, reason: str, by: User, now: datetime
) -> None:
    """Refused: PermissionDenied, ReasonMissing, DecidedTooEarly, NotOpen."""
    if not reason.strip():
        raise ReasonMissing
    with record_change(by=by, now=now, step="end"):
        held = _held(process, ProcessState.STOPPED, ended_date, by, now)
        held.reason = reason.strip()
        held.save()
    process.refresh_from_db()


def take_up_again(*, process: JoiningProcess, by: User, now: datetime) -> None:
    """One that was stopped, where it was left. Refused: PermissionDenied, NotOpen, UnderWay."""
    with record_change(by=by, now=now, step="reopen"):
        held = hold_process(process, by)
        if not process_may_become(ProcessStage(held.state), ProcessStage.OPEN):
            raise NotOpen
        if held.network.joining_processes.filter(state=ProcessState.OPEN).exists():
            raise UnderWay
        held.state, held.ended_date = ProcessState.OPEN, None
        held.save()
    process.refresh_from_db()


def _held(
    process: JoiningProcess, state: ProcessState, ended_date: date, by: User, now: datetime
) -> JoiningProcess:
    held = hold_process(process, by)
    if not process_may_become(ProcessStage(held.state), ProcessStage(state)):
        raise NotOpen
    if not held.start_date <= ended_date <= localdate(now):
        raise DecidedTooEarly
    held.state, held.ended_date = state, ended_date
    return held
