"""An institution without an account answers by the link of its letter, while the link holds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.ideas.actions.proposal.keeping import ask_again
from loim.ideas.actions.proposal.renewing import CannotBeRenewed, renew_link
from loim.ideas.models import AnswerLink, Proposal
from loim.ideas.queries.proposal.links import key_of
from tests.clock import freeze_time
from tests.factories.proposals import proposal, recorder

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG_AFTER = NOW + timedelta(days=200)


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def sent() -> Proposal:
    return proposal(NOW, owner_email="kantselei@example.ee")


def path_of(link: AnswerLink) -> str:
    return f"/en/proposals/letter/{key_of(link.submission)}/"


def answer(client: Client, of: Proposal, **fields: object) -> int:
    seen = of.steps.order_by("pk").last()
    form = {"status": "accepted", "note": "Teeme ära.", "language": "et", "seen": seen.pk, **fields}
    return client.post(f"/en/proposals/{of.pk}/answer/", form).status_code


def test_by_the_link_and_only_by_it_a_visitor_answers(sent: Proposal, client: Client) -> None:
    assert "/login/" in client.get(f"/en/proposals/{sent.pk}/answer/")["Location"]
    page = client.get(path_of(sent.links.get()), follow=True)
    assert "answer here for" in page.content.decode()

    assert answer(client, sent) == 302

    sent.refresh_from_db()
    assert (sent.status, sent.answered_by) == ("accepted", None)


def test_it_opens_no_other_proposal(sent: Proposal, client: Client) -> None:
    other = proposal(NOW, owner=sent.owner)
    client.get(path_of(sent.links.get()))
    assert client.get(f"/en/proposals/{other.pk}/answer/").status_code == 302
    assert answer(client, other) == 302
    other.refresh_from_db()
    assert other.status == "sent"


def test_the_table_keeps_no_key(sent: Proposal) -> None:
    link = sent.links.get()
    assert key_of(link.submission) not in str(AnswerLink.objects.values().get())
    assert path_of(link) not in str(OutgoingMail.objects.values().get())  # sealed


def test_a_wrong_key_opens_nothing(client: Client, sent: Proposal) -> None:
    assert client.get(f"/en/proposals/letter/{'a' * 32}/").status_code == 404


def test_an_expired_link_lets_nobody_answer_even_where_it_was_open(
    sent: Proposal, client: Client
) -> None:
    client.get(path_of(sent.links.get()))
    with freeze_time(LONG_AFTER):
        assert "/login/" in client.get(f"/en/proposals/{sent.pk}/answer/")["Location"]
        page = client.get(path_of(sent.links.get())).content.decode()
    assert "This link has expired" in page


def test_an_expired_link_is_renewed_once_and_to_the_same_address(
    sent: Proposal, client: Client
) -> None:
    old = sent.links.get()
    with freeze_time(LONG_AFTER):
        OutgoingMail.objects.all().delete()
        client.post(path_of(old))
        client.post(path_of(old))
        fresh = sent.links.exclude(pk=old.pk).get()
        assert [mail.to for mail in OutgoingMail.objects.all()] == ["kantselei@example.ee"]
        assert "was sent to the same address" in client.get(path_of(old)).content.decode()
        client.get(path_of(fresh))
        assert client.get(f"/en/proposals/{sent.pk}/answer/").status_code == 200


def test_a_link_that_holds_or_is_years_old_is_not_renewed(sent: Proposal) -> None:
    link = sent.links.get()
    for at in (NOW, NOW + timedelta(days=4 * 365)):
        with pytest.raises(CannotBeRenewed):
            renew_link(link=link, now=at)


def test_another_address_closes_the_first_link(sent: Proposal, client: Client) -> None:
    link = sent.links.get()
    client.get(path_of(link))
    ask_again(proposal=sent, owner_email="uus@example.ee", by=recorder(sent.made_by), now=NOW)
    assert client.get(path_of(link)).status_code == 404
    assert "/login/" in client.get(f"/en/proposals/{sent.pk}/answer/")["Location"]


def test_a_draft_survives_and_is_ones_own(sent: Proposal, client: Client) -> None:
    client.get(path_of(sent.links.get()))
    answer(client, sent, status="", note="Poolik mõte", note_ru="Мысль", draft="1")
    sent.refresh_from_db()
    assert sent.status == "sent"
    page = client.get(f"/en/proposals/{sent.pk}/answer/").content.decode()
    assert "Poolik mõte" in page
    assert "Мысль" in page
    colleague = Client()
    colleague.force_login(recorder(sent.owner))
    assert "Poolik" not in colleague.get(f"/en/proposals/{sent.pk}/answer/").content.decode()
    answer(client, sent)
    assert "Poolik" not in client.get(f"/en/proposals/{sent.pk}/answer/").content.decode()
