"""Pages of meetings, minutes, decisions and tasks: who sees what, and what they do."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from loim.networks.actions.meetings.minutes import approve_minutes, begin_minutes
from loim.networks.models import Meeting, MeetingDecision, MeetingHabits, Network
from loim.networks.queries.meetings.own_links import minutes_link_of, task_link_of
from loim.portal.waiting import meetings as waiting
from loim.search.providers import provider_of
from tests.factories import meetings as make
from tests.factories import user
from tests.factories.networks import member
from tests.networks.meetings.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


@pytest.fixture
def held(circle):
    meeting = make.meeting(circle.network, DAY, number=1)
    make.there(meeting, circle.chair, circle.mari, circle.jaan)
    begin_minutes(meeting=meeting, by=circle.coordinator, now=timezone.now())
    return Meeting.objects.get(pk=meeting.pk)


def shown(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def test_a_meeting_is_planned_held_written_and_approved_page_by_page(client, circle):
    client.force_login(circle.coordinator)
    plan = reverse("network-meetings-plan", args=[circle.network.pk])
    said = {"day": timezone.localdate().isoformat(), "start_time": "13:00", "end_time": "12:00"}

    refused = client.post(plan, {**said, "agenda": "Kool"}).content.decode()
    assert "The end must be after the beginning." in refused
    assert "Write where it takes place" in refused
    assert ">Kool</textarea>" in refused.replace("\r\n", "").replace("\n", "")
    client.post(plan, {**said, "end_time": "15:00", "place": "Rakvere", "agenda": "Kool\nKodu"})
    meeting = Meeting.objects.get()
    page = shown(client, "network-meeting", meeting.pk)
    assert "not published" in page
    assert reverse("event-agenda", args=[meeting.event_id]) in page

    there = {f"member-{one.pk}": "present" for one in (circle.chair, circle.mari, circle.jaan)}
    client.post(reverse("network-meeting-presence", args=[meeting.pk]), there)
    assert "3 of 4 voters are here; 3 are needed." in shown(client, "network-meeting", meeting.pk)
    client.post(reverse("network-minutes-begin", args=[meeting.pk]))
    write = reverse("network-minutes-write", args=[meeting.pk])
    first, second = meeting.items.order_by("position")
    form = client.get(write).context["rows"]
    seen = {f"seen-{row.item.pk}": row.seen for row, _shown in form}
    texts = {f"text-{first.pk}": "Räägiti koolist.", f"text-{second.pk}": ""}
    to = client.post(write, {**seen, **texts, "then": f"decision:{first.pk}"})
    assert to.url.endswith(f"decisions/new/?item={first.pk}")

    decision = {"item": first.pk, "wording": "Korraldame infopäeva.", "outcome": "adopted",
                "voting": "counted", "votes_for": 4, "votes_against": 0}  # fmt: skip
    too_many = client.post(to.url, decision).content.decode()
    assert "These are 4 votes, and 3 voters are there." in too_many
    assert "Korraldame infopäeva." in too_many
    client.post(to.url, {**decision, "votes_for": 3})
    client.post(reverse("network-minutes-item-new", args=[meeting.pk]), {"title": "Muu"})
    assert meeting.items.count() == 3
    task = {"title": "Saata kutse", "who": f"m{circle.mari.pk}", "due_date": "2030-01-01",
            "decision": MeetingDecision.objects.get().pk}  # fmt: skip
    client.post(reverse("network-meeting-task-new", args=[meeting.pk]), task)
    client.post(reverse("network-minutes-approve", args=[meeting.pk]), {"how": "chair"})

    minutes = shown(client, "network-minutes", meeting.pk)
    for words in ("Approved by the chair", "Adopted: 3 for", "Saata kutse", "Mari Näidis"):
        assert words in minutes
    pdf = client.get(reverse("network-minutes-pdf", args=[meeting.pk]))
    assert pdf.content.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf.content


def test_two_secretaries_see_both_texts(client, circle, held):
    item = held.items.get()
    write = reverse("network-minutes-write", args=[held.pk])
    client.force_login(circle.coordinator)
    row = client.get(write).context["rows"][0][0]
    item.text = "Esimene kirjutas nii."
    item.save()

    mine = {f"text-{item.pk}": "Teine kirjutas teisiti.", f"seen-{item.pk}": row.seen}
    both = client.post(write, mine)

    assert "Esimene kirjutas nii." in both.content.decode()
    assert "Teine kirjutas teisiti." in both.content.decode()
    row = both.context["rows"][0][0]
    client.post(write, {f"text-{item.pk}": "Koos.", f"seen-{item.pk}": row.seen})
    item.refresh_from_db()
    assert item.text == "Koos."


def test_a_decision_saved_by_somebody_else_meanwhile_is_shown(client, circle, held):
    decision = make.decision(held.items.get(), wording="Meie sõnastus")
    client.force_login(circle.coordinator)
    url = reverse("network-decision-edit", args=[decision.pk])
    form = client.get(url).context["form"]
    MeetingDecision.objects.filter(pk=decision.pk).update(
        wording="Nende sõnastus", written_at=timezone.now()
    )
    said = {"item": decision.item_id, "wording": "Minu sõnastus", "outcome": "adopted",
            "voting": "consensus"}  # fmt: skip

    refused = client.post(url, {**said, "seen": form.initial["seen"]})

    assert "Nende sõnastus" in refused.content.decode()
    assert "Minu sõnastus" in refused.content.decode()
    again = refused.context["form"].data["seen"]
    client.post(url, {**said, "seen": again})
    decision.refresh_from_db()
    assert decision.wording == "Minu sõnastus"


def test_who_reads_what(client, circle, held):
    item = held.items.get()
    item.text = "Salajane jutt"
    item.save()
    make.decision(item, wording="Avalik otsus")
    addresses = {
        name: reverse(name, args=[key])
        for name, key in (
            ("network-meetings", circle.network.pk),
            ("network-meeting", held.pk),
            ("network-minutes", held.pk),
            ("network-tasks", circle.network.pk),
        )
    }

    def answers(person):
        client.logout()
        if person:
            client.force_login(person)
        return [client.get(address).status_code for address in addresses.values()]

    mari = user("mari@example.ee")
    assert answers(circle.chair_account) == [200, 200, 200, 200]
    assert answers(mari) == [200, 200, 403, 200]  # the draft is for those who write it
    assert answers(user("voeras@example.ee")) == [403, 403, 403, 403]
    assert answers(None) == [302, 302, 302, 302]

    circle.chair.role_end_date = timezone.localdate() - timedelta(days=1)
    circle.chair.save()
    assert answers(circle.chair_account) == [200, 200, 403, 200]  # a chair no more
    approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=timezone.now())
    assert answers(mari) == [200, 200, 200, 200]
    client.force_login(mari)
    minutes = shown(client, "network-minutes", held.pk)
    assert "Salajane jutt" in minutes
    assert "Jaan Näidis" not in minutes  # he did not agree to be listed
    Network.objects.filter(pk=circle.network.pk).update(is_public=True)
    assert answers(None) == [200, 200, 302, 302]
    client.logout()
    public = shown(client, "network-decisions", circle.network.pk)
    assert "Avalik otsus" in public
    for page in (public, shown(client, "network-meeting", held.pk)):
        assert "Salajane jutt" not in page
        assert "Näidis" not in page


def test_votes_by_name_are_public_only_where_the_network_says_so(client, circle, held):
    decision = make.decision(held.items.get(), voting="named", votes_for=1)
    circle.mari.listed_consent_at = timezone.now()
    circle.mari.save()
    held.votes.create(decision=decision, member=circle.mari, choice="for")
    approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=timezone.now())
    Network.objects.filter(pk=circle.network.pk).update(is_public=True)

    assert "Mari" not in shown(client, "network-decisions", circle.network.pk)
    MeetingHabits.objects.create(network=circle.network, votes_are_public=True)
    assert "Mari" in shown(client, "network-decisions", circle.network.pk)


def test_links_in_letters_open_the_task_and_the_approved_minutes(client, circle, held):
    task = make.task(circle.network, owner=circle.mari)
    make.decision(held.items.get())
    minutes = minutes_link_of(held, "en")
    own = task_link_of(task, "en")

    assert client.get(minutes).status_code == 404  # a draft
    approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=timezone.now())
    assert client.get(minutes).status_code == 200
    assert client.get(f"{minutes}pdf/").content.startswith(b"%PDF-")
    assert client.get(own[:-3] + "xx/").status_code == 404
    assert "Mari" not in client.get(own).content.decode()
    client.post(own, {"note": "Tehtud"})
    task.refresh_from_db()
    assert (task.state, task.closed_note, task.closed_by) == ("done", "Tehtud", None)
    assert client.post(own, {"note": "Jälle"}).status_code == 200


def test_a_task_is_closed_by_its_owner_and_dropped_by_the_network(client, circle):
    task = make.task(circle.network, owner=circle.mari, title="Saata kutse")
    address = reverse("network-task", args=[task.pk])
    client.force_login(user("jaan@example.ee"))
    assert "It is done" not in client.get(address).content.decode()
    assert client.post(address, {"step": "finish"}).status_code == 403

    client.force_login(user("mari@example.ee"))
    assert "Saata kutse" in client.get(reverse("networks-my-tasks")).content.decode()
    assert client.post(address, {"step": "drop", "note": "x"}).status_code == 403
    client.post(address, {"step": "finish", "note": "Saadetud"})
    client.force_login(circle.coordinator)
    client.post(address, {"step": "reopen"})
    assert "Write why it is dropped" in client.post(address, {"step": "drop"}).content.decode()
    changed = {"title": "Saata kutsed", "who": f"o{circle.world.rakvere.pk}",
               "due_date": "2030-01-01"}  # fmt: skip
    client.post(reverse("network-task-edit", args=[task.pk]), changed)
    task.refresh_from_db()
    assert (task.owner, task.organisation) == (None, circle.world.rakvere)


def test_lists_take_as_many_queries_for_one_row_as_for_three(client, circle):
    client.force_login(circle.chair_account)
    held = _approved_with_everything(circle, 0)
    names = (
        ("network-meetings", circle.network.pk), ("network-tasks", circle.network.pk),
        ("network-decisions", circle.network.pk), ("network-meeting", held.pk),
        ("network-minutes", held.pk), ("network", circle.network.pk), ("networks-my-tasks", None),
    )  # fmt: skip

    def counted():
        found = {}
        for name, key in names:
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse(name, args=[key] if key else []))
            found[name] = len(captured)
        return found

    counted()
    one = counted()
    for index in (1, 2):
        _approved_with_everything(circle, index)
    _fill(circle, held)

    assert counted() == one
    assert max(one.values()) <= 40


def _approved_with_everything(circle, index):
    meeting = make.meeting(circle.network, DAY + timedelta(days=index), state="draft")
    _fill(circle, meeting)
    make.there(meeting, circle.chair)
    Meeting.objects.filter(pk=meeting.pk).update(
        state="approved", approved_at=timezone.now(), approved_how="chair", entitled=4, present=3,
        needed=3,
    )  # fmt: skip
    return meeting


def _fill(circle, meeting):
    """Two decisions with votes and tasks; of approved minutes only tasks."""
    decision = None
    if meeting.state == "draft" and not Meeting.objects.filter(pk=meeting.pk, state="approved"):
        item = make.item(meeting)
        for _each in range(2):
            decision = make.decision(item, voting="named", votes_for=1)
            decision.votes.create(meeting=meeting, member=circle.chair, choice="for")
    make.task(circle.network, owner=circle.mari, meeting=meeting, decision=decision)
    make.task(circle.network, owner=circle.chair, state="done", closed_at=timezone.now())
    make.task(circle.network, organisation=circle.world.fund, due_date=timezone.localdate())


def test_my_work_says_what_waits(circle):
    held = make.meeting(circle.network, timezone.localdate(), state="draft")
    make.item(held)
    make.task(circle.network, owner=circle.chair, due_date=timezone.localdate())
    Network.objects.filter(pk=circle.network.pk).update(start_date=date(2022, 1, 1))
    make.decision(held.items.get())

    texts = [item.text for item in waiting.waiting_for(circle.chair_account, timezone.now())]
    kept = [item.text for item in waiting.waiting_for(circle.coordinator, timezone.now())]

    assert any("1 task of your networks is due" in text for text in texts)
    assert any("minutes" in text for text in texts)
    assert any("minutes" in text for text in kept)
    assert list(waiting.waiting_for(user("voeras@example.ee"), timezone.now())) == []


def test_county_meetings_that_are_owed_are_listed(client, circle):
    client.force_login(circle.coordinator)
    Network.objects.filter(pk=circle.network.pk).update(start_date=date(2022, 1, 1))

    assert (
        "Lääne-Viru spetsialistid"
        in client.get(reverse("networks-county-meetings")).content.decode()
    )
    assert "2 more are owed by" in shown(client, "network-list")
    assert "at least 2 meetings for the whole county" in shown(
        client, "network-meetings", circle.network.pk
    )


def test_only_approved_decisions_of_public_networks_are_found(circle, held):
    decision = make.decision(held.items.get())
    documents = provider_of("decisions").documents

    assert list(documents([decision.pk])) == []
    approve_minutes(meeting=held, how="chair", by=circle.coordinator, now=timezone.now())
    assert list(documents([decision.pk])) == []
    Network.objects.filter(pk=circle.network.pk).update(is_public=True)
    found = list(documents([decision.pk]))
    assert [one.texts["et"].title for one in found] == ["Otsustati korraldada infopäev."]
    member(circle.network, name="Uus")
