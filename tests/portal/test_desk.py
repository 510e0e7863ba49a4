"""The editors' desk: what waits, for whom it is, the oldest first; and the Monday letter."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from loim.common.models import OutgoingMail
from loim.content.models import Link, LinkUse
from loim.people.letters import choose_letters
from loim.people.models import LetterSwitchedOff, Role
from loim.portal.desk.gathering import desk_of
from loim.portal.desk.letters import write_weekly_letters
from loim.portal.waiting import waiting_for
from loim.search.actions.missed import remember_missed
from tests.browser import has_sideways_scroll, small_targets
from tests.factories import content, library, membership, municipality_organisation, services, user
from tests.factories import pages as of_pages
from tests.factories import proposals as of_proposals

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
EVERYTHING = {
    "contributions", "notes", "stale", "machine", "late-orders", "received-orders", "links",
    "pages", "missed", "services", "journeys",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


@pytest.fixture
def rakvere():
    return municipality_organisation("Rakvere")


def person_with(role, organisation, email=""):
    person = user(email) if email else user()
    membership(person, organisation, role)
    return person


def fill(organisation, by, now=NOW, number=1):
    """Of each of four kinds so many, forty days old and younger."""
    for place in range(number):
        ago = now - timedelta(days=40 - place)
        text = content.text(organisation, by, ago - timedelta(days=1))
        content.published(text, "et", by, ago - timedelta(days=1), title="Tere")
        content.published(text, "ru", by, ago - timedelta(days=1), title="Привет")
        content.published(text, "et", by, ago, title="Tere tulemast")
        services.overdue(services.service(organisation, by), (now - timedelta(days=20)).date())
        made = Link.objects.create(
            address=f"https://example.ee/{organisation.pk}/{by.pk}/{place}", outcome="failing",
            trouble="gone", found_at=ago, checked_at=now, failing_since=now - timedelta(days=5),
        )  # fmt: skip
        LinkUse.objects.create(
            link=made, source="texts", owner=organisation, title="Leht lingiga", language="et",
            path="/pages/leht/", edit_path="/texts/1/et/",
        )  # fmt: skip
        of_pages.page(organisation, by, ago, expiry_date=(now + timedelta(days=9)).date())


def totals(desk):
    return {each.kind.key: each.total for each in desk.waiting}


def test_an_editor_sees_each_record_that_waits_the_oldest_first(rakvere):
    editor = person_with(Role.EDITOR, rakvere)
    fill(rakvere, editor)
    contribution = library.contribution(now=NOW - timedelta(days=3))

    desk = desk_of(editor, NOW)

    assert totals(desk) == {
        "contributions": 1, "stale": 1, "services": 1, "links": 1, "pages": 1,
    }  # fmt: skip
    assert [row.kind for row in desk.rows] == [
        "stale", "pages", "services", "links", "contributions",
    ]  # fmt: skip
    assert [(NOW - row.since).days for row in desk.rows] == [40, 21, 20, 5, 3]
    stale = desk.rows[0]
    assert (stale.title, stale.organisation, stale.is_own) == ("Tere tulemast", rakvere.name, True)
    assert stale.url.endswith("/ru/")
    assert desk.rows[-1].url == f"/en/library/desk/{contribution.pk}/"
    assert {each.kind.key for each in desk.kinds} == EVERYTHING


def test_the_desk_and_my_work_count_the_same_records(rakvere):
    editor = person_with(Role.EDITOR, rakvere)
    fill(rakvere, editor, number=2)
    library.contribution(now=NOW)

    found = totals(desk_of(editor, NOW))
    texts = [item.text for item in waiting_for(editor, NOW)]

    assert found["stale"] == found["services"] == 2
    assert "2 translations are out of date." in texts
    assert "2 services are to be confirmed: are they still right?" in texts
    assert "1 contribution to the library waits for an editor." in texts


@pytest.mark.parametrize(
    ("role", "kinds", "sees"),
    [
        (Role.TRANSLATOR, {"stale", "machine", "late-orders", "received-orders"}, {"stale"}),
        (Role.COUNSELLOR, {"proposals", "expert-references"}, set()),
        (
            Role.COORDINATOR,
            EVERYTHING - {"contributions", "notes", "missed"} | {"proposals", "expert-references"},
            {"stale", "services", "links", "pages"},
        ),
        (Role.MEMBER, set(), set()),
    ],
)  # fmt: skip
def test_each_role_sees_only_what_it_can_act_upon(rakvere, role, kinds, sees):
    editor = person_with(Role.EDITOR, rakvere, "toimetaja@example.ee")
    fill(rakvere, editor)
    library.contribution(now=NOW)
    person = person_with(role, rakvere)

    desk = desk_of(person, NOW)

    assert {each.kind.key for each in desk.kinds} == kinds
    assert set(totals(desk)) == sees


def test_nothing_of_another_organisation_is_seen_or_counted(rakvere, client):
    editor = person_with(Role.EDITOR, rakvere, "toimetaja@example.ee")
    fill(rakvere, editor)
    of_proposals.proposal(NOW, owner=rakvere, title="Salaplaan")
    stranger = person_with(Role.COORDINATOR, municipality_organisation("Tartu"))
    client.force_login(stranger)

    desk = desk_of(stranger, NOW)
    page = client.get(f"/en/desk/?organisation={rakvere.pk}").content.decode()

    assert (desk.total, desk.rows) == (0, [])
    assert "Salaplaan" not in page
    assert "Tere tulemast" not in page


def test_rows_are_filtered_by_kind_organisation_and_whose_they_are(rakvere):
    tartu = municipality_organisation("Tartu")
    editor = person_with(Role.EDITOR, rakvere)
    membership(editor, tartu, Role.EDITOR)
    other = person_with(Role.EDITOR, tartu, "teine@example.ee")
    fill(rakvere, editor)
    fill(tartu, other)

    def found(**filters):
        return [
            (row.kind, row.organisation.split(" ")[0])
            for row in desk_of(editor, NOW, **filters).rows
        ]

    assert found(kind="stale") == [("stale", "Rakvere"), ("stale", "Tartu")]
    assert found(kind="stale", whose="own") == [("stale", "Rakvere")]
    assert found(kind="stale", whose="others") == [("stale", "Tartu")]
    assert found(kind="links", organisation=tartu.pk) == [("links", "Tartu")]
    assert totals(desk_of(editor, NOW, kind="links", whose="own")) == {
        "stale": 1, "services": 1, "pages": 1,
    }  # fmt: skip


def test_the_page_that_is_asked_for_is_read_and_the_rest_is_counted(rakvere):
    editor = person_with(Role.EDITOR, rakvere)
    for number in range(27):
        library.contribution(now=NOW - timedelta(days=number), title=f"Lugu {number}")

    first, second = desk_of(editor, NOW), desk_of(editor, NOW, page=2)

    assert (first.total, len(first.rows)) == (27, 25)
    assert [row.title for row in second.rows] == ["Lugu 1", "Lugu 0"]


def test_searches_without_result_are_shown_but_no_duty(rakvere):
    editor = person_with(Role.EDITOR, rakvere)
    for ago in range(30, 33):
        remember_missed(text="kalakasvatus", today=NOW.date() - timedelta(days=ago))

    desk = desk_of(editor, NOW)

    assert [(row.title, row.note) for row in desk.rows] == [("kalakasvatus", "3 times")]
    assert write_weekly_letters(now=NOW) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_however_much_waits_it_is_read_with_as_many_queries(
    rakvere, number, django_assert_num_queries
):
    editor = person_with(Role.COORDINATOR, rakvere)
    membership(editor, rakvere, Role.EDITOR)
    fill(rakvere, editor, number=number)
    for _each in range(number):
        library.contribution(now=NOW)
        of_proposals.proposal(NOW, owner=rakvere)

    with django_assert_num_queries(14):
        desk_of(editor, NOW)


def letters():
    return list(OutgoingMail.objects.filter(template="desk_weekly").values_list("to", flat=True))


def test_on_monday_whoever_lets_something_wait_for_long_gets_the_numbers_once(rakvere):
    editor = person_with(Role.EDITOR, rakvere, "toimetaja@example.ee")
    fill(rakvere, editor)
    idle = person_with(Role.EDITOR, municipality_organisation("Tartu"), "vaba@example.ee")
    assert desk_of(idle, NOW).total == 0

    assert write_weekly_letters(now=NOW) == 1
    OutgoingMail.objects.update(queued_at=NOW)
    assert write_weekly_letters(now=NOW + timedelta(days=1)) == 0

    assert letters() == ["toimetaja@example.ee"]
    assert write_weekly_letters(now=NOW + timedelta(days=7)) == 1


def test_what_waits_for_a_short_time_is_worth_no_letter(rakvere):
    editor = person_with(Role.EDITOR, rakvere)
    library.contribution(now=NOW - timedelta(days=13))

    assert desk_of(editor, NOW).total == 1
    assert write_weekly_letters(now=NOW) == 0


def test_the_letter_is_switched_off_and_on_in_the_profile(rakvere, client):
    editor = person_with(Role.EDITOR, rakvere, "toimetaja@example.ee")
    fill(rakvere, editor)
    client.force_login(editor)
    profile = {"name": "Mari Näidis", "language": "en"}
    assert 'value="desk_weekly"' in client.get("/en/profile/").content.decode()

    client.post("/en/profile/", profile)
    assert write_weekly_letters(now=NOW) == 0
    client.post("/en/profile/", {**profile, "letters": ["desk_weekly"]})

    assert not LetterSwitchedOff.objects.exists()
    assert write_weekly_letters(now=NOW) == 1


def test_whoever_gets_no_letters_is_not_asked_about_them(rakvere, client):
    member = person_with(Role.MEMBER, rakvere)
    client.force_login(member)

    choose_letters(by=member, wanted=())

    assert "desk_weekly" not in client.get("/en/profile/").content.decode()
    assert not LetterSwitchedOff.objects.exists()


def test_whoever_has_no_role_reads_what_the_desk_is_for(client):
    client.force_login(user())

    page = client.get("/en/desk/")

    assert "This desk is for those who edit" in page.content.decode()
    assert client.get("/en/desk/?page=x&kind=%00&whose=9&organisation=1e9").status_code == 200


@pytest.mark.browser
def test_the_desk_is_walked_through_wide_and_on_a_phone(rakvere, page, phone, sign_in, axe):
    now = timezone.now()
    editor = person_with(Role.EDITOR, rakvere)
    fill(rakvere, editor, now=now)
    library.contribution(now=now - timedelta(days=3), title="Hea mõte")
    for each in (page, phone):
        sign_in(editor, each)
        each.goto("/en/desk/")
        assert each.locator(".desk-rows tbody tr").count() == 5
        axe(each)
        assert not has_sideways_scroll(each)
        assert small_targets(each) == []
    page.get_by_role("link", name="Translations out of date").click()
    assert page.locator(".desk-rows tbody tr").count() == 1
    page.get_by_label("Whose").select_option("others")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.get_by_text("Nothing waits that fits the filters.").is_visible()
    phone.get_by_role("link", name="Hea mõte").click()
    assert "/library/desk/" in phone.url
