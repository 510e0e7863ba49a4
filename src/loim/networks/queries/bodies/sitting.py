"""Who sits in a body on a day, and who sat when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from loim.networks.models import Mandate, Member, Network
from loim.people.models import User

SOON = timedelta(days=120)


def sat_between(network: Network, start: date, end: date) -> list[Mandate]:
    held = Mandate.objects.filter(
        Q(end_date=None) | Q(end_date__gte=start), seat__network=network, start_date__lte=end
    )
    return list(
        held.select_related("seat__network", "member__user", "member__organisation").order_by(
            "seat__position", "seat__title", "pk"
        )
    )


def own_member(network: Network, user: User, day: date) -> Member | None:
    """The person's own row in a body, found by account or address; with a mandate first."""
    rows = Member.objects.in_force_on(day).filter(
        Q(user=user) | Q(user=None, email__iexact=user.email), network=network
    )
    return rows.order_by("start_date", "pk").first()


@dataclass(frozen=True)
class TermRow:
    """`holder` is a name only with the person's consent, or an organisation's."""

    seat: str
    holder: str
    mandate: Mandate
    is_in_force: bool
    ends_soon: bool


def holder_in_public(mandate: Mandate) -> str:
    member = mandate.member
    if member.name and member.listed_consent_at is not None:
        return member.name
    if member.organisation is not None:
        return str(member.organisation)
    if party := mandate.seat.get_party_display():
        return _("seat of: %(party)s") % {"party": party}
    return _("seat of residents")


def terms_of(network: Network, today: date, *, is_inside: bool) -> list[TermRow]:
    """Every mandate, the newest first; names beyond consent only for those who keep the body."""
    rows = (
        Mandate.objects.filter(seat__network=network)
        .select_related("seat__network", "member__organisation", "member__user")
        .order_by("-start_date", "seat__position", "pk")
    )
    return [
        TermRow(
            seat=str(row.seat.text("title")),
            holder=str(row.member) if is_inside else holder_in_public(row),
            mandate=row,
            is_in_force=row.start_date <= today and (row.end_date is None or row.end_date >= today),
            ends_soon=row.end_date is not None and today <= row.end_date <= today + SOON,
        )
        for row in rows
    ]
