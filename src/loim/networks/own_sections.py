"""What the network's own page shows of itself: its members and seats (see on_network_page.py)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.page_rooms import Context, Page, Section
from loim.networks.models import BODIES, Network
from loim.networks.on_network_page import NETWORK_PAGE
from loim.networks.permissions import is_member_of, may_change_network
from loim.networks.queries.directory import listed_on
from loim.networks.queries.members import own_places_in
from loim.networks.queries.seats import composition_on
from loim.people.models import User
from loim.people.permissions import Person


def register_own_sections() -> None:
    NETWORK_PAGE.register_page(Page("network", _("Overview"), position=0))
    NETWORK_PAGE.register_page(Page("network-members", _("Members"), reads_directory, position=30))
    NETWORK_PAGE.register_page(Page("network-seats", _("Seats"), has_seats, position=40))
    NETWORK_PAGE.register_page(
        Page("network-mine", pgettext_lazy("in a network", "My place"), has_place, position=90)
    )
    NETWORK_PAGE.register_section(
        Section("seats", _("Seats"), seats, "networks/core/seats_section.html", 20)
    )
    NETWORK_PAGE.register_section(
        Section("members", _("Members"), members, "networks/core/members_section.html", 30)
    )


def reads_directory(network: Network, person: Person) -> bool:
    return may_change_network(person, network) or is_member_of(person, network)


def has_seats(network: Network, person: Person) -> bool:
    may_add = network.kind in BODIES and may_change_network(person, network)
    return may_add or network.seats.exists()


def has_place(network: Network, person: Person) -> bool:
    return isinstance(person, User) and own_places_in(network, person).exists()


def members(network: Network, person: Person) -> Context:
    return {"listed": listed_on(network, timezone.localdate())}


def seats(network: Network, person: Person) -> Context | None:
    composition = composition_on(network, timezone.localdate())
    return {"composition": composition} if composition.seats else None
