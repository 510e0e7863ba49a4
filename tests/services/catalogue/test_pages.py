"""The pages of the catalogue: who sees what, what they say, how many queries they need."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.people.models import Role, User
from loim.services.actions.catalogue.keeping import publish_words, save_words
from loim.services.models import Alert, Cost, Requirement, Service
from tests.factories import membership, user
from tests.factories import services as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world: World) -> User:
    person = user("hoidja@example.ee", name="Hilja Hoidja", language="en")
    membership(person, world.rakvere, Role.EDITOR)
    return person


@pytest.fixture
def service(world: World, keeper: User) -> Service:
    return make.service(
        world.rakvere, keeper, now=timezone.now() - timedelta(days=30), title="Isikukood"
    )


@pytest.fixture
def desk(keeper: User, client: Client) -> Client:
    client.force_login(keeper)
    return client


def test_anyone_reads_a_service_and_who_confirmed_it_when(service: Service, client: Client) -> None:
    Cost.objects.create(service=service, option="Kiire", amount="12.50")

    page = client.get(f"/en/services/{service.pk}/").content.decode()

    assert "Isikukood" in page
    assert "12.50" in page
    assert "last confirmed it on" in page
    assert "Hilja Hoidja" not in page


def test_every_page_of_a_keeper_opens(world: World, service: Service, desk: Client) -> None:
    where = make.place(world.rakvere)
    channel = make.at_place(service, where)
    make.hours(where)
    Requirement.objects.create(service=service, name="Isik on tõendatud")
    national = make.service(
        world.rakvere, User.objects.get(email="hoidja@example.ee"), level="state"
    )

    for path in (
        "", "mine/", "new/", "confirmations/", "places/", "places/new/", f"places/{where.pk}/",
        f"places/{where.pk}/hours/", f"places/{where.pk}/alert/", f"{service.pk}/",
        f"{service.pk}/keep/", f"{service.pk}/edit/", f"{service.pk}/words/", f"{service.pk}/close/",
        f"{service.pk}/alert/", f"{national.pk}/mirror/", f"{service.pk}/channel/{channel.pk}/",
        f"{service.pk}/channel/{channel.pk}/hours/",
        *(f"{service.pk}/{kind}/new/" for kind in
          ("channel", "requirement", "document", "output", "cost", "contact", "act")),
    ):  # fmt: skip
        assert desk.get(f"/en/services/{path}").status_code == 200, path


def test_a_page_needs_as_many_queries_however_much_it_says(
    world: World, service: Service, keeper: User, client: Client
) -> None:
    where = make.place(world.rakvere)
    make.hours(where)
    counts = []
    for more in (1, 2):
        for number in range(more):
            make.at_place(service, where, detail=f"laud {more}{number}")
            Requirement.objects.create(service=service, name="Isik on tõendatud")
            Cost.objects.create(service=service, amount=number)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/services/{service.pk}/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_lists_of_keepers_need_as_many_queries_for_three_as_for_one(
    world: World, service: Service, keeper: User, desk: Client
) -> None:
    make.overdue(service, date(2023, 1, 1))
    make.place(world.rakvere)
    counts: list[list[int]] = []
    for _ in range(2):
        counts.append([])
        for path in ("mine/", "confirmations/", "places/"):
            with CaptureQueriesContext(connection) as queries:
                desk.get(f"/en/services/{path}")
            counts[-1].append(len(queries))
        for _ in range(2):
            make.overdue(make.service(world.rakvere, keeper), date(2023, 1, 1))
            make.place(world.rakvere)

    assert counts[0] == counts[1]


def test_a_draft_is_for_its_keepers_and_translators(
    world: World, keeper: User, client: Client
) -> None:
    draft = make.draft(world.rakvere, keeper, title="Salajane plaan")
    page = f"/en/services/{draft.pk}/"
    stranger, translator = user("voor@example.ee"), user("tolkija@example.ee")
    membership(stranger, world.tartu, Role.EDITOR)
    membership(translator, world.rakvere, Role.TRANSLATOR)

    assert client.get(page).status_code == 302
    client.force_login(stranger)
    assert client.get(page).status_code == 403
    client.force_login(translator)
    assert "Salajane plaan" in client.get(page).content.decode()
    assert client.get(f"{page}keep/").status_code == 403


def test_a_stale_translation_and_an_overdue_confirmation_are_said(
    service: Service, keeper: User, client: Client
) -> None:
    make.translated(service, "en", keeper, title="Personal code", summary="You get a code.")
    now = timezone.now()
    save_words(
        service=service, fields={"summary": "Saad kohe."}, seen_revision=0, by=keeper, now=now
    )
    publish_words(service=service, is_minor=False, by=keeper, now=now)
    make.overdue(service, date(2023, 1, 1))

    page = client.get(f"/en/services/{service.pk}/").content.decode()
    original = client.get(f"/en/services/{service.pk}/?text=et").content.decode()

    assert "This translation is out of date" in page
    assert "was to confirm this by" in page
    assert "You get a code." in page
    assert '<span lang="et">Saad kohe.</span>' in original
    assert f'"identifier": "{service.uuid}"' in page


def test_a_closed_service_says_so_and_leads_to_what_took_its_place(
    world: World, service: Service, keeper: User, desk: Client, client: Client
) -> None:
    other = make.service(world.rakvere, keeper, title="Uus teenus")
    today = timezone.localdate().isoformat()

    desk.post(f"/en/services/{service.pk}/close/", {"last_day": today, "successor": other.pk})
    page = Client().get(f"/en/services/{service.pk}/").content.decode()

    assert "This service is not provided any more" in page
    assert f"/en/services/{other.pk}/" in page
    assert "Isikukood" not in Client().get("/en/services/").content.decode()


def test_closed_today_is_two_taps_and_sent_twice_is_one(service: Service, desk: Client) -> None:
    form = desk.get(f"/en/services/{service.pk}/alert/").context["form"]
    sent = {"quick": "today", "submission": str(form.initial["submission"])}

    for _ in range(2):
        desk.post(f"/en/services/{service.pk}/alert/", sent)

    alert = Alert.objects.get()
    assert (alert.kind, alert.service) == ("closed", service)
    assert timezone.localtime(alert.end_at).hour == 0
    assert "Closed" in Client().get(f"/en/services/{service.pk}/").content.decode()


def test_bad_input_is_said_by_its_field_and_loses_nothing(
    world: World, service: Service, desk: Client
) -> None:
    base = {"authority": world.rakvere.pk, "level": "city", "municipality": "0663",
            "confirm_every_months": 6, "seen": service.revision}  # fmt: skip

    nobody = desk.post(f"/en/services/{service.pk}/edit/",
                       {**base, "g0_age_from": 30, "g0_age_to": 20, "processing_min": 5})  # fmt: skip
    stale = desk.post(
        f"/en/services/{service.pk}/edit/", {**base, "seen": 99, "url": "example.ee/uus"}
    )
    way = desk.post(
        f"/en/services/{service.pk}/channel/new/", {"kind": "phone", "notes": "Kell kolm"}
    )

    assert set(nobody.context["form"].errors) == {"g0_age_to", "processing_max"}
    assert "Somebody else changed this service" in stale.content.decode()
    assert "example.ee/uus" in stale.content.decode()
    assert "phone" in way.context["form"].errors
    assert "Kell kolm" in way.content.decode()


def test_hours_are_shown_before_they_are_saved(
    world: World, service: Service, desk: Client
) -> None:
    where = make.place(world.rakvere)
    page = f"/en/services/places/{where.pk}/hours/"

    shown = desk.post(page, {"text": "Mon–Fri 9–12, 13–17", "preview": "1"})
    assert "9–12, 13–17" in shown.content.decode()
    assert not where.opening_rules.exists()
    never = desk.post(page, {"text": "E–R 9–17", "start_date": "2020-01-01", "end_date": "2020-02-01", "save": "1"})  # fmt: skip
    assert "it would never open" in never.content.decode()

    desk.post(page, {"text": "Mon–Fri 9–12, 13–17; Wed until 18", "save": "1"})
    assert where.opening_rules.count() == 3


def test_a_keeper_of_nothing_sees_what_to_do_next(world: World, client: Client) -> None:
    other = user("uus@example.ee")
    membership(other, world.tartu, Role.EDITOR)
    client.force_login(other)

    assert "You keep no service yet" in client.get("/en/services/confirmations/").content.decode()
    assert "You keep no service yet" in client.get("/en/services/mine/").content.decode()


def test_only_editors_of_a_municipality_without_additions_are_offered_to_add_some(
    world: World, keeper: User, desk: Client
) -> None:
    national = make.service(world.rakvere, keeper, title="Isikukood", level="state")
    page, link = f"/en/services/{national.pk}/", f"/en/services/{national.pk}/mirror/"

    assert link in desk.get(page).content.decode()
    assert link not in Client().get(page).content.decode()
    sent = {
        "owner": world.rakvere.pk,
        "summary": "Meil aitab tugiisik.",
        "addition": "<p>Tule!</p>",
    }
    desk.post(link, sent)
    assert link not in desk.get(page).content.decode()
    assert national.mirrors.get().municipality == world.rakvere.municipality
