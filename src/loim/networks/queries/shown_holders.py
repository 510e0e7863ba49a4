"""Whether a person is named to whoever looks."""

from functools import cached_property

from loim.networks.models import Member, Network
from loim.networks.permissions import may_change_network
from loim.people.permissions import Person


class ShownTo:
    """Asks once for the page, not for each name. `names` is for templates: `{% shown_name %}`."""

    def __init__(self, person: Person, network: Network) -> None:
        self._person, self._network = person, network

    @cached_property
    def is_keeper(self) -> bool:
        return may_change_network(self._person, self._network)

    def names(self, member: Member) -> bool:
        """Organisations, whoever consented, and everybody to those who keep the network."""
        return member.is_organisation or member.listed_consent_at is not None or self.is_keeper
