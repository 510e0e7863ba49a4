"""Opening pages of reports as somebody, in some state, and what their form sends."""

from django.test import Client

from loim.people.models import User
from loim.programmes.actions.report_steps import accept_report, send_back_report, submit_report
from loim.programmes.logic.edited_texts import fingerprint
from loim.programmes.models import Report
from tests.programmes.reports.conftest import NOON, World

SECRET = "Salajane poolik mõte"
ROLES = ["manager", "approver", "coordinator", "outsider", None]


def open_as(client: Client, person: User | None) -> Client:
    client.logout()
    if person is not None:
        client.force_login(person)
    return client


def as_role(client: Client, world: World, name: str | None) -> Client:
    return open_as(client, getattr(world, name) if name else None)


def in_state(world: World, status: str) -> Report:
    report = world.start("year")
    world.write(report)
    Report.objects.filter(pk=report.pk).update(summary=SECRET)
    if status != "draft":
        submit_report(report=report, by=world.manager, now=NOON, note="Sõnum ministeeriumile")
    if status == "sent_back":
        send_back_report(report=report, by=world.approver, now=NOON, note="Täpsustage arvu")
    if status == "accepted":
        accept_report(report=report, by=world.approver, now=NOON)
    report.refresh_from_db()
    return report


def post_texts(report: Report, world: World, **texts: str) -> dict[str, str]:
    """What the form sends: `done`, `deviation` of the first activity, `summary`, and bases."""
    about = world.meetings.pk
    names = {
        "summary": "summary",
        "done": f"done-{about}",
        "deviation": f"deviation-{about}",
        "other_done": f"done-{world.journeys.pk}",
        "other_deviation": f"deviation-{world.journeys.pk}",
    }
    sent = dict.fromkeys(names.values(), "")
    sent |= {f"base-{name}": fingerprint("") for name in names.values()}
    for key, text in texts.items():
        name = names[key.removeprefix("base_")]
        sent[f"base-{name}" if key.startswith("base_") else name] = (
            fingerprint(text) if key.startswith("base_") else text
        )
    return sent
