"""Organisations: taken in once, corrected, closed."""

import pytest
from django.core.exceptions import PermissionDenied

from loim.people.actions.organisations import (
    CodeTaken,
    GovernmentTaken,
    LooksFamiliar,
    MunicipalityMissing,
    NameTaken,
    OrganisationFacts,
    create_organisation,
    edit_organisation,
    set_organisation_active,
)
from loim.people.models import Organisation, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.user(is_administrator=True)


def create(administrator, now, name, *, is_certainly_new=False, **facts):
    return create_organisation(
        by=administrator,
        now=now,
        facts=OrganisationFacts(name=name, **{"kind": "ngo", **facts}),
        is_certainly_new=is_certainly_new,
    )


def test_an_organisation_is_taken_in(administrator, now):
    place = factories.municipality("Rakvere linn")

    made = create(
        administrator, now, "MTÜ Avatud Uks", short_name="Uks", registry_code="70000310",
        municipality=place,
    )  # fmt: skip

    made.refresh_from_db()
    assert (made.name, made.short_name, made.kind, made.registry_code, made.municipality) == (
        "MTÜ Avatud Uks",
        "Uks",
        "ngo",
        "70000310",
        place,
    )
    assert made.is_active


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.MEMBER])
def test_only_platform_administrators_take_organisations_in(now, role):
    person = factories.user()
    factories.membership(person, factories.organisation(), role)

    with pytest.raises(PermissionDenied):
        create(person, now, "Uus ühing")

    assert not Organisation.objects.filter(name="Uus ühing").exists()


def test_a_name_is_taken_in_any_letter_case(administrator, now):
    factories.organisation("MTÜ Avatud Uks")

    with pytest.raises(NameTaken, match="mtü avatud uks"):
        create(administrator, now, "mtü avatud uks", is_certainly_new=True)


def test_a_registry_code_is_taken_whatever_the_name(administrator, now):
    factories.organisation("MTÜ Avatud Uks", registry_code="70000310")

    with pytest.raises(CodeTaken, match="70000310"):
        create(administrator, now, "Hoopis muu", registry_code="70000310", is_certainly_new=True)


@pytest.mark.parametrize("name", ["Avatud Uks MTÜ", "MTÜ Avatud Ust", "mtu avatud-uks"])
def test_an_organisation_much_like_one_that_is_here_is_asked_about_first(administrator, now, name):
    known = factories.organisation("MTÜ Avatud Uks")
    factories.organisation("Rahvatantsu selts Sõprus")

    with pytest.raises(LooksFamiliar) as refusal:
        create(administrator, now, name)
    assert [similar.organisation for similar in refusal.value.similar] == [known]

    assert create(administrator, now, name, is_certainly_new=True).pk


@pytest.mark.parametrize("kind", ["municipality", "municipal_agency"])
def test_a_local_government_belongs_to_a_municipality(administrator, now, kind):
    with pytest.raises(MunicipalityMissing):
        create(administrator, now, "Näidisvalla raamatukogu", kind=kind)


def test_a_municipality_has_one_government(administrator, now):
    government = factories.municipality_organisation("Rakvere linn")

    with pytest.raises(GovernmentTaken):
        create(
            administrator, now, "Teine valitsus", kind="municipality",
            municipality=government.municipality,
        )  # fmt: skip


def test_its_own_administrator_corrects_name_and_code(now):
    own = factories.organisation("Vana nimi")
    person = factories.user()
    factories.membership(person, own, Role.ADMINISTRATOR)

    edit_organisation(
        by=person,
        now=now,
        organisation=own,
        facts=OrganisationFacts(name="Uus nimi", kind="ngo", registry_code="70000310"),
    )

    own.refresh_from_db()
    assert (own.name, own.registry_code) == ("Uus nimi", "70000310")


@pytest.mark.parametrize("change", ["kind", "municipality"])
def test_how_participation_counts_is_not_for_its_own_administrator(now, change):
    own = factories.organisation("Ühing")
    person = factories.user()
    factories.membership(person, own, Role.ADMINISTRATOR)
    changed = (
        {"kind": "ministry"} if change == "kind" else {"municipality": factories.municipality()}
    )

    with pytest.raises(PermissionDenied):
        edit_organisation(
            by=person,
            now=now,
            organisation=own,
            facts=OrganisationFacts(**{"name": "Ühing", "kind": "ngo", **changed}),
        )

    own.refresh_from_db()
    assert (own.kind, own.municipality) == ("ngo", None)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COORDINATOR, Role.EDITOR])
def test_others_do_not_edit_it(now, role):
    own, other = factories.organisation("Ühing"), factories.organisation("Teine")
    person = factories.user()
    factories.membership(person, own, role)
    factories.membership(person, other, Role.ADMINISTRATOR)

    with pytest.raises(PermissionDenied):
        edit_organisation(
            by=person, now=now, organisation=own, facts=OrganisationFacts(name="Uus", kind="ngo")
        )


def test_saving_without_a_new_name_asks_nothing(administrator, now):
    factories.organisation("MTÜ Avatud Uks")
    alike = factories.organisation("MTÜ Avatud Ust")

    edit_organisation(
        by=administrator,
        now=now,
        organisation=alike,
        facts=OrganisationFacts(name="MTÜ Avatud Ust", kind="ngo", short_name="Ust"),
    )

    alike.refresh_from_db()
    assert alike.short_name == "Ust"


def test_an_organisation_is_closed_and_opened_by_platform_administrators(administrator, now):
    closing = factories.organisation()

    set_organisation_active(by=administrator, now=now, organisation=closing, is_active=False)
    closing.refresh_from_db()
    assert not closing.is_active

    set_organisation_active(by=administrator, now=now, organisation=closing, is_active=True)
    closing.refresh_from_db()
    assert closing.is_active


def test_its_own_administrator_does_not_close_it(now):
    own = factories.organisation()
    person = factories.user()
    factories.membership(person, own, Role.ADMINISTRATOR)

    with pytest.raises(PermissionDenied):
        set_organisation_active(by=person, now=now, organisation=own, is_active=False)
