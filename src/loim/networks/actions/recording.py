"""Write down a network that works, correct it, and note when it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.attendance import Newcomer, add_newcomers
from loim.networks.actions.member_organisations import set_member_organisations
from loim.networks.models import Network
from loim.networks.permissions import may_change_network
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Activity
from loim.programmes.permissions import may_record_for, takes_part


class NetworkKnown(Refusal):
    message = _("%(organisation)s leads a network of this name already. Open that one.")


class NotWorkingYet(Refusal):
    """A planned network counts for nothing."""

    message = _("Record a network when it has begun to work: this day is still to come.")


class EndsBeforeItBegan(Refusal):
    message = _("It cannot end before it began.")


@dataclass(frozen=True)
class NetworkFacts:
    name: str
    kind: str
    organisation: Organisation
    activity: Activity
    start_date: date
    end_date: date | None = None
    description: str = ""


def record_network(
    *,
    facts: NetworkFacts,
    members: Iterable[int],
    newcomers: Iterable[Newcomer] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> Network:
    """A network that works since `facts.start_date`, with its members (organisations' keys).

    Refused: another organisation's work (PermissionDenied), NotWorkingYet, NetworkKnown,
    EndsBeforeItBegan, PeriodLocked.
    """
    _check(facts, by, now)
    network = Network(recorded_by=by, recorded_at=now)
    _save(network, facts, members, newcomers, step="record", reason=reason, by=by, now=now)
    return network


def edit_network(
    *,
    network: Network,
    facts: NetworkFacts,
    members: Iterable[int],
    newcomers: Iterable[Newcomer] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> None:
    """Refusals as in `record_network`."""
    if not may_change_network(by, network):
        raise PermissionDenied
    _check(facts, by, now, before=network)
    _save(network, facts, members, newcomers, step="edit", reason=reason, by=by, now=now)


def end_network(
    *, network: Network, end_date: date, reason: str = "", by: User, now: datetime
) -> None:
    """It worked until `end_date`; from the next day on it counts no more."""
    if not may_change_network(by, network):
        raise PermissionDenied
    if end_date < network.start_date:
        raise EndsBeforeItBegan
    with record_change(
        by=by, now=now, step="end", programmes=[network.activity.programme], reason=reason
    ):
        Network.objects.filter(pk=network.pk).update(end_date=end_date)


def _check(facts: NetworkFacts, by: User, now: datetime, before: Network | None = None) -> None:
    is_same_leader = before is not None and before.organisation_id == facts.organisation.pk
    if not is_same_leader and not may_record_for(by, facts.organisation):
        raise PermissionDenied
    is_same_activity = before is not None and before.activity_id == facts.activity.pk
    if not is_same_activity and not takes_part(by, facts.activity.programme):
        raise PermissionDenied
    if facts.start_date > localdate(now):
        raise NotWorkingYet
    if facts.end_date and facts.end_date < facts.start_date:
        raise EndsBeforeItBegan


def _save(
    network: Network,
    facts: NetworkFacts,
    members: Iterable[int],
    newcomers: Iterable[Newcomer],
    *,
    step: str,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    programmes = {facts.activity.programme}
    if network.pk:
        programmes.add(network.activity.programme)
    network.name, network.kind, network.description = facts.name, facts.kind, facts.description
    network.organisation, network.activity = facts.organisation, facts.activity
    network.start_date, network.end_date = facts.start_date, facts.end_date
    try:
        with record_change(by=by, now=now, step=step, programmes=programmes, reason=reason):
            network.save()
            set_member_organisations(
                network=network, organisations={*members, *add_newcomers(newcomers)}, by=by, now=now
            )
    except IntegrityError as error:
        if violated_constraint(error) == "network_name_per_organisation":
            raise NetworkKnown(organisation=facts.organisation.name) from error
        raise
