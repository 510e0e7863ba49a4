"""What the network's own page shows of itself: its members and seats (see on_network_page.py)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.networks.models import Network
from loim.networks.on_network_page import Context, Page, Section, register_page, register_section
from loim.networks.queries.members import organisations_in
from loim.people.permissions import Person


def register_own_sections() -> None:
    register_page(Page("network", _("Overview"), position=0))
    register_section(
        Section("members", _("Members"), organisations, "networks/core/organisations.html", 30)
    )


def organisations(network: Network, person: Person) -> Context:
    return {"organisations": organisations_in(network, timezone.localdate())}
