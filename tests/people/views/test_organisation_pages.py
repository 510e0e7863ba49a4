import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loim.people.models import Invitation, Membership, Organisation, Role
from tests import factories

pytestmark = pytest.mark.django_db


def names_in(response) -> list[str]:
    return [row.name for row in response.context["organisations"].page]


def test_a_visitor_signs_in_first(as_, organisation):
    for path in ("/organisations/", f"/organisations/{organisation.pk}/"):
        assert as_("visitor").get(path).headers["Location"] == f"/account/login/?next={path}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Anija Vallavalitsus", "MTÜ Avatud Uks", "Siseministeerium"]),
        ("?kind=ministry", ["Siseministeerium"]),
        ("?county=0037", ["Anija Vallavalitsus"]),
        ("?text=avatud", ["MTÜ Avatud Uks"]),
        ("?text=70000310", ["MTÜ Avatud Uks"]),
        ("?text=SiM", ["Siseministeerium"]),
        ("?state=inactive", ["Vana Selts"]),
        ("?state=all&text=selts", ["Vana Selts"]),
        ("?text=ei+ole", []),
        ("?kind=unknown&county=9999&state=x", ["Anija Vallavalitsus", "MTÜ Avatud Uks", "Siseministeerium"]),
        ("?sort=-name", ["Siseministeerium", "MTÜ Avatud Uks", "Anija Vallavalitsus"]),
        ("?sort=kind", ["Siseministeerium", "Anija Vallavalitsus", "MTÜ Avatud Uks"]),
        ("?sort=county", ["Anija Vallavalitsus", "MTÜ Avatud Uks", "Siseministeerium"]),
        ("?sort=password", ["Anija Vallavalitsus", "MTÜ Avatud Uks", "Siseministeerium"]),
    ],
)  # fmt: skip
def test_the_list_is_filtered_and_sorted(as_, organisation, query, expected):
    harju = factories.county("Harju maakond", "0037")
    anija = factories.municipality("Anija vald", county=harju)
    factories.organisation("Anija Vallavalitsus", kind="municipality", municipality=anija)
    factories.organisation("Siseministeerium", kind="ministry", short_name="SiM")
    factories.organisation("Vana Selts", is_active=False)

    assert names_in(as_("member").get(f"/organisations/{query}")) == expected


def test_the_heads_of_the_table_sort_both_ways_and_keep_the_filters(as_):
    page = as_("member").get("/organisations/?kind=ngo&sort=name").content.decode()

    assert 'aria-sort="ascending"' in page
    assert "?kind=ngo&amp;sort=-name" in page
    assert "?kind=ngo&amp;sort=county" in page


def test_the_list_is_paged(as_):
    for number in range(60):
        factories.organisation(f"Ühing {number:02}")
    client = as_("member")

    assert len(names_in(client.get("/organisations/"))) == 50
    assert len(names_in(client.get("/organisations/?page=2"))) == 11
    assert len(names_in(client.get("/organisations/?page=900"))) == 11


def queries_of(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_list_takes_as_many_queries_with_one_row_as_with_three(as_):
    client = as_("member")
    one = queries_of(client, "/organisations/")
    for _each in range(2):
        factories.municipality_organisation()

    assert queries_of(client, "/organisations/") == one


@pytest.mark.parametrize("who", ["member", "administrator", "platform"])
def test_a_page_takes_as_many_queries_with_one_person_as_with_three(as_, organisation, now, who):
    client = as_(who)

    def add(number):
        factories.membership(factories.user(name=f"M{number}"), organisation, Role.MEMBER)
        factories.membership(factories.user(), organisation, Role.EDITOR, end_date="2023-02-01")
        Invitation.objects.create(
            email=f"x{number}@example.ee", organisation=organisation, role=Role.MEMBER,
            token_hash=str(number), invited_at=now, expires_at=now, invited_by=factories.user(),
        )  # fmt: skip

    add(1)
    one = queries_of(client, f"/organisations/{organisation.pk}/")
    add(2)
    add(3)

    assert queries_of(client, f"/organisations/{organisation.pk}/") == one


@pytest.mark.parametrize(
    ("who", "sees_names", "sees_addresses"),
    [("stranger", False, False), ("member", True, False), ("editor", True, False),
     ("administrator", True, True), ("platform", True, True)],
)  # fmt: skip
def test_who_sees_the_people_of_an_organisation(
    as_, organisation, now, who, sees_names, sees_addresses
):
    mari = factories.user("mari@example.ee", name="Mari Näidis")
    factories.membership(mari, organisation, Role.COORDINATOR)
    jaan = factories.user("jaan@example.ee", name="Jaan Endine")
    factories.membership(jaan, organisation, Role.EDITOR, end_date="2023-05-01")
    Invitation.objects.create(
        email="kutsutu@example.ee", organisation=organisation, role=Role.MEMBER,
        token_hash="x", invited_at=now, expires_at=now,
    )  # fmt: skip

    page = as_(who).get(f"/organisations/{organisation.pk}/").content.decode()

    assert ("Mari Näidis" in page) is sees_names
    assert ("mari@example.ee" in page) is sees_addresses
    assert ("kutsutu@example.ee" in page) is sees_addresses
    assert ("Jaan Endine" in page) is sees_addresses
    assert ("/invite/" in page) is sees_addresses


def test_a_former_member_does_not_see_the_people(organisation):
    factories.membership(factories.user(name="Mari Näidis"), organisation, Role.COORDINATOR)
    former = factories.user()
    factories.membership(former, organisation, Role.ADMINISTRATOR, end_date="2023-05-01")
    client = Client()
    client.force_login(former)

    page = client.get(f"/organisations/{organisation.pk}/").content.decode()

    assert "Mari Näidis" not in page


NOT_ADMINISTRATORS = ["member", "coordinator", "programme_manager", "editor", "stranger"]


@pytest.mark.parametrize("who", NOT_ADMINISTRATORS)
@pytest.mark.parametrize("page", ["edit", "invite", "roles/add"])
def test_others_do_not_manage_it(as_, organisation, who, page):
    client = as_(who)

    assert client.get(f"/organisations/{organisation.pk}/{page}/").status_code == 403
    assert (
        client.post(f"/organisations/{organisation.pk}/{page}/", {"name": "x"}).status_code == 403
    )


@pytest.mark.parametrize("who", [*NOT_ADMINISTRATORS, "administrator"])
def test_only_platform_administrators_take_in_and_close_organisations(as_, organisation, who):
    client = as_(who)

    assert client.get("/organisations/new/").status_code == 403
    assert client.post("/organisations/new/", {"name": "Uus", "kind": "ngo"}).status_code == 403
    state = client.post(f"/organisations/{organisation.pk}/state/", {"state": "closed"})
    assert state.status_code == 403
    organisation.refresh_from_db()
    assert organisation.is_active
    assert not Organisation.objects.filter(name="Uus").exists()


def test_a_platform_administrator_takes_an_organisation_in(as_):
    response = as_("platform").post(
        "/organisations/new/",
        {"name": "  MTÜ   Uus  Algus ", "kind": "ngo", "registry_code": "1062 1890"},
    )

    made = Organisation.objects.get(name="MTÜ Uus Algus")
    assert made.registry_code == "10621890"
    assert response.headers["Location"] == f"/organisations/{made.pk}/"


@pytest.mark.parametrize("code", ["12345679", "1062189", "106218900", "abcdefgh", "00000000"])
def test_a_registry_code_that_cannot_be_is_named_in_words(as_, code):
    response = as_("platform").post(
        "/en/organisations/new/", {"name": "Uus", "kind": "ngo", "registry_code": code}
    )

    assert response.context["form"].errors["registry_code"] == [
        f"{code} is not an Estonian registry code: check the eight digits."
    ]
    assert not Organisation.objects.filter(name="Uus").exists()


def test_a_code_and_a_name_that_are_taken_are_said_at_their_fields(as_, organisation):
    client = as_("platform")
    base = {"name": "Hoopis muu", "kind": "ngo", "registry_code": "70000310"}

    assert "registry_code" in client.post("/organisations/new/", base).context["form"].errors
    taken = client.post("/organisations/new/", {"name": "mtü avatud uks", "kind": "ngo"})
    assert "name" in taken.context["form"].errors


def test_a_local_government_without_a_municipality_is_said_at_the_field(as_):
    response = as_("platform").post(
        "/organisations/new/", {"name": "Raamatukogu", "kind": "municipal_agency"}
    )

    assert "municipality" in response.context["form"].errors


def test_what_looks_familiar_is_shown_before_it_is_saved(as_, organisation):
    client = as_("platform")
    given = {"name": "Avatud Uks MTÜ", "kind": "ngo"}

    shown = client.post("/organisations/new/", given)
    assert [similar.organisation for similar in shown.context["similar"]] == [organisation]
    assert not Organisation.objects.filter(name="Avatud Uks MTÜ").exists()

    client.post("/organisations/new/", {**given, "is_certainly_new": "True"})
    assert Organisation.objects.filter(name="Avatud Uks MTÜ").exists()


def test_its_administrator_edits_names_and_code_but_not_the_kind(as_, organisation):
    as_("administrator").post(
        f"/organisations/{organisation.pk}/edit/",
        {"name": "MTÜ Lahtine Uks", "kind": "ministry", "registry_code": "", "short_name": "Uks"},
    )

    organisation.refresh_from_db()
    assert (organisation.name, organisation.kind) == ("MTÜ Lahtine Uks", "ngo")


def test_a_role_is_given_to_one_of_its_people_only(as_, organisation):
    client = as_("administrator")
    colleague = factories.user("kolleeg@example.ee")
    factories.membership(colleague, organisation, Role.MEMBER)
    outsider = factories.user("valine@example.ee")
    given = {"role": "coordinator", "start_date": "2023-10-02"}

    refused = client.post(
        f"/organisations/{organisation.pk}/roles/add/", {**given, "person": outsider.pk}
    )
    assert "person" in refused.context["form"].errors
    assert "valine@example.ee" not in refused.content.decode()

    client.post(f"/organisations/{organisation.pk}/roles/add/", {**given, "person": colleague.pk})
    assert Membership.objects.filter(user=colleague, role="coordinator").exists()


def test_the_roles_are_explained_where_they_are_given(as_, organisation):
    page = as_("administrator").get(f"/en/organisations/{organisation.pk}/invite/").content.decode()

    assert "Invites people to the organisation, gives roles and ends them." in page
    assert "Approves plans by an order" not in page  # a ministry's role


def test_ending_a_role_is_a_form_with_a_day(as_, organisation):
    client = as_("administrator")
    membership = factories.membership(factories.user(), organisation, Role.MEMBER)

    assert client.get(f"/roles/{membership.pk}/end/").status_code == 200
    client.post(f"/roles/{membership.pk}/end/", {"last_day": "2023-10-02"})

    membership.refresh_from_db()
    assert str(membership.end_date) == "2023-10-02"


def test_the_last_administrator_is_told_what_to_do(as_, organisation):
    client = as_("administrator")
    membership = client.person.memberships.get()

    response = client.post(f"/en/roles/{membership.pk}/end/", {"last_day": "2023-10-02"})

    assert "Give somebody else the administrator" in str(response.context["form"].errors)
    membership.refresh_from_db()
    assert membership.end_date is None


@pytest.mark.parametrize("who", NOT_ADMINISTRATORS)
def test_others_end_nobodys_role(as_, organisation, who):
    membership = factories.membership(factories.user(), organisation, Role.MEMBER)
    client = as_(who)

    assert client.get(f"/roles/{membership.pk}/end/").status_code == 403
    assert (
        client.post(f"/roles/{membership.pk}/end/", {"last_day": "2023-10-02"}).status_code == 403
    )
    membership.refresh_from_db()
    assert membership.end_date is None
