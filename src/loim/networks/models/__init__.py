"""Networks and participatory bodies."""

from loim.networks.models.network import Network, NetworkKind

__all__ = ["Network", "NetworkKind"]
