"""Messages and offers of work: sent, confirmed, answered, chosen, done; who is refused what."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from loim.experts.actions.consent import withdraw_consent
from loim.experts.actions.reminding import ask_how_it_went
from loim.experts.actions.requests import answering, choosing, sending
from loim.experts.models import Approach, ExpertRequest, Reference
from loim.experts.queries.own_link import request_key
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.factories import user
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


def answer(approach, what, now, words="", **more):
    return answering.answer_as_expert(
        approach=approach, answer=what, words=words, shows_address=False,
        **{"submission": uuid4(), "by": approach.expert.person, "now": now, **more},
    )  # fmt: skip


def states(request):
    rows = Approach.objects.filter(request=request).order_by("expert__name", "pk")
    return list(rows.values_list("state", flat=True))


@pytest.fixture
def three(now):
    return [make.expert(now=now, name=name) for name in ("Aino", "Berit", "Carl")]


def test_no_expert_reads_what_nobody_has_confirmed(now, three, mailbox):
    run_jobs()
    mailbox.messages.clear()
    request = make.request(*three, is_confirmed=False, now=now)
    run_jobs()
    assert [message["To"] for message in mailbox.messages] == [request.asker_email]
    with pytest.raises(PermissionDenied):
        answer(make.approach(request, three[0]), "yes", now)

    sending.confirm_request(request=request, now=now)
    sending.confirm_request(request=request, now=now)  # a link opened twice

    run_jobs()
    told = [message["To"] for message in mailbox.messages[1:]]
    assert sorted(told) == sorted(expert.person.email for expert in three)


def test_the_whole_way_to_a_confirmed_reference(now, three, mailbox):
    aino, berit, carl = three
    request = make.request(*three, now=now, start_date=now.date() + timedelta(days=3))
    run_jobs()
    mailbox.messages.clear()

    answer(make.approach(request, aino), "yes", now, "Hea meelega.")
    answer(make.approach(request, berit), "question", now, "Mis keeles?")
    answer(make.approach(request, carl), "no", now)
    assert states(request) == ["yes", "question", "no"]
    answering.write_as_asker(
        approach=make.approach(request, berit), words="Vene keeles.", submission=uuid4(), now=now
    )
    assert states(request) == ["yes", "waiting", "no"]
    answer(make.approach(request, berit), "yes", now)
    run_jobs()
    mailbox.messages.clear()
    choosing.choose_expert(approach=make.approach(request, berit), now=now)

    assert states(request) == ["released", "chosen", "released"]
    run_jobs()
    letters = {message["To"]: message["Subject"] for message in mailbox.messages}
    assert letters == {
        berit.person.email: f"You are booked: {request.subject}",
        aino.person.email: f"You are not needed any more: {request.subject}",
    }  # Carl had said no: no letter
    after = now + timedelta(days=5)
    reference = choosing.confirm_work(
        request=request, work="Koolitus", words="Väga hea!", organisation_name="Metsa küla",
        start_date=now.date(), end_date=None, submission=uuid4(), by=None, now=after,
    )  # fmt: skip
    again = choosing.confirm_work(
        request=request, work="Teine", words="", organisation_name="X", start_date=now.date(),
        end_date=None, submission=uuid4(), by=None, now=after,
    )  # fmt: skip

    assert reference == again
    assert (reference.expert, reference.state, reference.is_by_link) == (berit, "confirmed", True)
    request.refresh_from_db()
    assert request.state == "done"


def test_refusals_say_what_to_do(now, three):
    aino, berit, _carl = three
    request = make.request(aino, berit, now=now)
    approach = make.approach(request, aino)

    with pytest.raises(choosing.SaidNoYes):
        choosing.choose_expert(approach=approach, now=now)
    with pytest.raises(answering.AnswerUnknown):
        answer(approach, "perhaps", now)
    with pytest.raises(answering.AnswerUnknown):
        answer(approach, "", now, "Ainult sõnad")
    with pytest.raises(answering.NothingSaid):
        answer(approach, "question", now)
    with pytest.raises(PermissionDenied):
        answer(approach, "yes", now, by=berit.person)  # another expert of the same request
    with pytest.raises(choosing.NotBooked):
        choosing.confirm_work(
            request=request, work="Töö", words="", organisation_name="Küla", submission=uuid4(),
            start_date=now.date(), end_date=None, by=None, now=now,
        )  # fmt: skip
    choosing.close_request(request=request, now=now)
    choosing.close_request(request=request, now=now)  # again does no harm
    with pytest.raises(answering.NotOpen):
        answer(approach, "yes", now)
    with pytest.raises(choosing.NotOpen):
        choosing.choose_expert(approach=approach, now=now)


def test_what_cannot_be_sent(now, three):
    me = three[0].person
    with pytest.raises(sending.NobodyChosen):
        make.request(now=now)
    with pytest.raises(sending.OwnProfile):
        make.request(*three, by=me, now=now)
    with pytest.raises(sending.AddressMissing):
        make.request(*three, now=now, asker=sending.Asker(name="Kadri"))
    with pytest.raises(sending.TooManyExperts):
        make.request(*three * 3, now=now)
    withdraw_consent(expert=three[1], by=None, now=now)
    translation.activate("en")
    with pytest.raises(sending.NotListedAnyMore, match="has just left"):
        make.request(*three, now=now)
    assert ExpertRequest.objects.count() == 0


def test_the_name_of_an_organisation_is_for_those_who_record_for_it(
    now, three, rakvere, coordinator
):
    asker = sending.Asker(organisation=rakvere)
    with pytest.raises(PermissionDenied):
        make.request(three[0], by=user("voor@example.ee"), asker=asker, now=now)

    request = make.request(three[0], by=coordinator, asker=asker, now=now)

    assert request.on_behalf_of == rakvere.name


def test_a_form_sent_twice_makes_one_request_and_one_answer(now, three):
    key = uuid4()
    given = {
        "asked": sending.Asked("work", "Koolitus", "Palun"), "experts": three[:1],
        "asker": sending.Asker("Kadri", "kadri@example.ee"), "language": "et", "submission": key,
        "by": None, "now": now,
    }  # fmt: skip
    assert sending.send_request(**given) == sending.send_request(**given)
    request = sending.confirm_request(request=ExpertRequest.objects.get(), now=now)

    for _time in range(2):
        answer(make.approach(request, three[0]), "yes", now, "Jah!", submission=key)

    assert make.approach(request, three[0]).messages.count() == 1


def test_nobodys_letter_box_is_filled_and_no_account_writes_to_everybody():
    now = timezone.now()  # letters are counted by when they were written
    expert = make.expert(now=now)
    asker = sending.Asker("Kadri", "ohver@example.ee")
    for _number in range(sending.MOST_UNCONFIRMED):
        make.request(expert, asker=asker, is_confirmed=False, now=now)
    with pytest.raises(sending.ConfirmFirst):
        make.request(expert, asker=asker, is_confirmed=False, now=now)

    person = user("usin@example.ee")
    for _number in range(sending.MOST_A_DAY):
        make.request(expert, by=person, now=now)
    with pytest.raises(sending.TooManyRequests):
        make.request(expert, by=person, now=now)


def test_whoever_left_before_the_address_was_confirmed_is_not_asked(now, three):
    request = make.request(*three[:2], is_confirmed=False, now=now)
    withdraw_consent(expert=three[0], by=None, now=now)
    alone = make.request(three[2], is_confirmed=False, now=now)
    withdraw_consent(expert=three[2], by=None, now=now)

    sending.confirm_request(request=request, now=now)
    sending.confirm_request(request=alone, now=now)

    assert [row.expert for row in request.approaches.all()] == [three[1]]
    alone.refresh_from_db()
    assert alone.state == "closed"


def test_a_message_is_answered_back_and_forth(now, three, mailbox):
    request = make.request(three[0], kind="message", now=now, fee="100")
    approach = make.approach(request, three[0])
    assert request.fee == ""  # a message has no details of work

    answer(approach, "", now, "Tere!")
    assert states(request) == ["answered"]
    answering.write_as_asker(approach=approach, words="Aitäh.", submission=uuid4(), now=now)
    assert states(request) == ["waiting"]
    with pytest.raises(answering.AnswerUnknown):
        answer(approach, "yes", now, "Jah")


def test_no_request_has_two_chosen_experts(now, three):
    request = make.request(*three, now=now)
    rows = request.approaches.all()
    rows.filter(expert=three[0]).update(state="chosen")

    with pytest.raises(IntegrityError, match="approach_one_is_chosen"), transaction.atomic():
        rows.filter(expert=three[1]).update(state="chosen")


def test_when_the_work_is_over_the_asker_is_asked_once(now, three, mailbox):
    request = make.request(three[0], now=now, start_date=now.date())
    answer(make.approach(request, three[0]), "yes", now)
    choosing.choose_expert(approach=make.approach(request, three[0]), now=now)
    run_jobs()
    mailbox.messages.clear()

    counts = [ask_how_it_went(now=now + timedelta(days=day)) for day in (0, 1, 2)]

    run_jobs()
    assert counts == [0, 1, 0]
    assert [message["To"] for message in mailbox.messages] == [request.asker_email]
    with pytest.raises(choosing.TooEarly):
        choosing.confirm_work(
            request=request, work="Töö", words="", organisation_name="Küla", by=None, now=now,
            start_date=now.date() + timedelta(days=9), end_date=None, submission=uuid4(),
        )  # fmt: skip


def test_the_askers_page_by_link_from_confirming_to_the_reference(client):
    now = timezone.now()
    expert = make.expert(now=now, name="Berit")
    request = make.request(expert, is_confirmed=False, now=now, start_date=date(2024, 1, 5))
    page = en("expert-request-own", request_key(request))
    approach = make.approach(request, expert)
    assert "Did you write this?" in client.get(page).content.decode()

    client.post(page, {"step": "confirm"})
    empty = client.post(page, {"step": "write", "approach": approach.pk, "words": " ",
                               "submission": uuid4()})  # fmt: skip
    client.post(page, {"step": "choose", "approach": approach.pk})
    assert empty.status_code == 422
    assert states(request) == ["waiting"]  # nobody is booked who has said nothing
    answer(make.approach(request, expert), "yes", now, "Jah!")
    assert "Book Berit" in client.get(page).content.decode()
    client.post(page, {"step": "choose", "approach": approach.pk})
    early = client.post(page, {"step": "done", "work": "", "submission": uuid4()})
    client.post(page, {
        "step": "done", "work": "Koolitus", "words": "Hea!", "start_date": "2024-01-05",
        "organisation_name": "Metsa küla", "submission": uuid4(),
    })  # fmt: skip

    assert early.status_code == 422
    assert Reference.objects.get().words == "Hea!"
    shown = client.get(en("expert", expert.pk)).content.decode()
    assert "Metsa küla" in shown
    assert "booked here" in shown
    assert client.get(en("expert-request-own", "falsch")).status_code == 404


def test_another_account_finds_no_request_that_is_not_its_own(client, now):
    expert = make.expert(now=timezone.now())
    request = make.request(expert, by=user("minu@example.ee"), now=timezone.now())
    stranger = make.expert(now=timezone.now()).person
    client.force_login(stranger)

    assert client.get(en("expert-request-mine", request.pk)).status_code == 404
    assert client.get(en("expert-approach", request.approaches.get().pk)).status_code == 404
    assert request.subject not in client.get(en("expert-requests-mine")).content.decode()
    assert request.subject not in client.get(en("expert-inbox")).content.decode()
    client.force_login(expert.person)
    assert client.get(en("expert-approach", request.approaches.get().pk)).status_code == 200
    assert request.subject in client.get(en("expert-inbox")).content.decode()
