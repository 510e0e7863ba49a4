import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loim.people.models import Membership, Municipality, Role, User
from tests import factories

pytestmark = pytest.mark.django_db
EVERYBODY_ELSE = ["member", "coordinator", "programme_manager", "administrator", "stranger"]


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_the_people_are_for_platform_administrators(as_, who):
    other = factories.user("mari@example.ee", name="Mari Näidis")
    client = as_(who)

    for path in ("", "invite/", f"{other.pk}/", f"{other.pk}/erase/"):
        response = client.get(f"/people/{path}")
        assert response.status_code == 403
        assert "Mari" not in response.content.decode()
    for path in ("invite/", f"{other.pk}/", f"{other.pk}/account/", f"{other.pk}/erase/"):
        assert client.post(f"/people/{path}", {"do": "close"}).status_code == 403
    other.refresh_from_db()
    assert other.is_active


def names_in(response) -> list[str]:
    return [person.name for person in response.context["people"].page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Isik platform", "Jaan Teine", "Mari Näidis"]),
        ("?text=mari", ["Mari Näidis"]),
        ("?text=TEINE%40", ["Jaan Teine"]),
        ("?role=coordinator", ["Mari Näidis"]),
        ("?role=editor", []),
        ("?state=closed", ["Suletud"]),
        ("?state=all", ["Isik platform", "Jaan Teine", "Mari Näidis", "Suletud"]),
        ("?role=nothing&organisation=x", ["Isik platform", "Jaan Teine", "Mari Näidis"]),
    ],
)
def test_the_list_is_filtered(as_, organisation, query, expected):
    client = as_("platform")
    mari = factories.user("mari@example.ee", name="Mari Näidis")
    factories.membership(mari, organisation, Role.COORDINATOR)
    jaan = factories.user("teine@example.ee", name="Jaan Teine")
    factories.membership(jaan, organisation, Role.EDITOR, end_date="2023-02-01")
    factories.user("suletud@example.ee", name="Suletud", is_active=False)
    factories.user("erased-9@erased.invalid", is_active=False)

    assert names_in(client.get(f"/people/{query}")) == expected


def test_the_list_of_an_organisations_people(as_, organisation):
    client = as_("platform")
    factories.membership(factories.user(name="Mari"), organisation, Role.COORDINATOR)
    factories.membership(factories.user(name="Jaan"), factories.organisation(), Role.COORDINATOR)

    assert names_in(client.get(f"/people/?organisation={organisation.pk}")) == ["Mari"]


def test_the_list_takes_as_many_queries_with_one_row_as_with_three(as_):
    client = as_("platform")

    def queries() -> int:
        client.get("/people/")
        with CaptureQueriesContext(connection) as found:
            client.get("/people/")
        return len(found)

    def add() -> None:
        person = factories.user()
        factories.membership(person, factories.organisation(), Role.MEMBER)
        factories.membership(person, factories.organisation(), Role.EDITOR)

    add()
    one = queries()
    add()
    add()

    assert queries() == one


def test_a_person_is_given_a_role_anywhere(as_, organisation):
    person = factories.user()

    as_("platform").post(
        f"/people/{person.pk}/",
        {"organisation": organisation.pk, "role": "coordinator", "start_date": "2023-10-02"},
    )

    assert Membership.objects.get(user=person).role == "coordinator"


@pytest.mark.parametrize(
    ("do", "field", "before", "after"),
    [("close", "is_active", True, False), ("open", "is_active", False, True),
     ("make-administrator", "is_administrator", False, True),
     ("end-administrator", "is_administrator", True, False)],
)  # fmt: skip
def test_an_account_is_managed(as_, do, field, before, after):
    person = factories.user(**{field: before})

    as_("platform").post(f"/people/{person.pk}/account/", {"do": do})

    person.refresh_from_db()
    assert getattr(person, field) is after


def test_the_last_platform_administrator_does_not_go(as_):
    client = as_("platform")

    client.post(f"/people/{client.person.pk}/account/", {"do": "close"})

    client.person.refresh_from_db()
    assert client.person.is_active


def test_whoever_is_the_only_administrator_somewhere_is_pointed_out(as_, organisation):
    person = factories.user()
    factories.membership(person, organisation, Role.ADMINISTRATOR)

    page = as_("platform").get(f"/en/people/{person.pk}/").content.decode()

    assert "The only administrator of:" in page


def test_erasing_a_person_takes_their_address(as_):
    client = as_("platform")
    person = factories.user("mari@example.ee", name="Mari")

    client.post(f"/people/{person.pk}/erase/", {"email": "jaan@example.ee"})
    assert User.objects.filter(pk=person.pk).exists()

    client.post(f"/people/{person.pk}/erase/", {"email": "Mari@example.ee"})
    assert not User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_municipalities_are_for_platform_administrators(as_, who):
    place, into = factories.municipality(), factories.municipality()
    client = as_(who)

    assert client.get("/municipalities/").status_code == 403
    assert (
        client.post(
            f"/municipalities/{place.pk}/merge/", {"into": into.pk, "last_day": "2029-10-31"}
        ).status_code
        == 403
    )
    place.refresh_from_db()
    assert place.successor is None


def test_a_merger_is_recorded(as_):
    place, into = factories.municipality(), factories.municipality()
    client = as_("platform")

    assert client.get(f"/municipalities/{place.pk}/merge/").status_code == 200
    client.post(f"/municipalities/{place.pk}/merge/", {"into": into.pk, "last_day": "2029-10-31"})

    assert Municipality.objects.get(pk=place.pk).successor == into
    assert client.get("/municipalities/").status_code == 200


def test_a_merger_that_cannot_be_is_refused_in_words(as_):
    place = factories.municipality()

    response = as_("platform").post(
        f"/municipalities/{place.pk}/merge/", {"into": place.pk, "last_day": "2029-10-31"}
    )

    assert response.context["form"].non_field_errors()
