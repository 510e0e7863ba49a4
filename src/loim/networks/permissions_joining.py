"""May this person? A city's way into a network is walked by those who keep that network."""

from loim.networks.models import JoiningProcess, Network, NetworkKind
from loim.networks.permissions import may_change_network, may_see_inside_network
from loim.people.permissions import Person, may_administer_platform
from loim.programmes.permissions import may_correct_somewhere


def may_see_joining(person: Person, network: Network) -> bool:
    """Steps, documents and results are for those who take part, also where the network is public."""
    return may_see_inside_network(person, network)


def may_change_joining(person: Person, network: Network) -> bool:
    return network.kind == NetworkKind.INTERNATIONAL and may_change_network(person, network)


def may_change_process(person: Person, process: JoiningProcess) -> bool:
    return may_change_network(person, process.network)


def may_keep_templates(person: Person) -> bool:
    """Programme managers and platform administrators keep one list for all cities."""
    return may_administer_platform(person) or may_correct_somewhere(person)
