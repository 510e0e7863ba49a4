"""What the room of letters, threads and the map registers when the platform starts."""

from django.utils.translation import gettext_lazy as _

from loim.common.page_rooms import Context, Page, Section
from loim.networks.actions.talk_erasing import erase_account_of_talk
from loim.networks.models import Network
from loim.networks.on_network_page import NETWORK_PAGE
from loim.networks.permissions import may_change_network
from loim.networks.permissions_talk import may_read_talk
from loim.networks.personal_data_talk import declare_talk
from loim.networks.queries.discussions.listed import latest_threads
from loim.networks.queries.talk_exports import export_talk
from loim.people.models import User
from loim.people.permissions import Person
from loim.people.personal_records import PersonalRecords, register

SHOWN = 3


def register_talk() -> None:
    declare_talk()
    register(
        PersonalRecords(
            "network_talk",
            _("Your posts in networks, what you follow and letters to you"),
            export_talk,
            erase_account_of_talk,
        )
    )
    NETWORK_PAGE.register_page(
        Page("network-threads", _("Discussions"), is_for=_reads, position=60)
    )
    NETWORK_PAGE.register_page(Page("network-letters", _("Letters"), is_for=_keeps, position=65))
    NETWORK_PAGE.register_page(
        Page("network-map", _("Who meets whom"), is_for=_is_known, position=70)
    )
    NETWORK_PAGE.register_section(
        Section("discussions", _("Discussions"), latest, "networks/talk/section.html", 60)
    )


def latest(network: Network, person: Person) -> Context | None:
    """For members alone."""
    if not isinstance(person, User) or not may_read_talk(person, network):
        return None
    return {"threads": latest_threads(network, person, SHOWN)}


def _reads(network: Network, person: Person) -> bool:
    return isinstance(person, User) and may_read_talk(person, network)


def _keeps(network: Network, person: Person) -> bool:
    return isinstance(person, User) and may_change_network(person, network)


def _is_known(network: Network, person: Person) -> bool:
    return isinstance(person, User)
