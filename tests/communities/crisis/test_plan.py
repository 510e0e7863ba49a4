"""Publishing, leaving, correcting; the tree by hand; consent."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.communities.actions.crisis.contacts import (
    ConsentInFuture,
    ContactFacts,
    HasLeft,
    NoAddressToAsk,
    add_contact,
    ask_contact,
    change_contact,
    leave,
    note_paper_consent,
)
from loim.communities.actions.crisis.copies import GivenInFuture, give_copy, note_returned
from loim.communities.actions.crisis.drills import DrillAhead, DrillFacts, finish_task, record_drill
from loim.communities.actions.crisis.plans import begin_plan, note_review
from loim.communities.actions.crisis.publishing import (
    NobodyAgreed,
    NothingChanged,
    publish,
    publish_corrected,
)
from loim.communities.actions.crisis.reminding import remind_keepers
from loim.communities.actions.crisis.roles import NobodyTwice, NotInThePlan, RoleIsThere, save_role
from loim.communities.actions.crisis.showing import show_phones
from loim.communities.actions.crisis.tree import WouldCircle, balance_tree, set_caller
from loim.communities.contact_details import unsealed
from loim.communities.models import CrisisContact, CrisisVersion, Drill, PlanCopy, VersionContact
from loim.communities.queries.crisis.changes_in_words import in_words
from loim.communities.queries.crisis.draft import load_draft
from loim.communities.queries.crisis.todo import to_do
from loim.communities.queries.crisis.versions import (
    EVERYBODYS,
    NOBODYS,
    changes_since,
    read_version,
)
from loim.communities.queries.crisis.waiting import (
    late_tasks,
    plans_out_of_date,
    plans_to_review,
    plans_to_try,
)
from tests.factories import communities
from tests.factories import crisis as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


def published(village, now, **more):
    return publish(
        plan=village.plan, note="", submission=uuid4(), by=village.keeper, now=now, **more
    )


def read(version):
    return read_version(version, EVERYBODYS)


def texts(village, now):
    draft = load_draft(village.plan)
    version = village.plan.versions.filter(superseded_at=None).first()
    return [one.text for one in to_do(draft, read(version) if version else None, now)]


def test_a_version_holds_those_who_agreed_and_a_reader_without_phones_gets_none(village, now):
    version = published(village, now)

    said = read(version)
    assert (version.number, version.valid_from) == (1, date(2023, 10, 2))
    assert [one.name for one in said.said_in_order()] == [
        "Anu Allik", "Boris Bõstrov", "Clara Kask", "Dima Dub",
    ]  # fmt: skip
    assert said.people[str(village.people["anu"].uuid)].details.phones == ("+372 5550 0001",)
    assert said.content.roles[0].title == "Juht"
    silent = read_version(version, NOBODYS)
    assert all(one.details.phones == () for one in silent.people.values())
    # Nobody's number or name stands readable in the table of versions.
    assert "5550" not in str(list(CrisisVersion.objects.values()))
    assert "5550" not in str(list(VersionContact.objects.values()))
    assert "Anu" not in str(version.content)


def test_who_leaves_is_gone_at_once_everywhere_and_one_step_corrects_the_plan(village, now):
    published(village, now)
    boris = village.people["boris"]

    leave(contact=boris, by=village.keeper, now=now)

    draft = load_draft(village.plan)
    dima = village.people["dima"]
    assert draft.checked().unreachable == (str(dima.uuid), str(village.people["eha"].uuid))
    assert VersionContact.objects.get(contact_uuid=boris.uuid).sealed_details == ""
    assert "Nobody calls Dima Dub: choose who does." in texts(village, now)
    assert (
        "The published plan is out of date: Boris Bõstrov has left. Publish a corrected version."
        in texts(village, now)
    )
    assert "Nobody has the role “Esmaabi” now; Clara Kask is deputy: choose." in texts(village, now)
    assert plans_out_of_date(village.keeper).get() == village.plan

    second = publish_corrected(
        plan=village.plan, note="Boris läks.", submission=uuid4(), by=village.keeper, now=now
    )

    said = read(second)
    assert (second.number, said.is_out_of_date) == (2, False)
    assert [one.name for one in said.said_in_order()] == ["Anu Allik", "Clara Kask", "Dima Dub"]
    assert {key: len(role.holders) for key, role in zip("ab", said.content.roles, strict=True)} == {
        "a": 1, "b": 1,
    }  # fmt: skip
    assert said.content.calls[str(dima.uuid)] == str(village.people["anu"].uuid)
    assert not plans_out_of_date(village.keeper).exists()
    with pytest.raises(HasLeft):
        change_contact(contact=boris, facts=ContactFacts("Boris", ("1234567",)), by=village.keeper)
    leave(contact=boris, by=None, now=now + timedelta(days=1))  # again does no harm
    boris.refresh_from_db()
    assert boris.left_at == now


def test_when_the_leader_leaves_the_deputy_leads_and_begins_the_calls(village, now):
    published(village, now)
    leave(contact=village.people["anu"], by=None, now=now)

    version = publish_corrected(
        plan=village.plan, note="", submission=uuid4(), by=village.keeper, now=now
    )

    said = read(version)
    boris = str(village.people["boris"].uuid)
    assert said.content.roles[0].holders == (boris,)
    assert said.rows[0].key == boris
    assert {row.key for row in said.rows} == set(said.content.calls)


def test_nothing_is_published_twice_nor_without_anybody(village, now):
    empty = make.plan()
    keeper = communities.keeper(empty.community)
    with pytest.raises(NobodyAgreed):
        publish(plan=empty, note="", submission=uuid4(), by=keeper, now=now)
    submission = uuid4()
    first = publish(plan=village.plan, note="", submission=submission, by=village.keeper, now=now)
    again = publish(plan=village.plan, note="", submission=submission, by=village.keeper, now=now)
    assert first == again
    with pytest.raises(NothingChanged):
        published(village, now)
    with pytest.raises(PermissionDenied):
        publish(plan=village.plan, note="", submission=uuid4(), by=village.coordinator, now=now)


def test_what_has_changed_is_told_in_words(village, now):
    first = read(published(village, now))
    facts = ContactFacts("Clara Kask", ("5550 0033",))
    change_contact(contact=village.people["clara"], facts=facts, by=village.keeper)
    note_paper_consent(
        contact=village.people["eha"], given_date=date(2023, 10, 1), note="Kaustas",
        by=village.keeper, now=now,
    )  # fmt: skip
    set_caller(contact=village.people["dima"], caller=village.people["clara"], by=village.keeper)

    assert in_words(changes_since(load_draft(village.plan), first)) == [
        "New: Eha Eik can be reached.",
        "Details of Clara Kask are new.",
        "Some people are called by others than before.",
    ]


def test_the_tree_is_changed_by_hand_built_anew_and_never_a_circle(village):
    people, by = village.people, village.keeper
    with pytest.raises(WouldCircle) as refusal:
        set_caller(contact=people["anu"], caller=people["dima"], by=by)
    assert "Dima Dub is called by Anu Allik" in str(refusal.value)

    set_caller(contact=people["clara"], caller=None, by=by)
    people["anu"].refresh_from_db()
    people["clara"].refresh_from_db()
    assert (people["anu"].called_by, people["clara"].called_by) == (people["clara"], None)
    assert load_draft(village.plan).checked().reaches_all

    balance_tree(plan=village.plan, by=by)
    draft = load_draft(village.plan)
    assert (draft.checked().first, draft.checked().depth) == (str(people["anu"].uuid), 1)


def test_a_newcomer_is_called_by_somebody_at_once(village, now):
    new = add_contact(
        plan=village.plan, facts=ContactFacts("Fred", ("5550006",)), by=village.keeper, now=now
    )
    new.refresh_from_db()
    assert new.called_by == village.people["anu"]
    with pytest.raises(NoAddressToAsk):
        ask_contact(contact=new, by=village.keeper, now=now)
    with pytest.raises(ConsentInFuture):
        note_paper_consent(
            contact=new, given_date=date(2023, 10, 3), note="x", by=village.keeper, now=now
        )


def test_roles_name_nobody_twice_and_nobody_who_left(village, now):
    people, by = village.people, village.keeper
    role = village.plan.roles.get(title="Esmaabi")
    said = {"plan": village.plan, "explanation": "", "by": by}
    with pytest.raises(NobodyTwice):
        save_role(role=role, title="Esmaabi", holders=[people["dima"]] * 2, **said)
    with pytest.raises(RoleIsThere):
        save_role(role=role, title="Juht", holders=[], **said)
    leave(contact=people["dima"], by=by, now=now)
    with pytest.raises(NotInThePlan):
        save_role(role=role, title="Esmaabi", holders=[people["dima"]], **said)
    save_role(role=role, title="Esmaabi", holders=[people["clara"], people["boris"]], **said)
    assert [one.contact for one in role.holders.order_by("rank")] == [
        people["clara"], people["boris"],
    ]  # fmt: skip


def test_copies_are_numbered_and_old_ones_are_called_back(village, now):
    by, day = village.keeper, date(2023, 10, 2)
    published(village, now)
    given = {"plan": village.plan, "given_to": "Rahvamaja", "by": by, "now": now}
    first = give_copy(given_date=day, submission=uuid4(), **given)
    second = give_copy(given_date=day, submission=uuid4(), **given)
    with pytest.raises(GivenInFuture):
        give_copy(given_date=date(2023, 10, 3), submission=uuid4(), **given)
    leave(contact=village.people["dima"], by=by, now=now)
    published(village, now)

    assert "2 copies of older versions are to be brought back." in texts(village, now)
    note_returned(copy=first, by=by, now=now)
    note_returned(copy=second, by=by, now=now)
    assert not any("brought back" in text for text in texts(village, now))
    assert list(PlanCopy.objects.order_by("number").values_list("number", "returned_date")) == [
        (1, day), (2, day),
    ]  # fmt: skip


def test_drills_reviews_and_their_reminders(village, now):
    by = village.keeper
    published(village, now)
    year = now + timedelta(days=370)
    assert remind_keepers(now=now) == {"review": 0, "drill": 0}
    assert remind_keepers(now=year) == {"review": 1, "drill": 1}
    assert remind_keepers(now=year + timedelta(days=1)) == {"review": 0, "drill": 0}
    later = year.date()
    assert plans_to_review(by, later).get() == plans_to_try(by, later).get() == village.plan
    assert not plans_to_try(village.coordinator, later).exists()
    with pytest.raises(DrillAhead):
        record_drill(plan=village.plan, facts=DrillFacts(later + timedelta(days=1), "Kõned"),
                     tasks=[], submission=uuid4(), by=by, now=year)  # fmt: skip
    submission = uuid4()
    for _twice in range(2):
        drill = record_drill(
            plan=village.plan, facts=DrillFacts(later, "Kõned", minutes=41, people=12),
            tasks=[("Laadi raadio aku", later - timedelta(days=3))], submission=submission, by=by,
            now=year,
        )  # fmt: skip
    note_review(plan=village.plan, by=by, now=year)

    assert Drill.objects.count() == 1
    assert not plans_to_review(by, later).exists()
    assert not plans_to_try(by, later).exists()
    task = drill.tasks.get()
    assert late_tasks(by, later).get() == task
    finish_task(task=task, by=by, now=year)
    assert not late_tasks(by, later).exists()


def test_a_plan_begins_with_roles_in_the_communitys_language_and_begins_once(now):
    of = communities.community(language="en")
    keeper = communities.keeper(of)

    plan = begin_plan(community=of, by=keeper, now=now)
    again = begin_plan(community=of, by=keeper, now=now)

    assert plan == again
    assert plan.roles.order_by("position").first().title == "Leader"
    with pytest.raises(PermissionDenied):
        begin_plan(community=communities.community(), by=keeper, now=now)
    with pytest.raises(PermissionDenied):
        show_phones(plan=make.plan(), are_shown=True, by=keeper, now=make.AT)


def test_details_sealed_with_a_lost_key_are_said_to_be_lost(village, settings):
    kept = village.people["anu"].sealed_details
    settings.SECRET_KEY = "another"
    settings.SECRET_KEY_FALLBACKS = []

    assert unsealed(kept).is_lost
    assert CrisisContact.objects.get(pk=village.people["anu"].pk).name == "Anu Allik"
