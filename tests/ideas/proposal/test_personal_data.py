"""What proposals keep about people is declared, given out, and erased."""

from datetime import datetime

import pytest
from django.apps import apps

from loim.ideas.actions.proposal.answering import save_draft
from loim.ideas.actions.proposal.forgetting import erase_account
from loim.ideas.models import AnswerDraft, AnswerLink
from loim.ideas.queries.proposal.own import export_proposals
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import user
from tests.factories.proposals import answered, owner_of, proposal

pytestmark = pytest.mark.django_db
MODELS = ("Proposal", "ProposalHistory", "ProposalStep", "AnswerLink", "AnswerDraft")


@pytest.mark.parametrize("model", MODELS)
def test_each_field_is_declared_or_found_to_be_impersonal(model: str) -> None:
    label = f"ideas.{model}"
    fields = {f"{label}.{field.name}" for field in apps.get_model(label)._meta.concrete_fields}
    declared = {field for field in fields if field in PERSONAL_DATA}
    impersonal = {field for field in fields if field in NOT_PERSONAL}
    assert declared | impersonal == fields
    assert not declared & impersonal


def test_somebody_gets_all_that_names_them(now: datetime) -> None:
    asked = user("kantselei@example.ee")
    made = answered(proposal(now, title="Buss"), now)
    assert [
        (row["proposal"], row["asked_at"], row["sent_by_you"]) for row in export_proposals(asked)
    ] == [("Buss", "kantselei@example.ee", False)]
    assert made.answered_by is not None
    [answer] = export_proposals(made.answered_by)
    assert answer["steps"][0]["words"] == "Teeme ära."
    assert export_proposals(user()) == []


def test_erasing_leaves_what_the_institution_said(now: datetime) -> None:
    asked = user("Kantselei@example.ee")
    made = answered(proposal(now, owner_email="kantselei@example.ee"), now)
    other = proposal(now, owner_email="teine@example.ee")
    person = owner_of(made)
    save_draft(proposal=made, typed={"note": "Poolik"}, by=person, now=now)

    erase_account(asked, now)
    erase_account(person, now)

    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.owner_email, made.answer, other.owner_email) == (
        "",
        "Teeme ära.",
        "teine@example.ee",
    )
    assert list(AnswerLink.objects.values_list("email", flat=True)) == ["teine@example.ee"]
    assert AnswerDraft.objects.count() == 0
    history = apps.get_model("ideas", "ProposalHistory").objects.filter(pgh_obj_id=made.pk)
    assert set(history.values_list("owner_email", flat=True)) == {""}
