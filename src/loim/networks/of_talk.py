"""What the room of letters, threads and the map registers when the platform starts."""

from loim.networks.personal_data_talk import declare_talk


def register_talk() -> None:
    declare_talk()
