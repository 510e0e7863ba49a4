"""A proposal stands on a figure that is shown, of the own organisation; its change is noted there."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loim.casework.actions.proposals.making import FigureNotShown, propose_from_figure
from loim.casework.actions.proposals.watching import (
    ChangeBeforeEvidence,
    ChangeIsToCome,
    note_change,
)
from loim.casework.actions.statistics.publishing import publish_due_months
from loim.casework.models import ProposalEvidence
from loim.casework.queries.statistics.figures import Figures
from loim.ideas.actions.proposal.keeping import ProposalText
from loim.ideas.models import Proposal
from loim.people.models import Role, User
from tests.casework.conftest import Desks
from tests.casework.keys_of_figures import evidence
from tests.casework.protection.test_row_security import as_web_role
from tests.factories.figures import enquiries_of_month
from tests.factories.people import membership
from tests.factories.services import service, topic

NOW = datetime(2023, 10, 9, 9, tzinfo=UTC)
SEPTEMBER = date(2023, 9, 1)


@pytest.fixture
def figures(desks: Desks) -> Figures:
    topics = {
        topic(slug=slug): number
        for slug, number in (("housing", 40), ("work", 60), ("school", 9), ("rare", 2))
    }
    enquiries_of_month(desks.rakvere, desks.anu, SEPTEMBER, topics)
    publish_due_months(now=NOW)
    return Figures(desks.rakvere, SEPTEMBER, SEPTEMBER)


def propose(desks: Desks, figures: Figures, category: str = "housing", **fields: Any) -> Proposal:
    said = {
        "figures": figures, "dimension": "topic", "category": category, "month": SEPTEMBER,
        "words": ProposalText("Kodu leidmine", "Et leida kodu.", "et"), "owner": desks.tartu,
        "owner_email": "info@example.ee", "answer_by": date(2023, 11, 9), "submission": uuid4(),
        "by": desks.anu, "now": NOW, **fields,
    }  # fmt: skip
    return propose_from_figure(**said)  # type: ignore[arg-type]


def test_the_figure_is_kept_as_it_was_published(desks: Desks, figures: Figures) -> None:
    submission = uuid4()
    made = propose(desks, figures, submission=submission)
    again = propose(desks, figures, submission=submission)

    kept = ProposalEvidence.objects.get()
    assert made == again == kept.proposal
    assert (kept.dimension, kept.category, kept.start_date, kept.value) == (
        "topic", "housing", SEPTEMBER, 40,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        ProposalEvidence.objects.update(value=50)


def test_a_hidden_number_carries_no_proposal(desks: Desks, figures: Figures) -> None:
    for category in ("rare", "nothing"):
        with pytest.raises(FigureNotShown):
            propose(desks, figures, category)
    assert not Proposal.objects.exists()


def test_nobody_proposes_with_another_citys_figures(desks: Desks, figures: Figures) -> None:
    with pytest.raises(PermissionDenied):
        propose(desks, figures, by=desks.olev)
    client = Client()
    client.force_login(desks.olev)
    address = f"/en/counselling/proposals/new/?organisation={desks.rakvere.pk}"
    assert client.get(f"{address}&by=topic&category=housing").status_code == 403


def test_a_change_is_noted_by_whoever_proposed_and_not_ahead(
    desks: Desks, figures: Figures
) -> None:
    watch = propose(desks, figures).watch  # type: ignore[attr-defined]
    membership(desks.anu, desks.rakvere, Role.EDITOR)
    changed = service(desks.rakvere, User.objects.get(pk=desks.anu.pk))

    with pytest.raises(PermissionDenied):
        note_change(watch=watch, service=changed, changed_on=SEPTEMBER, by=desks.olev, now=NOW)
    with pytest.raises(ChangeIsToCome):
        note_change(
            watch=watch, service=changed, changed_on=date(2023, 10, 10), by=desks.anu, now=NOW
        )
    with pytest.raises(ChangeBeforeEvidence):
        note_change(
            watch=watch, service=changed, changed_on=date(2023, 8, 31), by=desks.anu, now=NOW
        )
    note_change(watch=watch, service=changed, changed_on=date(2023, 10, 2), by=desks.anu, now=NOW)
    watch.refresh_from_db()
    assert (watch.service, watch.changed_on) == (changed, date(2023, 10, 2))


def test_everybody_reads_what_a_proposal_stands_on(desks: Desks, figures: Figures) -> None:
    made = propose(desks, figures)

    page = Client().get(f"/en/counselling/proposals/{made.pk}/")
    assert "no change noted yet" in page.content.decode()
    assert "The figures behind it" in Client().get(f"/en/proposals/{made.pk}/").content.decode()
    with as_web_role():
        assert ProposalEvidence.objects.count() == 1
        assert ProposalEvidence.objects.filter(pk__gt=0).delete()[0] == 0


def test_the_list_takes_as_many_queries_for_one_and_three(desks: Desks, figures: Figures) -> None:
    client = Client()
    client.force_login(desks.anu)
    counts = []
    for many in (1, 2):
        for _ in range(many):
            evidence(desks.rakvere)
        client.get("/en/counselling/proposals/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/en/counselling/proposals/").status_code == 200
        counts.append(len(caught))

    assert ProposalEvidence.objects.count() == 3
    assert counts[0] == counts[1] > 0
