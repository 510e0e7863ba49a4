"""Figures hide what is small; pay is seen by keepers and by the member concerned alone."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.networks.actions.bodies import remuneration
from loim.networks.actions.bodies.erasing import erase_old_accounts
from loim.networks.models import Network
from loim.networks.models.bodies import MemberCall, Remuneration
from loim.networks.queries.bodies.figures import counted_figures, figures_of
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import bodies as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = make.NOW


def with_applicants(body: Network, tongues: dict[str, int], **fields: object) -> MemberCall:
    call = make.call(body, state="settled")
    for tongue, number in tongues.items():
        for place in range(number):
            state = "accepted" if place < number // 2 else "declined"
            make.applicant(call, state, mother_tongue=tongue, **fields)
    call.figures = counted_figures(call)
    call.save()
    return call


def table(call: MemberCall, key: str) -> dict[str, tuple[int | None, ...]]:
    with translation.override("en"):
        found = next(one for one in figures_of(call) if one.key == key)
        return {row.label: row.numbers for row in (*found.rows, found.total)}


def test_large_groups_are_shown_and_those_who_said_nothing_are_a_group(body: Network) -> None:
    shown = table(with_applicants(body, {"et": 20, "ru": 14, "": 12}), "mother_tongue")

    assert shown["Estonian"] == (20, 10, 10)
    assert shown["Russian"] == (14, 7, 7)
    assert shown["Not said"] == (12, 6, 6)
    assert shown["All"] == (46, 23, 23)


def test_a_small_group_cannot_be_read_nor_computed(body: Network, client: Client) -> None:
    call = with_applicants(body, {"et": 20, "ru": 12, "uk": 1})
    shown = table(call, "mother_tongue")

    hidden = [label for label, numbers in shown.items() if None in numbers]
    assert "Ukrainian" in hidden
    assert len(hidden) >= 2  # alone it would be the total less the others
    assert shown["Ukrainian"][0] is None
    file = client.get(reverse("body-call-figures-file", args=[call.pk]))
    page = client.get(reverse("body-call-figures", args=[call.pk])).content.decode()
    assert (file.status_code, ">1</td>" in page) == (200, False)
    assert ">20</td>" in page or ">12</td>" in page or ">33</td>" in page
    assert "'uk': (1" not in str(call.figures)  # what is kept is what is shown


def test_without_suppression_the_same_data_would_tell(
    body: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the small number is there to leak."""
    from loim.common.suppression import suppress
    from loim.networks.queries.bodies import figures

    monkeypatch.setattr(
        figures,
        "suppress",
        lambda rows, ranks: suppress([[n + 100 for n in row] for row in rows], ranks=ranks),
    )

    shown = table(with_applicants(body, {"et": 20, "ru": 12, "uk": 1}), "mother_tongue")

    assert shown["Ukrainian"] == (101, 100, 100)


def test_figures_wait_until_everybody_has_answered(body: Network, client: Client) -> None:
    call = make.call(body, state="decided")
    make.applicant(call, gender="female")

    assert client.get(reverse("body-call-figures-file", args=[call.pk])).status_code == 404
    assert figures_of(call) == []


def test_pay_is_approved_before_it_is_paid_and_then_stays(body: Network, world: World) -> None:
    member, _mandate = make.sits(body, body.seats.order_by("pk")[0])
    line = Remuneration(
        network=body, member=member, start_date=date(2024, 5, 1), end_date=date(2024, 5, 1),
        euros=Decimal(50), basis="Koosolek", submission=uuid4(),
    )  # fmt: skip
    by = world.coordinator
    remuneration.record_remuneration(line=line, by=by, now=NOW)
    paid = {"line": line, "paid_date": date(2024, 5, 2), "by": by}
    with pytest.raises(remuneration.NotApproved):
        remuneration.note_paid(today=date(2024, 5, 2), **paid)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        Remuneration.objects.update(paid_date=date(2024, 5, 2))

    remuneration.approve(line=line, by=by, now=NOW)
    with pytest.raises(remuneration.PaidTooEarly):
        remuneration.note_paid(today=date(2024, 5, 1), **paid)  # type: ignore[arg-type]
    remuneration.note_paid(today=date(2024, 5, 2), **paid)  # type: ignore[arg-type]
    with pytest.raises(remuneration.ApprovedStays):
        remuneration.remove_line(line=line, by=by)
    assert Remuneration.objects.get().paid_to == str(member)


def test_pay_is_seen_by_its_keepers_and_the_member_alone(
    body: Network, world: World, client: Client
) -> None:
    seats = body.seats.order_by("position")
    mine, _m = make.sits(body, seats[0], name="Mai Kask", email="mai@example.ee")
    other, _m = make.sits(body, seats[1], name="Ants Tamm", email="ants@example.ee")
    make.pay(body, mine, basis="Maikuu koosolek")
    make.pay(body, other, basis="Salajane tasu")
    log, own = reverse("network-remuneration", args=[body.pk]), reverse("remuneration-mine")

    client.force_login(user("mai@example.ee"))
    page = client.get(own).content.decode()
    assert ("Maikuu koosolek" in page, "Salajane tasu" in page) == (True, False)
    assert client.get(log).status_code == 403
    assert client.get(reverse("network-remuneration-file", args=[body.pk])).status_code == 403
    client.force_login(world.coordinator)
    kept = client.get(log).content.decode()
    assert "Salajane tasu" in kept
    line = Remuneration.objects.order_by("pk")[0]
    client.post(reverse("body-remuneration-step", args=[line.pk]), {"step": "approve"})
    line.refresh_from_db()
    assert line.approved_by == world.coordinator


def test_accounts_are_kept_seven_years_from_the_end_of_the_year(body: Network) -> None:
    member, _mandate = make.sits(body, body.seats.order_by("pk")[0])
    make.pay(body, member, start_date=date(2024, 1, 2), end_date=date(2024, 1, 2))

    assert erase_old_accounts(date(2031, 12, 31)) == 0
    assert erase_old_accounts(date(2032, 1, 1)) == 1
    assert not apps.get_model("networks", "RemunerationHistory").objects.exists()


@pytest.mark.parametrize(
    "label",
    [
        "Applicant", "ApplicantHistory", "AskedMember", "QuestionComment", "OpinionVote",
        "Remuneration", "RemunerationHistory",
    ],
)  # fmt: skip
def test_each_field_is_declared_or_found_to_be_impersonal(label: str) -> None:
    fields = {
        f"networks.{label}.{field.name}"
        for field in apps.get_model("networks", label)._meta.concrete_fields
    }

    assert {f for f in fields if f in PERSONAL_DATA or f in NOT_PERSONAL} == fields
    assert not any(f in PERSONAL_DATA and f in NOT_PERSONAL for f in fields)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_have_as_many_queries_for_one_as_for_many(
    world: World, client: Client, django_assert_max_num_queries: object, number: int
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    of = make.body(world.rakvere, world.activity, seats=1)
    member, _mandate = make.sits(of, of.seats.get())
    call = make.call(
        of, closes_at=NOW + timedelta(days=9999), value_known_at=NOW + timedelta(days=9999)
    )
    client.force_login(world.coordinator)
    addresses = [
        reverse("body-calls"), reverse("network-calls", args=[of.pk]),
        reverse("body-call-keep", args=[call.pk]), reverse("network-questions", args=[of.pk]),
        reverse("network-remuneration", args=[of.pk]), reverse("network-terms", args=[of.pk]),
    ]  # fmt: skip
    for rows in (1, number):
        for _ in range(rows):
            make.applicant(call)
            make.question(of)
            make.pay(of, member)
            make.call(
                of, closes_at=NOW + timedelta(days=9999), value_known_at=NOW + timedelta(days=9999)
            )
        for address in addresses:
            client.get(address)
        with CaptureQueriesContext(connection) as asked:
            for address in addresses:
                assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
