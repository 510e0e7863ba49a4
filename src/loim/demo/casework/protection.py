"""Who looked at clients' records this month, and a glass that the platform's administrator broke."""

from datetime import datetime, timedelta

from loim.casework.actions.protection.break_glass import break_glass, end_break_glass, mark_seen
from loim.casework.actions.protection.viewing import note_view
from loim.casework.gate import opened_for
from loim.casework.models import Client
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.people.models import Organisation, User

ADMINISTRATOR = "haldur@example.ee"
COUNSELLORS = {
    TARTU: "noustaja@example.ee",
    RAKVERE: "noustaja.rakvere@example.ee",
    TALLINN: "noustaja.tallinn@example.ee",
}
# city, days ago, for how many minutes, why, is it looked at since
OPENINGS = (
    (TARTU, 20, 35, "Klient kaebas, et tema päringule ei vastatud. Vaatan, kellele see läks.", True),
    (RAKVERE, 2, 20, "Andmekaitse Inspektsiooni päring: kontrollin, mida ühe kliendi kohta hoitakse.",
     False),
)  # fmt: skip


def show_protection(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    for city, email in COUNSELLORS.items():
        counsellor = users[email]
        with opened_for(counsellor, now=now):
            clients = Client.objects.filter(organisation=organisations[city]).order_by("pk")
            for number, client in enumerate(clients):
                for days in (21 - number, 7, 1):
                    then = now - timedelta(days=max(days, 1), minutes=13 * number)
                    note_view(client=client, by=counsellor, now=then, page="client")
    for city, days, minutes, reason, is_seen in OPENINGS:
        _open(
            organisation=organisations[city],
            users=users,
            reason=reason,
            then=now - timedelta(days=days),
            minutes=minutes,
            is_seen=is_seen,
        )


def _open(
    *,
    organisation: Organisation,
    users: dict[str, User],
    reason: str,
    then: datetime,
    minutes: int,
    is_seen: bool,
) -> None:
    person, reviewer = users[ADMINISTRATOR], users[COUNSELLORS[organisation.name]]
    later = then + timedelta(minutes=minutes)
    with opened_for(person, now=then):
        opening = break_glass(
            organisation=organisation, client=None, reason=reason, hours=1, by=person, now=then
        )
        client = Client.objects.filter(organisation=organisation).order_by("pk").first()
        if client is not None:
            note_view(client=client, by=person, now=then, page="protection-opening-record")
    with opened_for(person, now=later):
        end_break_glass(opening=opening, by=person, now=later)
    if is_seen:
        with opened_for(reviewer, now=later + timedelta(hours=3)):
            mark_seen(opening=opening, by=reviewer, now=later + timedelta(hours=3))
