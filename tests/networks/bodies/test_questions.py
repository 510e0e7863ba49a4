"""A question to a body: asked, commented, opinion, answer, change; and who may not."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from loim.common.constraints import violated_constraint
from loim.common.models import OutgoingMail
from loim.networks.actions.bodies import answering, asking, opinions
from loim.networks.actions.bodies.desk import StepNotPossible
from loim.networks.models import Mandate, Member, Network
from loim.networks.models.bodies import BodyQuestion, Opinion, OpinionVote, QuestionComment
from loim.networks.queries.bodies.own_link import asked_path
from loim.networks.queries.bodies.record import RecordFilter, record
from tests.factories import bodies as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = make.NOW
TODAY = date(2024, 5, 1)
LATER = NOW + timedelta(days=5)


@pytest.fixture
def sitting(body: Network) -> list[tuple[Member, Mandate]]:
    """A chair, a member, and one whose mandate ended yesterday."""
    seats = list(body.seats.order_by("position"))
    return [
        make.sits(body, seats[0], name="Ene Esimees", email="ene@example.ee", role="chair"),
        make.sits(body, seats[1], name="Mart Liige", email="mart@example.ee"),
        make.sits(body, seats[2], name="Olle Endine", email="olle@example.ee",
                  end_date=TODAY - timedelta(days=1)),
    ]  # fmt: skip


def give(question: BodyQuestion, votes: dict[int, str], **changes: object) -> Opinion:
    said = {
        "question": question, "text": "Jah, pühapäeval avatud.", "minority_view": "Kulu on suur.",
        "votes": votes, "given_on": TODAY, "language": "et", "by": None, "as_member": None,
        "now": NOW, **changes,
    }  # fmt: skip
    return opinions.give_opinion(**said)  # type: ignore[arg-type]


def test_asking_writes_to_those_with_a_mandate_in_force(
    body: Network, sitting: list[tuple[Member, Mandate]], world: World
) -> None:
    question = make.question(body, "draft")

    asking.ask(question=question, by=world.coordinator, now=NOW)

    sent = OutgoingMail.objects.filter(template="body_asked").order_by("to")
    assert [mail.to for mail in sent] == ["ene@example.ee", "mart@example.ee"]
    question.refresh_from_db()
    assert question.state == "asked"


def test_a_question_needs_a_body_with_members_and_a_day_to_come(
    body: Network, world: World
) -> None:
    question = make.question(body, "draft")
    with pytest.raises(asking.NobodySits):
        asking.ask(question=question, by=world.coordinator, now=NOW)
    past = make.question(body, "draft", opinion_by=TODAY - timedelta(days=1))
    with pytest.raises(asking.DayPassed):
        asking.ask(question=past, by=world.coordinator, now=NOW)
    specialists = make.body(world.rakvere, world.activity, kind="specialists")
    with pytest.raises(asking.NoBody):
        asking.save_question(
            question=BodyQuestion(network=specialists), by=world.coordinator, now=NOW
        )


def test_a_member_comments_by_link_once_and_one_whose_mandate_is_over_is_refused(
    body: Network, sitting: list[tuple[Member, Mandate]], client: Client
) -> None:
    question = make.question(body, asked_at=NOW)
    said = {"question": question, "text": "Toetan.", "submission": uuid4(), "now": NOW}

    opinions.comment(member=sitting[1][0], **said)  # type: ignore[arg-type]
    opinions.comment(member=sitting[1][0], **said)  # type: ignore[arg-type]
    with pytest.raises(opinions.MandateOver):
        opinions.comment(member=sitting[2][0], **{**said, "submission": uuid4()})  # type: ignore[arg-type]

    assert QuestionComment.objects.count() == 1
    page = client.get(asked_path(make.asked(question, sitting[1][0]))).content.decode()
    assert "Toetan." in page
    assert (
        "Toetan." not in client.get(reverse("body-question", args=[question.pk])).content.decode()
    )
    over = client.get(asked_path(make.asked(question, sitting[2][0]))).content.decode()
    assert "Toetan." not in over
    assert "not in force today" in over


def test_an_opinion_counts_votes_of_mandates_in_force_and_no_others(
    body: Network, sitting: list[tuple[Member, Mandate]]
) -> None:
    (chair, first), (member, second), (_gone, over) = sitting
    question = make.question(body)
    with pytest.raises(opinions.VoteWithoutMandate, match="Olle Endine"):
        give(question, {first.pk: "for", over.pk: "against"}, as_member=chair)
    with pytest.raises(PermissionDenied):
        give(question, {first.pk: "for"}, as_member=member)
    with pytest.raises(opinions.NobodyVoted):
        give(question, {}, as_member=chair)
    with pytest.raises(opinions.OpinionDayWrong):
        give(question, {first.pk: "for"}, as_member=chair, given_on=TODAY + timedelta(days=1))

    opinion = give(question, {first.pk: "for", second.pk: "against"}, as_member=chair)

    question.refresh_from_db()
    assert (question.state, question.answer_by) == ("opinion", TODAY + timedelta(days=30))
    assert (opinion.in_force, opinion.votes.count()) == (2, 2)


def test_fewer_votes_than_the_quorum_are_no_opinion(
    body: Network, sitting: list[tuple[Member, Mandate]]
) -> None:
    Network.objects.filter(pk=body.pk).update(quorum="majority")
    (chair, first), (_member, second), _gone = sitting
    question = make.question(body)

    with pytest.raises(opinions.OpinionWithoutQuorum, match="Votes: 1, needed for a quorum: 2"):
        give(question, {first.pk: "for"}, as_member=chair)
    opinion = give(question, {first.pk: "for", second.pk: "abstained"}, as_member=chair)

    assert (opinion.in_force, opinion.votes.count()) == (2, 2)


def test_the_database_refuses_an_expired_vote_and_a_changed_opinion(
    body: Network, sitting: list[tuple[Member, Mandate]], world: World
) -> None:
    opinion = give(make.question(body), {sitting[0][1].pk: "for"}, by=world.coordinator)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        OpinionVote.objects.create(opinion=opinion, mandate=sitting[2][1], stance="for")
    assert violated_constraint(refused.value) == "vote_of_a_mandate_in_force"
    other = make.body(world.rakvere, world.activity, seats=1)
    _member, elsewhere = make.sits(other, other.seats.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        OpinionVote.objects.create(opinion=opinion, mandate=elsewhere, stance="for")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Opinion.objects.update(text="Ei.")
    with pytest.raises(ProgrammingError), transaction.atomic():
        OpinionVote.objects.update(stance="against")


def test_the_city_answers_and_a_change_is_written_down(
    body: Network, sitting: list[tuple[Member, Mandate]], world: World
) -> None:
    question = make.question(body)
    make.asked(question, sitting[0][0])
    give(question, {sitting[0][1].pk: "for"}, by=world.coordinator)
    change = {
        "question": question, "text": "Avatud.", "language": "et", "service": None,
        "proposal": None, "url": "https://example.ee", "submission": uuid4(),
        "by": world.coordinator, "now": LATER,
    }  # fmt: skip
    with pytest.raises(StepNotPossible):
        answering.record_change(changed_date=TODAY, **change)  # type: ignore[arg-type]

    answering.answer_opinion(
        question=question, position="accepted", text="Teeme.", language="et",
        by=world.coordinator, now=LATER,
    )  # fmt: skip
    with pytest.raises(answering.ChangeNotYet):
        answering.record_change(changed_date=date(2024, 9, 1), **change)  # type: ignore[arg-type]
    answering.record_change(changed_date=TODAY, **change)  # type: ignore[arg-type]
    answering.record_change(changed_date=TODAY, **change)  # type: ignore[arg-type]

    question.refresh_from_db()
    assert (question.state, question.changes.count()) == ("changed", 1)
    assert OutgoingMail.objects.filter(template="body_answered").count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_record_shows_lateness_and_no_drafts_in_as_many_queries(
    body: Network, client: Client, django_assert_num_queries: Callable[..., object], number: int
) -> None:
    make.question(body, "draft", title="Salajane mustand")
    for _ in range(number):
        late = make.question(body, "opinion", answer_by=TODAY)
        Opinion.objects.create(
            question=late, text="Jah", given_on=TODAY, in_force=1, written_at=NOW
        )
        late.changes.create(text="Muutus", changed_date=TODAY, submission=uuid4(), recorded_at=NOW)
    address = reverse("body-record")
    client.get(address)

    with django_assert_num_queries(5):
        page = client.get(address).content.decode()

    assert (
        page.count("the city&#x27;s answer is late") + page.count("the city's answer is late")
        == number
    )
    assert "Salajane" not in page
    assert client.get(reverse("body-record-file")).content.decode().count("Jah") == number
    assert record(RecordFilter(state="overdue"), TODAY).count() == 0
    assert record(RecordFilter(state="overdue"), TODAY + timedelta(days=1)).count() == number


def test_terms_name_those_who_agreed_and_keepers_see_all(
    body: Network, sitting: list[tuple[Member, Mandate]], client: Client, world: World
) -> None:
    Member.objects.filter(pk=sitting[0][0].pk).update(listed_consent_at=NOW)
    address = reverse("network-terms", args=[body.pk])

    public = client.get(address).content.decode()
    client.force_login(world.coordinator)
    kept = client.get(address).content.decode()

    assert ("Ene Esimees" in public, "Mart Liige" in public) == (True, False)
    assert "seat of residents" in public
    assert "Mart Liige" in kept


def test_a_member_of_another_body_and_a_stranger_change_nothing(
    body: Network, sitting: list[tuple[Member, Mandate]], client: Client
) -> None:
    question = make.question(body)
    client.force_login(user("v@example.ee"))
    for name in ("body-question-comment", "body-question-opinion", "body-question-step"):
        answer = client.post(reverse(name, args=[question.pk]), {"text": "x", "step": "ask"})
        assert answer.status_code == 403
    assert not QuestionComment.objects.exists()
