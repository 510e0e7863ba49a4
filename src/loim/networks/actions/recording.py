"""Write down a network that works, correct it, and note when it ended."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.attendance import Newcomer, add_newcomers
from loim.networks.actions.member_organisations import set_member_organisations
from loim.networks.models import Member, Network, Quorum
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
    language: str = "et"
    translations: dict[str, Any] = field(default_factory=dict)
    founding_act: str = ""
    founding_date: date | None = None
    founding_url: str = ""
    term_months: int | None = None
    quorum: str = Quorum.NONE
    quorum_number: int | None = None
    county_meetings: int = 0
    is_public: bool = False


# What a network says of itself, beside who leads it and what it counts for.
OWN = (
    "name", "kind", "description", "language", "translations", "start_date", "end_date",
    "founding_act", "founding_date", "founding_url", "term_months", "quorum", "quorum_number",
    "county_meetings", "is_public",
)  # fmt: skip


class SitInBoth(Refusal):
    """Two networks are made to exclude each other while somebody sits in both."""

    message = _(
        "%(name)s has a seat here and in “%(network)s”. End one of the two mandates first, then say"
        " that the networks exclude each other."
    )


def record_network(
    *,
    facts: NetworkFacts,
    members: Iterable[int],
    newcomers: Iterable[Newcomer] = (),
    incompatible: Iterable[Network] = (),
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
    with _written(network, facts, step="record", reason=reason, by=by, now=now):
        organisations = {*members, *add_newcomers(newcomers)}
        set_member_organisations(network=network, organisations=organisations, by=by, now=now)
        network.incompatible_with.set(incompatible)
    return network


def edit_network(
    *,
    network: Network,
    facts: NetworkFacts,
    members: Iterable[int],
    newcomers: Iterable[Newcomer] = (),
    incompatible: Iterable[Network] = (),
    reason: str = "",
    by: User,
    now: datetime,
) -> None:
    """Refusals as in `record_network`, and SitInBoth."""
    if not may_change_network(by, network):
        raise PermissionDenied
    _check(facts, by, now, before=network)
    with _written(network, facts, step="edit", reason=reason, by=by, now=now):
        organisations = {*members, *add_newcomers(newcomers)}
        set_member_organisations(network=network, organisations=organisations, by=by, now=now)
        _exclude(network, incompatible)


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


def _exclude(network: Network, others: Iterable[Network]) -> None:
    try:
        with transaction.atomic():
            network.incompatible_with.set(others)
    except IntegrityError as error:
        if violated_constraint(error) != "network_mandates_compatible":
            raise
        # The function's own words: 'member 7 has a mandate in network 3'.
        member, other = (int(number) for number in re.findall(r"\d+", str(error))[:2])
        raise SitInBoth(
            name=str(Member.objects.get(pk=member)),
            network=Network.objects.get(pk=other).text("name"),
        ) from error


@contextmanager
def _written(
    network: Network, facts: NetworkFacts, *, step: str, reason: str, by: User, now: datetime
) -> Iterator[None]:
    """The network is saved; what belongs to it is written inside, in the same transaction."""
    programmes = {facts.activity.programme}
    if network.pk:
        programmes.add(network.activity.programme)
    network.organisation, network.activity = facts.organisation, facts.activity
    for name in OWN:
        setattr(network, name, getattr(facts, name))
    try:
        with record_change(by=by, now=now, step=step, programmes=programmes, reason=reason):
            network.save()
            yield
    except IntegrityError as error:
        if violated_constraint(error) == "network_name_per_organisation":
            raise NetworkKnown(organisation=facts.organisation.name) from error
        raise
