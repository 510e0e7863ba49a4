"""What the room of bodies registers when the platform starts."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.page_rooms import Context, Link, Page, Section
from loim.networks.logic.bodies.call_states import CallState
from loim.networks.models import BODIES, Network, Seat
from loim.networks.models.bodies import MemberCall
from loim.networks.new_items import register_new_items
from loim.networks.on_network_page import NETWORK_PAGE, register_draw_links
from loim.networks.permissions import may_change_network
from loim.networks.personal_data_bodies import declare_bodies, register_records_of_bodies
from loim.networks.queries.bodies.calls import open_calls
from loim.networks.queries.bodies.record import with_lateness
from loim.networks.search_documents_bodies import register_search
from loim.people.models import User
from loim.people.permissions import Person

SHOWN = 3


def register_bodies() -> None:
    declare_bodies()
    register_records_of_bodies()
    register_search()
    register_new_items()
    NETWORK_PAGE.register_page(Page("network-terms", _("Terms"), is_for=_is_body, position=41))
    NETWORK_PAGE.register_page(
        Page("network-questions", _("Questions"), is_for=_keeps_body, position=42)
    )
    NETWORK_PAGE.register_page(
        Page("network-calls", _("Calls for members"), is_for=_keeps_seats, position=43)
    )
    NETWORK_PAGE.register_page(
        Page("network-remuneration", _("Remuneration"), is_for=_keeps_body, position=44)
    )
    NETWORK_PAGE.register_section(
        Section(
            "questions", _("Questions and opinions"), latest, "networks/bodies/section.html", 40
        )
    )
    register_draw_links("bodies", links_of_seat)


def latest(network: Network, person: Person) -> Context | None:
    """Open calls and what was asked last; nothing for networks that are no bodies."""
    now = timezone.now()
    calls = list(open_calls(now).filter(network=network)[:SHOWN])
    if network.kind not in BODIES:
        return {"calls": calls, "questions": [], "now": now} if calls else None
    asked = network.questions.public().order_by("-asked_at", "-pk")[:SHOWN]
    return {"calls": calls, "questions": with_lateness(asked, timezone.localdate()), "now": now}


def links_of_seat(seat: Seat, person: Person) -> Iterable[Link]:
    """The call that fills a vacant seat, for everybody; how to write one, for its keepers."""
    call = (
        MemberCall.objects.filter(call_seats__seat=seat)
        .exclude(state__in=[CallState.CANCELLED, CallState.SETTLED])
        .order_by("-pk")
        .first()
    )
    keeps = isinstance(person, User) and may_change_network(person, seat.network)
    if call is not None and (keeps or call.state != CallState.DRAFT):
        yield Link(call.text("title"), reverse("body-call", args=[call.pk]))
    elif keeps and call is None:
        yield Link(
            _("Write a call for members"), reverse("network-call-new", args=[seat.network_id])
        )


def _is_body(network: Network, person: Person) -> bool:
    return network.kind in BODIES


def _keeps_body(network: Network, person: Person) -> bool:
    return network.kind in BODIES and _keeps(network, person)


def _keeps_seats(network: Network, person: Person) -> bool:
    return _keeps(network, person)


def _keeps(network: Network, person: Person) -> bool:
    return isinstance(person, User) and may_change_network(person, network)
