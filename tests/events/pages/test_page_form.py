"""Planning an event and writing its page: what is asked, kept, refused."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from loim.events.models import Event, EventStatus, Partner, Series
from loim.people.models import Organisation, Role
from tests.factories import event, membership, organisation, published_event, series, user
from tests.world import World

pytestmark = pytest.mark.django_db
PLAN = "/en/events/plan/"


def sent(world: World, *partners: tuple[str, ...], **changes: Any) -> dict[str, Any]:
    """What a filled form sends; `partners` are (name, role) or (name, role, kind)."""
    rows: dict[str, Any] = {}
    for number, row in enumerate(partners):
        for name, value in zip(("name", "role", "kind"), row, strict=False):
            rows[f"partners-{number}-{name}"] = value
    return {
        "kind": "training",
        "scope": "national",
        "title": "Kogukonnatöö",
        "organiser": world.rakvere.pk,
        "activity": world.activity.pk,
        "start_date": "2099-08-27",
        "end_date": "2099-08-28",
        "start_time": "10:00",
        "end_time": "16:15",
        "place": "Ürituste maja",
        "address": "Näidise 1",
        "place_municipality": world.rakvere.municipality_id,
        "accessibility": "Kaldtee",
        "online_url": "https://meet.example.ee/a",
        "audiences": ["officials", "specialists"],
        "languages": ["et", "ru"],
        "target_group": "Arendajad",
        "language": "et",
        "purpose": "Mõelda",
        "description": "Räägime",
        "contact_email": "info@example.ee",
        "title_en": "Community work",
        "purpose_uk": "Подумати",
        "partners-TOTAL_FORMS": len(partners),
        "partners-INITIAL_FORMS": 0,
        **rows,
        **changes,
    }


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def test_everything_that_a_page_says_is_planned_at_once(world: World, browser: Client) -> None:
    organisation("Näidisülikool")
    browser.post(
        PLAN,
        sent(
            world,
            ("näidisülikool", "co_organiser"),
            ("Eesti Töötukassa", "funder"),
            new_series="Kohtumised",
            submission=str(uuid4()),
        ),
    )

    made = Event.objects.get()
    assert made.status == EventStatus.DRAFT
    assert (made.start_date, made.end_date) == (date(2099, 8, 27), date(2099, 8, 28))
    assert (made.start_time, made.end_time) == (time(10), time(16, 15))
    assert (made.place, made.address, made.accessibility) == (
        "Ürituste maja",
        "Näidise 1",
        "Kaldtee",
    )
    assert made.place_municipality == world.rakvere.municipality
    assert made.online_url == "https://meet.example.ee/a"
    assert made.audiences == ["officials", "specialists"]
    assert made.languages == ["et", "ru"]
    assert (made.purpose, made.description, made.target_group) == ("Mõelda", "Räägime", "Arendajad")
    assert made.contact_email == "info@example.ee"
    assert made.translations == {
        "en": {"title": "Community work"},
        "uk": {"purpose": "Подумати"},
    }
    assert made.series == Series.objects.get(title="Kohtumised", organiser=world.rakvere)
    assert [(row.organisation.name, row.role) for row in made.partners.order_by("position")] == [
        ("Näidisülikool", "co_organiser"),
        ("Eesti Töötukassa", "funder"),
    ]


def test_kind_and_date_are_enough_to_begin_with(world: World, browser: Client) -> None:
    browser.post(
        PLAN,
        {
            "kind": "training",
            "scope": "county",
            "start_date": "2099-08-27",
            "organiser": world.rakvere.pk,
            "language": "et",
            "partners-TOTAL_FORMS": 2,
            "partners-INITIAL_FORMS": 0,
            "partners-0-role": "partner",
            "partners-1-role": "partner",
        },
    )
    made = Event.objects.get()
    assert (made.title, made.end_date, made.partners.count()) == ("Training", date(2099, 8, 27), 0)


def test_the_same_form_sent_twice_plans_one_event(world: World, browser: Client) -> None:
    form = sent(world, ("Eesti Töötukassa", "funder"), submission=str(uuid4()))
    assert browser.post(PLAN, form)["Location"] == browser.post(PLAN, form)["Location"]
    assert Event.objects.count() == Partner.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end_date": "2099-08-26"}, "The last day cannot be before the first."),
        ({"end_date": "", "end_time": "10:00"}, "The end must be after the beginning."),
        ({"start_time": ""}, "Write when it begins, too."),
        ({"online_url": "ftp://example.ee/a"}, "A link begins with https://."),
        ({"online_url": "javascript:alert(1)"}, "valid URL"),
        ({"contact_email": "info"}, "valid email"),
        ({"audiences": ["officials", "everybody"]}, "everybody is not one of"),
        ({"languages": ["fi"]}, "fi is not one of"),
        ({"place_municipality": "9999"}, "Select a valid choice"),
        ({"start_time": "25:00"}, "Enter a valid time."),
    ],
)
def test_a_slip_is_told_and_nothing_that_was_written_is_lost(
    world: World, browser: Client, changes: dict[str, Any], said: str
) -> None:
    page = browser.post(PLAN, sent(world, **changes)).content.decode()
    assert said in page
    assert "Räägime" in page
    assert "Community work" in page
    assert Event.objects.count() == 0


def test_an_end_on_another_day_may_be_earlier_in_the_day(world: World, browser: Client) -> None:
    browser.post(PLAN, sent(world, start_time="18:00", end_time="12:00"))
    assert Event.objects.get().end_time == time(12)


def test_an_unknown_partner_is_asked_about_and_then_added(world: World, browser: Client) -> None:
    page = browser.post(PLAN, sent(world, ("Uus Selts", "partner"))).content.decode()
    assert "No organisation is known here by this name." in page
    assert 'name="partners-0-kind"' in page
    assert Event.objects.count() == 0

    browser.post(PLAN, sent(world, ("Uus Selts", "partner", "ngo")))

    added = Organisation.objects.get(name="Uus Selts")
    assert (added.kind, Partner.objects.get().organisation) == ("ngo", added)


def test_the_organiser_is_no_partner_of_itself_and_nobody_is_there_twice(
    world: World, browser: Client
) -> None:
    browser.post(
        PLAN,
        sent(
            world,
            ("Rakvere Linnavalitsus", "co_organiser"),
            ("Eesti Töötukassa", "funder"),
            ("eesti töötukassa", "partner"),
        ),
    )
    assert [row.role for row in Event.objects.get().partners.all()] == ["funder"]


@pytest.fixture
def draft(world: World) -> Event:
    found = event(
        world.activity,
        status="draft",
        organiser=world.rakvere,
        title="Vana",
        start_date=date(2099, 8, 27),
        online_url="https://meet.example.ee/vana",
        translations={"en": {"title": "Old", "summary": "Kept"}, "ru": {"title": "Старое"}},
    )
    Partner.objects.create(event=found, organisation=world.fund, role="partner")
    return found


def edit(of: Event) -> str:
    return f"/en/events/{of.pk}/page/"


def test_the_form_is_filled_in_with_what_there_is(
    world: World, browser: Client, draft: Event
) -> None:
    page = browser.get(edit(draft)).content.decode()
    assert 'value="Vana"' in page
    assert 'value="Старое"' in page
    assert 'value="https://meet.example.ee/vana"' in page
    assert 'value="Eesti Töötukassa"' in page
    assert "Before the page can be published, please add" in page
    assert "summary" not in browser.get(edit(draft)).context["facts"].fields


def test_a_page_is_changed_and_what_the_form_does_not_ask_for_stays(
    world: World, browser: Client, draft: Event
) -> None:
    Event.objects.update(summary="Kokkuvõte")
    key = draft.partners.get().pk
    response = browser.post(
        edit(draft),
        sent(
            world,
            ("Eesti Töötukassa", "funder"),
            title="Uus",
            title_en="New",
            title_ru="",
            purpose_uk="",
        ),
    )
    assert response["Location"] == f"/en/events/{draft.pk}/"
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Uus", "Kokkuvõte")
    assert draft.translations == {"en": {"title": "New", "summary": "Kept"}}
    # The same row, so that history tells a change and not a new partner.
    assert draft.partners.values_list("pk", "role").get() == (key, "funder")


def test_two_who_write_at_once_are_told_of_each_other(
    world: World, browser: Client, draft: Event
) -> None:
    opened = browser.get(edit(draft)).context["seen"]
    browser.post(edit(draft), sent(world, title="Kolleegi oma", seen=opened))

    # A slip in between makes nothing of it forgotten.
    slip = browser.post(edit(draft), sent(world, title="Minu oma", kind="", seen=opened))
    page = browser.post(edit(draft), sent(world, title="Minu oma", seen=slip.context["seen"]))
    draft.refresh_from_db()
    assert draft.title == "Kolleegi oma"
    assert "has been changed since you opened this page" in page.content.decode()
    assert "Minu oma" in page.content.decode()

    browser.post(edit(draft), sent(world, title="Minu oma", seen=page.context["seen"]))
    draft.refresh_from_db()
    assert draft.title == "Minu oma"


def test_a_row_left_empty_takes_the_partner_away(
    world: World, browser: Client, draft: Event
) -> None:
    browser.post(edit(draft), sent(world, ("", "partner"), **{"partners-INITIAL_FORMS": 1}))
    assert draft.partners.count() == 0


def test_the_language_that_one_writes_in_can_be_another(
    world: World, browser: Client, draft: Event
) -> None:
    browser.post(
        edit(draft), sent(world, language="en", title="Community work", title_et="Kogukonnatöö")
    )
    draft.refresh_from_db()
    assert (draft.language, draft.title) == ("en", "Community work")
    assert draft.translations["et"] == {"title": "Kogukonnatöö"}


def test_a_published_page_cannot_lose_what_readers_need(world: World, browser: Client) -> None:
    found = published_event(organiser=world.rakvere, title="Avalik", start_date=date(2099, 8, 27))
    page = browser.post(
        edit(found), sent(world, place="", online_url="", title="Teine")
    ).content.decode()
    assert "where it takes place, or a link for taking part online" in page
    found.refresh_from_db()
    assert found.title == "Avalik"


def test_a_cancelled_event_has_its_reason_to_edit_and_to_translate(
    world: World, browser: Client, draft: Event
) -> None:
    Event.objects.update(status="cancelled", cancel_reason="Kinni")
    browser.post(edit(draft), sent(world, cancel_reason="Saal on kinni", cancel_reason_en="Closed"))
    draft.refresh_from_db()
    assert draft.cancel_reason == "Saal on kinni"
    assert draft.translations["en"]["cancel_reason"] == "Closed"


def test_a_series_is_chosen_from_those_one_keeps(
    world: World, browser: Client, draft: Event
) -> None:
    own, other = series(world.rakvere, "Omad"), series(world.narva, "Võõrad")

    page = browser.get(edit(draft)).content.decode()
    assert "Omad" in page
    assert "Võõrad" not in page
    browser.post(edit(draft), sent(world, series=other.pk))
    draft.refresh_from_db()
    assert draft.series is None

    browser.post(edit(draft), sent(world, series=own.pk))
    draft.refresh_from_db()
    assert draft.series == own
    said = browser.post(edit(draft), sent(world, series=own.pk, new_series="Kolmas"))
    assert "not both" in said.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["page", "publish", "copy"])
def test_others_write_and_publish_nothing(
    world: World, draft: Event, client: Client, method: str, path: str
) -> None:
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    client.force_login(stranger)
    response = getattr(client, method)(f"/en/events/{draft.pk}/{path}/", sent(world))
    assert response.status_code == 403
    assert "Vana" not in response.content.decode()
    assert "meet.example.ee/vana" not in response.content.decode()


def test_publishing_takes_a_look_and_a_press(world: World, browser: Client, draft: Event) -> None:
    address = f"/en/events/{draft.pk}/publish/"
    assert "Still missing" in browser.get(address).content.decode()
    refused = browser.post(address, follow=True).content.decode()
    assert "Everybody who reads the page needs more." in refused

    browser.post(edit(draft), sent(world))
    ready = browser.get(address).content.decode()
    assert "The page says all that somebody needs" in ready
    assert "The title and the texts in this language: Русский" in ready
    browser.post(address)

    draft.refresh_from_db()
    assert draft.status == EventStatus.PUBLISHED
    browser.post(f"/en/events/{draft.pk}/take-back/")
    draft.refresh_from_db()
    assert draft.status == EventStatus.DRAFT


def test_a_published_event_is_cancelled_with_a_reason(world: World, browser: Client) -> None:
    found = published_event(organiser=world.rakvere)
    address = f"/en/events/{found.pk}/cancel/"
    assert "Write why it is cancelled" in browser.post(address, follow=True).content.decode()
    browser.post(address, {"why": "Saal on kinni."})
    found.refresh_from_db()
    assert (found.status, found.cancel_reason) == (EventStatus.CANCELLED, "Saal on kinni.")
    assert "Saal on kinni." in Client().get(f"/en/events/{found.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_the_same_queries(
    world: World, browser: Client, draft: Event, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        Partner.objects.create(
            event=draft, organisation=organisation(f"Selts {number}"), role="partner"
        )
        series(world.rakvere)
    with django_assert_num_queries(16):
        browser.get(edit(draft))
