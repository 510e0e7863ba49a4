"""An applicant who accepts becomes a member with a mandate in one of the call's seats."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.mandates import in_words
from loim.networks.logic.bodies.rules import seat_for
from loim.networks.models import Filling, Mandate, Member
from loim.networks.models.bodies import Applicant, ChosenBy
from loim.networks.queries.bodies.seats import free_seats
from loim.networks.queries.own_link import key_hash_of


class NoSeatLeft(Refusal):
    message = _("No seat is left. Please write to those who keep the body.")


class HasSeatAlready(Refusal):
    message = _("You have a seat in this body already; nobody sits in two.")


class SeatsExclude(Refusal):
    message = _(
        "You have a seat in “%(other)s”, and nobody may sit in both. Give that one up first, or"
        " decline this one."
    )


def seat_applicant(applicant: Applicant, *, is_listed: bool, now: datetime) -> Member:
    """At the call. Refused: NoSeatLeft, HasSeatAlready, SeatsExclude."""
    call = applicant.call
    start = max(call.mandate_start_date, localdate(now))
    seat = seat_for(applicant.party, free_seats(call, start))
    if seat is None:
        raise NoSeatLeft
    member = _member(applicant, start=start, is_listed=is_listed, now=now)
    with in_words(member):
        Mandate.objects.create(
            seat_id=seat,
            member=member,
            start_date=start,
            end_date=call.mandate_end_date,
            filled_by=Filling.DRAW if call.chosen_by == ChosenBy.DRAW else Filling.NOMINATION,
            note=call.title[:300],
            recorded_at=now,
        )
    return member


def _member(applicant: Applicant, *, start: date, is_listed: bool, now: datetime) -> Member:
    call = applicant.call
    theirs = Q(member__email__iexact=applicant.email)
    later = Q(end_date=None) | Q(end_date__gte=start)
    held = Mandate.objects.filter(theirs, later).select_related("seat__network")
    if held.filter(seat__network=call.network).exists():
        raise HasSeatAlready
    other = held.filter(seat__network__in=call.network.incompatible_with.all()).first()
    if other is not None:
        raise SeatsExclude(other=other.seat.network.text("name"))
    of_body = Member.objects.filter(network=call.network, email__iexact=applicant.email)
    member = of_body.filter(later).order_by("start_date", "pk").first()
    if member is not None:
        if is_listed and member.listed_consent_at is None:
            member.listed_consent_at = now
            member.save(update_fields=["listed_consent_at"])
        return member
    new = Member(
        network=call.network,
        name=applicant.name,
        email=applicant.email,
        language=applicant.language,
        party=applicant.party,
        start_date=start,
        end_date=call.mandate_end_date,
        listed_consent_at=now if is_listed else None,
        recorded_at=now,
    )
    new.key_hash = key_hash_of(new)
    new.save(force_insert=True)
    return new
