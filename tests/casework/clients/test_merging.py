"""Two records of one person: merged with their history, separated again, whoever comes at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from loim.casework.actions.clients.merging import merge_clients, separate_clients
from loim.casework.actions.clients.recording import make_client
from loim.casework.actions.clients.refusals import RecordedAlready, StepNotPossible
from loim.casework.actions.registry.processes import ProcessFacts, start_process
from loim.casework.models import Case, Client, ClientMerge, Enquiry
from loim.casework.queries.clients.likely_same import others_like
from loim.casework.queries.clients.naming import code_of, contact_of
from tests.casework.clients.conftest import CODE, consent_of, facts
from tests.casework.conftest import Desks
from tests.events.places.parallel import at_once
from tests.factories.casework import case, client, enquiry

Record = Callable[..., Client]


def test_what_belonged_to_both_stands_in_one_and_goes_back(
    record: Record, desks: Desks, now: datetime
) -> None:
    kept, gone = record(email="maria@example.ee"), record(code=CODE, name="Marija Naidis")
    own, moved = case(kept, desks.anu), case(gone, desks.anu)
    asked = enquiry(desks.rakvere, desks.anu, client=gone, case=moved)
    process = start_process(
        organisation=desks.rakvere, facts=ProcessFacts("bus_card"), client=gone,
        submission=uuid4(), by=desks.anu, now=now,
    )  # fmt: skip

    merge = merge_clients(kept=kept, gone=gone, by=desks.anu, now=now)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert set(kept.cases.all()) == {own, moved}
    assert (Enquiry.objects.get().client, kept.registry_processes.get()) == (kept, process)
    assert (code_of(kept), code_of(gone), gone.state, gone.merged_into) == (
        CODE, "", "merged", kept,
    )  # fmt: skip
    later = case(kept, desks.anu)

    separate_clients(merge=merge, by=desks.anu, now=now + timedelta(days=1))

    kept.refresh_from_db()
    gone.refresh_from_db()
    asked.refresh_from_db()
    assert set(kept.cases.all()) == {own, later}  # what came since stays
    assert (list(gone.cases.all()), asked.client, asked.case) == ([moved], gone, moved)
    assert (code_of(kept), code_of(gone), gone.state) == ("", CODE, "active")
    assert contact_of(kept).email == "maria@example.ee"
    assert gone.consents.get().ended_at is None
    with pytest.raises(StepNotPossible):
        separate_clients(merge=merge, by=desks.anu, now=now)


def test_nobody_merges_across_cities_or_a_record_with_itself(
    record: Record, desks: Desks, now: datetime
) -> None:
    ours, theirs = record(), client(desks.tartu)

    for kept, gone, by, refusal in (
        (ours, theirs, desks.anu, PermissionDenied),
        (ours, ours, desks.anu, StepNotPossible),
        (ours, ours, desks.olev, PermissionDenied),
    ):
        with pytest.raises(refusal):
            merge_clients(kept=kept, gone=gone, by=by, now=now)

    assert not ClientMerge.objects.exists()


def test_the_same_name_and_year_hint_at_the_same_person(record: Record) -> None:
    first = record(name="Õnne Kask", birth_year=1980)
    second = record(name="kask  ONNE", birth_year=1980)
    record(name="Õnne Kask", birth_year=1981)

    assert others_like(first) == [second]


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_at_once(desks: Desks, now: datetime) -> None:
    """Four forms with one code make one record; crosswise merging leaves one that is kept."""
    answers = at_once(
        [
            lambda: make_client(
                organisation=desks.rakvere, facts=facts(code=CODE), consent=consent_of(desks),
                submission=uuid4(), by=desks.anu, now=now,
            )
        ]
        * 4
    )  # fmt: skip
    assert Client.objects.count() == 1
    assert sum(isinstance(answer, RecordedAlready) for answer in answers) == 3

    one = Client.objects.get()
    two = client(desks.rakvere)
    case(one, desks.anu)
    answers = at_once(
        [
            lambda: merge_clients(kept=one, gone=two, by=desks.anu, now=now),
            lambda: merge_clients(kept=two, gone=one, by=desks.anu, now=now),
        ]
    )
    assert sum(isinstance(answer, StepNotPossible) for answer in answers) == 1
    assert sorted(Client.objects.values_list("state", flat=True)) == ["active", "merged"]
    assert Case.objects.get().client.state == "active"
