"""People come into a network, change and leave it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.mail import letters_lately, queue_mail
from loim.common.refusals import Refusal
from loim.networks.actions.renewing import renew_links_of
from loim.networks.models import OFFICES, Ending, Mandate, Member, MemberRole, Network
from loim.networks.permissions import may_change_network
from loim.networks.queries.own_link import key_hash_of, own_link_of
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change

LETTER = "network_member_added"
MOST_LETTERS = 5  # to an address in a day


class WrittenOften(Refusal):
    message = _("%(name)s has been written to several times today. Try again tomorrow.")


class MemberKnown(Refusal):
    message = _(
        "%(name)s belongs to the network on some of those days already. Change that entry, or"
        " choose other days."
    )


class ChairTaken(Refusal):
    message = _(
        "The network has another chair on some of those days. End that role first, or choose other"
        " days."
    )


class OrganisationStruckOff(Refusal):
    message = _(
        "%(organisation)s is not active any more, so it cannot join. Check its name, or choose the"
        " organisation that took over its work."
    )


class LeavesBeforeJoining(Refusal):
    message = _("The last day cannot be before %(day)s, when the membership began.")


class RoleOutsideMembership(Refusal):
    message = _("A role lasts no longer than the membership: check its days.")


class HoldsSeatLonger(Refusal):
    message = _(
        "This person holds a seat on some of the days that you leave out. End the mandate first."
    )


class SitsElsewhere(Refusal):
    message = _(
        "With this e-mail address they would hold seats in two networks that exclude each other."
        " End one of the mandates first."
    )


@dataclass(frozen=True)
class MemberFacts:
    """Somebody: a person, with or without an organisation, or an organisation itself (no name)."""

    start_date: date
    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: Organisation | None = None
    party: str = ""
    role: str = MemberRole.MEMBER
    role_start_date: date | None = None
    role_end_date: date | None = None
    language: str = "et"
    end_date: date | None = None


def add_members(
    *, network: Network, people: Sequence[MemberFacts], submission: UUID, by: User, now: datetime
) -> list[Member]:
    """All of them or nobody. Each who has an address gets a letter with a link, by which they say
    whether they want to be listed. Sent twice, it is done once.

    Refused: another's network (PermissionDenied), MemberKnown, ChairTaken, OrganisationStruckOff,
    LeavesBeforeJoining, RoleOutsideMembership.
    """
    if not may_change_network(by, network):
        raise PermissionDenied
    keys = [uuid5(submission, str(number)) for number in range(len(people))]
    with _changing(network, by, now, "edit"):
        Network.objects.select_for_update().get(pk=network.pk)
        known = list(Member.objects.filter(uuid__in=keys))
        if known:
            return known
        return [_add(network, facts, key, by, now) for key, facts in zip(keys, people, strict=True)]


def _add(network: Network, facts: MemberFacts, key: UUID, by: User, now: datetime) -> Member:
    if facts.organisation is not None and not facts.organisation.is_active:
        raise OrganisationStruckOff(organisation=facts.organisation.name)
    member = Member(network=network, uuid=key, recorded_by=by, recorded_at=now)
    member.key_hash = key_hash_of(member)
    _fill_in(member, facts)
    with in_words(member):
        member.save(force_insert=True)
    if member.email:
        write_to_member(member)
    return member


def edit_member(*, member: Member, facts: MemberFacts, by: User, now: datetime) -> None:
    """Another address gets the letter, and consent is asked of it anew; all links that were sent
    to the one before open nothing any more. Refusals as in `add_members`, and HoldsSeatLonger, SitsElsewhere."""
    if not may_change_network(by, member.network):
        raise PermissionDenied
    with _changing(member.network, by, now, "edit"):
        current = Member.objects.select_for_update().get(pk=member.pk)
        is_new_address = facts.email.lower() != current.email.lower()
        is_new_organisation = facts.organisation != current.organisation
        if is_new_organisation and facts.organisation and not facts.organisation.is_active:
            raise OrganisationStruckOff(organisation=facts.organisation.name)
        _fill_in(current, facts)
        if is_new_address:
            current.listed_consent_at = None
            renew_links_of(current)
        with in_words(current):
            current.save()
        if is_new_address and current.email:
            write_to_member(current)


def end_member(
    *, member: Member, end_date: date, reason: str = "", by: User, now: datetime
) -> None:
    """They belong to it until the end of `end_date`; a mandate ends with the membership.

    Refused: LeavesBeforeJoining.
    """
    if not may_change_network(by, member.network):
        raise PermissionDenied
    with _changing(member.network, by, now, "end"):
        end_members(
            Member.objects.filter(pk=member.pk), end_date, reason=reason, ending=Ending.LEFT
        )


def end_memberships_of(
    *, organisation: Organisation, end_date: date, reason: str, by: User | None, now: datetime
) -> int:
    """An organisation is gone: it and whoever came in its name leave every network after
    `end_date`, with their mandates. How many left; again 0.

    Called by the register of associations, in its transaction: who may strike off is its matter.
    `by` is nobody where the association said so itself, by its link.
    """
    members = Member.objects.filter(organisation=organisation)
    programmes = {
        member.network.activity.programme
        for member in members.select_related("network__activity__programme")
    }
    with record_change(by=by, now=now, step="end", programmes=programmes):
        begun = members.filter(start_date__lte=end_date)
        lasting = begun.filter(Q(end_date=None) | Q(end_date__gt=end_date))
        to_come = members.filter(start_date__gt=end_date)
        Mandate.objects.filter(member__in=to_come).delete()
        _all, gone = to_come.delete()
        left = end_members(lasting, end_date, reason=reason, ending=Ending.LEFT)
        return left + gone.get(Member._meta.label, 0)  # noqa: SLF001  # Django's own name of it


def end_members(members: QuerySet[Member], end_date: date, *, reason: str, ending: str) -> int:
    """Inside the caller's transaction and by its permission. Mandates that had not begun are
    taken back. Refused: LeavesBeforeJoining."""
    held = list(members.select_for_update().order_by("pk"))
    for member in held:
        if end_date < member.start_date:
            day = date_format(member.start_date, "SHORT_DATE_FORMAT")
            raise LeavesBeforeJoining(day=day)
    mandates = Mandate.objects.filter(member__in=held)
    mandates.filter(start_date__gt=end_date).delete()
    mandates.filter(Q(end_date=None) | Q(end_date__gt=end_date)).update(
        end_date=end_date, ending=ending, ended_reason=reason[:300]
    )
    for member in held:
        member.end_date = end_date
        if member.role in OFFICES:
            _shorten_role(member, end_date)
        member.save()
    return len(held)


def _shorten_role(member: Member, end_date: date) -> None:
    if member.role_start_date is not None and member.role_start_date > end_date:
        member.role, member.role_start_date, member.role_end_date = MemberRole.MEMBER, None, None
    elif member.role_end_date is not None:
        member.role_end_date = min(member.role_end_date, end_date)


def _fill_in(member: Member, facts: MemberFacts) -> None:
    for name in (
        "name", "email", "phone", "organisation", "party", "role", "language", "start_date",
        "end_date", "role_start_date", "role_end_date",
    ):  # fmt: skip
        setattr(member, name, getattr(facts, name))
    if member.role not in OFFICES:
        member.role_start_date = member.role_end_date = None
    accounts = User.objects.filter(email__iexact=member.email, is_active=True)
    member.user = accounts.first() if member.email else None


def write_to_member(member: Member) -> None:
    """What they belong to, and the link to say whether they want to be listed."""
    queue_mail(
        to=member.email,
        template=LETTER,
        context={
            "name": member.name,
            "network": member.network.text("name", member.language),
            "organisation": member.network.organisation.name,
            "link": own_link_of(member),
        },
        language=member.language,
    )


def send_letter_again(*, member: Member, by: User, now: datetime) -> None:
    """Refused: WrittenOften."""
    if not may_change_network(by, member.network) or not member.email:
        raise PermissionDenied
    with transaction.atomic():
        sent = letters_lately(member.email, {LETTER}, since=now - timedelta(days=1))
        if sent >= MOST_LETTERS:
            raise WrittenOften(name=str(member))
        write_to_member(member)


@contextmanager
def _changing(network: Network, by: User, now: datetime, step: str) -> Iterator[None]:
    with record_change(by=by, now=now, step=step, programmes=[network.activity.programme]):
        yield


@contextmanager
def in_words(member: Member) -> Iterator[None]:
    """What the database says of a member, for people."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = _refusals(member).get(violated_constraint(error))
        if refusal is None:
            raise
        raise refusal from error


def _refusals(member: Member) -> dict[str, Refusal]:
    known = MemberKnown(name=str(member))
    day = date_format(member.start_date, "SHORT_DATE_FORMAT")
    return {
        "network_organisation_once_at_a_time": known,
        "network_account_once_at_a_time": known,
        "network_address_once_at_a_time": known,
        "network_has_one_chair": ChairTaken(),
        "network_member_dates_in_order": LeavesBeforeJoining(day=day),
        "network_role_within_membership": RoleOutsideMembership(),
        "network_mandate_within_membership": HoldsSeatLonger(),
        "network_mandates_compatible": SitsElsewhere(),
    }
