"""Work behind the pages of networks: a file for each room, imported here to be found."""

from loim.networks.tasks import bodies, core, joining, meetings, register, talk

__all__ = ["bodies", "core", "joining", "meetings", "register", "talk"]
