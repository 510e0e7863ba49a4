"""Seats that are or will be vacant, and members that are gone, in networks that somebody keeps."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.networks.queries.kept import networks_kept_by, roles_ending, struck_off_in, vacancies_in
from loim.networks.queries.seats import mandates_ending
from loim.people.models import User
from loim.people.permissions import may_administer_platform
from loim.portal.waiting.item import Waiting
from loim.programmes.permissions import may_record

MOST = 5
URGENT = timedelta(days=21)


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Administrators may keep every network, but it is not theirs to do."""
    if may_administer_platform(person) or not may_record(person):
        return
    today = localdate(now)
    kept = networks_kept_by(person, today)
    for mandate in mandates_ending(kept, today)[:MOST]:
        said = {
            "seat": mandate.seat.text("title"),
            "network": mandate.seat.network.text("name"),
            "day": _day(mandate.end_date),
        }
        yield Waiting(
            _(
                "The mandate in the seat “%(seat)s” of “%(network)s” ends on %(day)s: who comes next?"
            )
            % said,
            reverse("network-seat", args=[mandate.seat_id]),
            is_urgent=mandate.end_date is not None and mandate.end_date - today <= URGENT,
        )
    for member in roles_ending(kept, today)[:MOST]:
        said = {
            "role": member.get_role_display(),
            "network": member.network.text("name"),
            "day": _day(member.role_end_date),
        }
        yield Waiting(
            _("A role in “%(network)s” (%(role)s) ends on %(day)s: who comes next?") % said,
            reverse("network-members", args=[member.network_id]),
        )
    for network, number in vacancies_in(kept, today)[:MOST]:
        words = ngettext(
            "%(number)s seat of “%(network)s” is vacant.",
            "%(number)s seats of “%(network)s” are vacant.",
            number,
        )
        yield Waiting(
            words % {"number": number, "network": network.text("name")},
            reverse("network-seats", args=[network.pk]),
        )
    for network in struck_off_in(kept, today)[:MOST]:
        yield Waiting(
            _("An organisation that is not active any more belongs to “%(network)s”.")
            % {"network": network.text("name")},
            reverse("network-members", args=[network.pk]),
        )


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
