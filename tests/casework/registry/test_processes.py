"""Registry services: steps, what they take, and the one enquiry that each of them counts as."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from loim.casework.actions.clients.refusals import NotAgreed, StepNotPossible
from loim.casework.actions.registry.processes import (
    ProcessFacts,
    finish_process,
    give_up_process,
    start_process,
    take_up_process,
    tick_steps,
)
from loim.casework.models import Client, Enquiry, RegistryProcess, RegistryTemplate
from loim.casework.queries.clients.naming import code_of
from loim.casework.queries.registry.running import time_taken
from tests.casework.clients.conftest import CODE
from tests.casework.conftest import Desks
from tests.factories.casework import client
from tests.factories.services import topic

Begin = Callable[..., RegistryProcess]


@pytest.fixture
def begin(desks: Desks, now: datetime) -> Begin:
    def do(kind: str = "personal_code", of: Client | None = None, days_ago: int = 0) -> Any:
        return start_process(
            organisation=desks.rakvere, facts=ProcessFacts(kind, language="uk"), client=of,
            submission=uuid4(), by=desks.anu, now=now - timedelta(days=days_ago),
        )  # fmt: skip

    return do


def test_a_finished_one_counts_as_one_enquiry_and_its_code_goes_into_the_record(
    begin: Begin, desks: Desks, now: datetime
) -> None:
    of = client(desks.rakvere)
    process = begin(of=of)
    steps = [step.pk for step in process.steps.all()]
    tick_steps(
        process=process, done=steps[:2], shown=steps, minutes=25, appointment_at=None,
        by=desks.anu, now=now,
    )  # fmt: skip

    finish_process(process=process, topic=topic(), minutes=15, code=CODE, by=desks.anu, now=now)

    made = Enquiry.objects.get()
    of.refresh_from_db()
    process.refresh_from_db()
    assert (made.minutes, made.outcome, made.language, made.client) == (40, "answered", "uk", of)
    assert (process.state, process.enquiry) == ("done", made)
    assert code_of(of) == CODE
    with pytest.raises(StepNotPossible):
        finish_process(process=process, topic=topic(), minutes=0, by=desks.anu, now=now)
    assert Enquiry.objects.count() == 1


def test_without_agreement_the_code_is_kept_nowhere(
    begin: Begin, desks: Desks, now: datetime
) -> None:
    of = client(desks.rakvere, scope=("record",))
    process = begin(of=of)

    with pytest.raises(NotAgreed):
        finish_process(process=process, topic=topic(), minutes=5, code=CODE, by=desks.anu, now=now)

    process.refresh_from_db()
    assert process.state == "running"
    anonymous = finish_process(
        process=begin(), topic=topic(), minutes=5, code=CODE, by=desks.anu, now=now
    )
    assert CODE not in str(vars(anonymous))
    assert not Enquiry.objects.get().client


def test_a_step_that_was_not_shown_keeps_its_tick(
    begin: Begin, desks: Desks, now: datetime
) -> None:
    process = begin()
    first, second, *_rest = [step.pk for step in process.steps.order_by("pk")]
    said = {"process": process, "minutes": 0, "appointment_at": None, "by": desks.anu, "now": now}
    tick_steps(done=[first], shown=[first], **said)
    tick_steps(done=[second], shown=[second], **said)

    assert process.steps.filter(done_at__isnull=False).count() == 2


def test_given_up_and_taken_up_again(begin: Begin, desks: Desks, now: datetime) -> None:
    process = begin()
    give_up_process(process=process, by=desks.anu, now=now)
    with pytest.raises(StepNotPossible):
        give_up_process(process=process, by=desks.anu, now=now)
    take_up_process(process=process, by=desks.anu, now=now)

    process.refresh_from_db()
    assert (process.state, process.ended_at) == ("running", None)
    with pytest.raises(PermissionDenied):
        give_up_process(process=process, by=desks.olev, now=now)


def test_what_they_take_on_average(begin: Begin, desks: Desks, now: datetime) -> None:
    for days in (4, 8):
        finish_process(
            process=begin("residence", days_ago=days), topic=topic(), minutes=10 * days,
            by=desks.anu, now=now,
        )  # fmt: skip
    begin("residence")

    times = {row.kind: row for row in time_taken(desks.rakvere, now=now)}

    row = times["residence"]
    assert (row.running, row.done, row.days, row.minutes) == (1, 2, 6.0, 60.0)
    assert (times["bus_card"].done, times["bus_card"].days) == (0, None)
    assert time_taken(desks.tartu, now=now)[0].done == 0


def test_the_pages_from_begin_to_finish(desks: Desks) -> None:
    translation.activate("en")
    browser = Browser()
    browser.force_login(desks.anu)
    about = topic()
    new = reverse("registry-new")
    response = browser.post(
        new, {"kind": "residence", "channel": "desk", "language": "ru",
              "target_group": "newcomer", "submission": str(uuid4())},
    )  # fmt: skip
    process = RegistryProcess.objects.get()
    assert response["Location"] == reverse("registry-process", args=[process.uuid])

    page = browser.get(response["Location"]).content.decode()
    assert "Договор аренды" in page  # for whoever brings it
    assert "rental contract" in page  # for whoever helps

    finish = reverse("registry-finish", args=[process.uuid])
    assert browser.post(finish, {"minutes": "5"}).context["finish"].errors["topic"]
    browser.post(finish, {"topic": about.pk, "minutes": "5"})
    assert "counts as one enquiry" in browser.get(response["Location"]).content.decode()
    listed = browser.get(reverse("registry-list") + "?state=all")
    assert [row.state for row in listed.context["rows"]] == ["done"]


def test_an_organisations_own_list_is_whole_in_each_language_it_has(desks: Desks) -> None:
    translation.activate("en")
    browser = Browser()
    browser.force_login(desks.anu)
    url = reverse("registry-template", args=["bus_card"])

    told = browser.post(url, {"steps_et": "Üks\nKaks", "steps_ru": "Один", "bring_et": ""})
    assert "steps_ru" in told.context["form"].errors
    assert browser.post(url, {"steps_et": ""}).context["form"].errors["steps_et"]
    browser.post(url, {"steps_et": "Üks\nKaks", "steps_ru": "Один\nДва"})

    assert RegistryTemplate.objects.get().content == {
        "bring": [],
        "steps": [{"et": "Üks", "ru": "Один"}, {"et": "Kaks", "ru": "Два"}],
    }
    assert browser.get(reverse("registry-template", args=["nothing"])).status_code == 404


def test_the_list_asks_as_much_for_three_rows_as_for_one(begin: Begin, desks: Desks) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = Browser()
    browser.force_login(desks.anu)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse("registry-list")).status_code == 200
        return len(caught)

    begin(of=client(desks.rakvere))
    browser.get(reverse("registry-list"))
    one = queries()
    begin(of=client(desks.rakvere))
    begin()

    assert queries() == one
