"""My work: what waits for each role, and nothing of others."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loim.people.models import Invitation, Role, User
from loim.portal.contributions import YearOfWork
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue, Report, ReportNote
from tests.factories import (
    agreement,
    attendance,
    event,
    holding,
    indicator,
    measure,
    membership,
    network,
    organisation,
    plan_version,
    post,
    user,
)
from tests.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def page_of(client: Client, person: User) -> tuple[str, dict[str, Any]]:
    client.force_login(person)
    response = client.get("/en/my-work/")
    return response.content.decode(), response.context


def test_an_event_that_is_over_waits_for_its_attendance(world: World, client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    planned = event(
        world.activity,
        title="Eilne",
        organiser=world.rakvere,
        status="draft",
        start_date=yesterday,
    )
    event(
        world.activity,
        title="Tänane",
        organiser=world.rakvere,
        status="draft",
        start_date=timezone.localdate(),
    )
    event(world.activity, title="Võõras", organiser=world.tartu, status="draft")

    page, context = page_of(client, world.coordinator)

    assert [found.title for found in context["waiting"]] == ["Eilne"]
    assert f"/events/{planned.pk}/attendance/" in page
    assert "Võõras" not in page
    assert "Tänane" in page  # this month


def test_ones_own_part_of_the_numbers(world: World, client: Client) -> None:
    participations = indicator(world.programme, "Osaluskorrad")
    measure(participations, activities=[world.activity.root], kinds=["network_meeting"])
    trainings = indicator(world.programme, "Koolitused")
    measure(trainings, "events", CountingRule.RECORDS, kinds=["training"])
    networks = indicator(world.programme, "Võrgustikud")
    measure(networks, "networks", CountingRule.RECORDS)
    for title in ("Kevad", "Sügis"):
        held = event(world.activity, title=title, organiser=world.rakvere)
        attendance(held, world.tartu, 5)
        attendance(held, world.narva)
        attendance(held, world.fund)  # no municipality
    event(world.activity, kind="training", organiser=world.rakvere)
    event(world.activity, kind="training", organiser=world.rakvere, status="draft")
    event(world.activity, kind="training", organiser=world.rakvere, start_date=date(2022, 5, 1))
    attendance(event(world.activity, organiser=world.programme.implementer), world.tartu)
    attendance(event(world.activity, organiser=world.tartu), world.rakvere)  # mine at theirs
    network(world.rakvere, world.activity)
    coordinators = indicator(world.programme, "Koordinaatorid")
    measure(coordinators, "posts", CountingRule.MUNICIPALITIES)
    paid = agreement(world.programme, world.rakvere)
    holding(post(paid, world.rakvere), "Mari Näidis")
    holding(post(paid, world.rakvere, "0.5"), "Kati Näidis")
    IndicatorValue.objects.create(
        indicator=participations,
        start_date=date(2023, 1, 1),
        end_date=date(2023, 12, 31),
        value=5,
        computed_at=datetime(2023, 12, 31, tzinfo=UTC),
    )

    _page, context = page_of(client, world.coordinator)

    assert context["year"] == YearOfWork(year=2023, events=3, organisations=3, people=14)
    assert {part.name: (part.amount, part.whole) for part in context["own_parts"]} == {
        "Osaluskorrad": (5, 5),
        "Koolitused": (1, None),
        "Võrgustikud": (1, None),
        "Koordinaatorid": (1, None),
    }


def report(world: World, **fields: Any) -> Report:
    version = world.programme.plans.get().versions.get()
    return Report.objects.create(
        programme=world.programme,
        plan_version=version,
        kind=fields.pop("kind", "quarter"),
        start_date=date(2023, 1, 1),
        end_date=date(2023, 3, 31),
        created_at=datetime(2023, 4, 1, tzinfo=UTC),
        **fields,
    )


def test_a_manager_sees_reports_sent_back_with_the_note(world: World, client: Client) -> None:
    sent_back = report(world, status="sent_back")
    ReportNote.objects.create(
        report=sent_back,
        step="send_back",
        text="Palun selgitage kõrvalekaldeid",
        at=datetime(2023, 4, 9, tzinfo=UTC),
    )
    page, context = page_of(client, world.manager)
    assert [found.pk for found in context["open_reports"]] == [sent_back.pk]
    assert "Palun selgitage kõrvalekaldeid" in page

    page, _context = page_of(client, world.coordinator)
    assert "Palun selgitage" not in page


def test_a_manager_sees_the_periods_that_ended_without_a_report(
    world: World, client: Client
) -> None:
    _page, context = page_of(client, world.manager)
    last_quarter = max(
        (due.period for due in context["due_periods"] if due.period.kind == "quarter"),
        default=None,
    )
    assert last_quarter is not None
    assert 0 < (timezone.localdate() - last_quarter.end).days <= 92


def test_an_approver_sees_what_waits_for_the_ministry(world: World, client: Client) -> None:
    submitted = report(world, status="submitted", submitted_at=datetime(2023, 4, 5, tzinfo=UTC))
    draft = plan_version(world.programme.plans.get(), number=2)
    approver = user()
    membership(approver, world.programme.ministry, Role.MINISTRY_APPROVER)

    page, context = page_of(client, approver)

    assert [found.pk for found in context["to_accept"]] == [submitted.pk]
    assert [found.pk for found in context["to_approve"]] == [draft.pk]
    assert "Record a finished meeting" not in page
    viewer = user()
    membership(viewer, world.programme.ministry, Role.MINISTRY_VIEWER)
    _page, context = page_of(client, viewer)
    assert "to_accept" not in context


def invite(to: str, where: Any, **fields: Any) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        email=to,
        organisation=where,
        role=Role.COORDINATOR,
        token_hash=to,
        invited_at=now - timedelta(days=1),
        expires_at=fields.pop("expires_at", now + timedelta(days=13)),
        **fields,
    )


def test_an_administrator_sees_open_invitations_of_their_organisation_alone(
    world: World, client: Client
) -> None:
    invite("ootel@example.ee", world.rakvere)
    invite("aegunud@example.ee", world.rakvere, expires_at=timezone.now() - timedelta(hours=1))
    invite("mujal@example.ee", world.narva)
    administrator = user()
    membership(administrator, world.rakvere, Role.ADMINISTRATOR)

    page, _context = page_of(client, administrator)
    assert "ootel@example.ee" in page
    assert "aegunud@example.ee" not in page
    assert "mujal@example.ee" not in page

    page, _context = page_of(client, world.coordinator)
    assert "ootel@example.ee" not in page


def test_an_agreement_that_ends_soon_is_seen_by_its_partner_and_its_manager(
    world: World, client: Client
) -> None:
    today = timezone.localdate()
    agreement(world.programme, world.rakvere, number="lõpeb", end_date=today + timedelta(days=30))
    agreement(world.programme, world.tartu, number="võõras", end_date=today + timedelta(days=30))
    page, _context = page_of(client, world.coordinator)
    assert "lõpeb" in page
    assert "ends in 30 days" in page
    assert "võõras" not in page
    page, _context = page_of(client, world.manager)
    assert "võõras" in page


def test_whoever_has_no_role_is_told_what_to_do(client: Client, world: World) -> None:
    person = user()
    membership(person, organisation(), Role.MEMBER)
    page, _context = page_of(client, person)
    assert "ask the administrator of your organisation" in page


def test_empty_parts_say_what_to_do_next(world: World, client: Client) -> None:
    page, _context = page_of(client, world.coordinator)
    assert "No events this month" in page
    assert "Nothing counts yet" in page


def test_a_guest_signs_in_first(client: Client) -> None:
    assert client.get("/my-work/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is(
    world: World, client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for number in range(rows):
        event(world.activity, organiser=world.rakvere, status="draft", start_date=yesterday)
        attendance(event(world.activity, organiser=world.rakvere), world.tartu)
        measure(indicator(world.programme), activities=[world.activity.root])
        agreement(world.programme, world.rakvere, end_date=yesterday + timedelta(days=9))
        report(world, kind=["quarter", "half_year", "year"][number])
        invite(f"kutsutu{number}@example.ee", world.rakvere)
    everything = user()
    for where, role in (
        (world.rakvere, Role.COORDINATOR),
        (world.rakvere, Role.ADMINISTRATOR),
        (world.programme.implementer, Role.PROGRAMME_MANAGER),
        (world.programme.ministry, Role.MINISTRY_APPROVER),
    ):
        membership(everything, where, role)
    client.force_login(everything)
    client.get("/my-work/")  # the first page of a session remembers the roles for the menu
    # Forty-four of them look for what waits in the forms of the work, services and texts.
    with django_assert_num_queries(84):
        client.get("/my-work/")
