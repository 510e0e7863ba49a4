"""Calls the rooms one after the other; each writes through the gate, as its counsellor."""

from datetime import datetime

from loim.demo.casework.appointments import keep_appointments
from loim.demo.casework.clients import keep_clients
from loim.demo.casework.enquiries import write_enquiries
from loim.demo.casework.figures import publish_figures
from loim.demo.casework.protection import show_protection
from loim.demo.casework.referrals import refer
from loim.people.models import Organisation, User


def counsel(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    write_enquiries(organisations=organisations, users=users, now=now)
    keep_clients(organisations=organisations, users=users, now=now)
    keep_appointments(organisations=organisations, users=users, now=now)
    refer(organisations=organisations, users=users, now=now)
    publish_figures(organisations=organisations, users=users, now=now)
    show_protection(organisations=organisations, users=users, now=now)
