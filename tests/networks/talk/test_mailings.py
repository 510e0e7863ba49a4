"""Letters to members: to whom, in which language, once, and stopped with one press."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.common.sealing import unseal
from loim.networks.actions.mailings.drafting import AlreadySent, MailingWords, save_draft
from loim.networks.actions.mailings.sending import (
    NobodyToWriteTo,
    note_outcomes,
    send_mailing,
    send_test,
    write_mailing_letters,
)
from loim.networks.actions.mailings.stopping import stop_letters
from loim.networks.models import LetterReader, Mailing, MailingLetter
from loim.networks.queries.mailings.delivery import progress_of
from loim.networks.queries.mailings.own_link import stop_link
from loim.networks.queries.mailings.recipients import Choice, reach_of
from tests.factories import membership, organisation, user
from tests.factories import talk as make
from tests.factories.networks import mandate, member, seat
from tests.networks.talk.conftest import browser_of
from tests.networks.talk.test_threads import en

pytestmark = pytest.mark.django_db
RUSSIAN = {"ru": {"subject": "Следующая встреча", "body": "Встретимся в четверг."}}


@pytest.fixture
def letter(circle) -> Mailing:
    """The library has no people: nobody to write to."""
    return make.mailing(circle.network, translations=RUSSIAN)


def sent(letter, circle) -> Mailing:
    mailing = send_mailing(mailing=letter, by=circle.keeper, now=circle.now)
    write_mailing_letters(mailing_id=mailing.pk, now=circle.now)
    return mailing


def words_of(address):
    mail = OutgoingMail.objects.get(to=address)
    subject, body, _calendar, headers = json.loads(unseal(mail.sealed_text))
    return subject, body, headers


def test_each_member_of_today_is_written_to_in_their_language_else_in_the_source(circle, letter):
    reach = reach_of(letter, timezone.localdate())
    assert {(each.address, each.language) for each in reach.recipients} == {
        (circle.teacher.email, "en"), (circle.artist.email, "ru"),
    }  # fmt: skip
    assert dict(reach.by_language) == {"et": 1, "ru": 1}
    assert [str(each) for each in reach.without_address] == ["Raamatukogu"]
    sent(letter, circle)
    assert words_of(circle.artist.email)[0] == "Следующая встреча"
    subject, body, headers = words_of(circle.teacher.email)
    assert (subject, body.splitlines()[0]) == ("Järgmine kohtumine", "Kohtume neljapäeval.")
    assert headers["Reply-To"] == circle.keeper.email
    assert OutgoingMail.objects.count() == 2


def test_an_address_that_several_share_gets_one_letter(circle, letter):
    for number in range(2):
        member(circle.network, name=f"Sama {number}", email=f"{'Yhine' if number else 'yhine'}@example.ee",
               start_date=circle.network.start_date + timedelta(days=number * 400),
               end_date=None if number else circle.network.start_date)  # fmt: skip
    member(circle.network, organisation("Kolmas"), email="opetaja@example.ee")
    sent(letter, circle)
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [
        "kunstnik@example.ee", "opetaja@example.ee", "yhine@example.ee",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(roles=("chair",)), {"esimees@example.ee"}),
        (Choice(parties=("school",)), {"opetaja@example.ee"}),
        (Choice(seats=True), {"esimees@example.ee"}),
        (Choice(roles=("chair",), parties=("school",)), set()),
    ],
    ids=["role", "party", "seats", "both"],
)
def test_recipients_are_chosen_by_role_party_seat_and_organisation(circle, choice, expected):
    chair = member(circle.network, name="Eha", email="Esimees@example.ee", role="chair")
    mandate(seat(circle.network), chair)
    circle.network.members.filter(organisation=circle.school).update(party="school")
    letter = make.mailing(circle.network, recipients=choice.as_json())
    reach = reach_of(letter, timezone.localdate())
    assert {each.address for each in reach.recipients} == expected
    only = make.mailing(circle.network, recipients={"organisations": [circle.school.pk]})
    assert [each.address for each in reach_of(only, timezone.localdate()).recipients] == [
        circle.teacher.email
    ]


def test_a_letter_sent_twice_goes_once_and_never_changes_again(circle, letter):
    browser = browser_of(circle.keeper)
    url = en("network-letter-step", circle.network.pk, letter.pk)
    for _press in range(2):
        browser.post(url, {"step": "send"})
    assert write_mailing_letters(mailing_id=letter.pk, now=timezone.now()) == 2
    assert write_mailing_letters(mailing_id=letter.pk, now=timezone.now()) == 0
    assert (MailingLetter.objects.count(), OutgoingMail.objects.count()) == (2, 2)
    with pytest.raises(AlreadySent):
        save_draft(
            network=circle.network, mailing=letter, words=MailingWords("et", "Uus", "Uus"),
            choice=Choice(), submission=letter.submission, by=circle.keeper, now=circle.now,
        )  # fmt: skip


def test_nobody_is_written_to_where_nobody_can_be(circle):
    letter = make.mailing(circle.network, recipients={"organisations": [circle.library.pk]})
    with pytest.raises(NobodyToWriteTo):
        send_mailing(mailing=letter, by=circle.keeper, now=circle.now)
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_only_whoever_keeps_the_network_writes_to_its_members(circle, letter):
    for person in (circle.teacher, circle.artist, circle.former, circle.stranger):
        pages = [
            browser_of(person).get(en(name, *args))
            for name, args in (
                ("network-letters", [circle.network.pk]),
                ("network-letter", [circle.network.pk, letter.pk]),
                ("network-letter-new", [circle.network.pk]),
            )
        ]
        assert [page.status_code for page in pages] == [403] * 3
        assert not any("Järgmine kohtumine" in page.content.decode() for page in pages)
        with pytest.raises(PermissionDenied):
            send_mailing(mailing=letter, by=person, now=circle.now)


def test_a_draft_survives_and_the_form_says_what_is_missing(circle):
    browser, url = browser_of(circle.keeper), en("network-letter-new", circle.network.pk)
    said = {"subject": "Tere", "body": "Kõigile", "submission": str(uuid4()), "later": "1"}
    wrong = browser.post(url, {**said, "subject_ru": "Привет"})
    assert wrong.status_code == 422
    assert "Write both subject and letter, or neither of them." in wrong.content.decode()
    for _press in range(2):
        browser.post(url, said)
    draft = Mailing.objects.get()
    assert (draft.subject, draft.sent_at) == ("Tere", None)
    edit = en("network-letter-edit", circle.network.pk, draft.pk)
    assert "Kõigile" in browser.get(edit).content.decode()
    browser.post(edit, {**said, "subject": "Tere, sõbrad", "roles": ["chair"]})
    draft.refresh_from_db()
    assert (draft.subject, draft.recipients) == ("Tere, sõbrad", {"roles": ["chair"]})
    preview = browser.get(en("network-letter", circle.network.pk, draft.pk)).content.decode()
    assert "Nobody of this choice has an e-mail address" in preview
    browser.post(en("network-letter-step", circle.network.pk, draft.pk), {"step": "throw_away"})
    assert not Mailing.objects.exists()


def test_a_try_out_goes_to_oneself_in_each_language_and_sends_nothing_else(circle, letter):
    assert send_test(mailing=letter, by=circle.keeper, now=circle.now) == 2
    assert set(OutgoingMail.objects.values_list("to", "language")) == {
        (circle.keeper.email, "et"), (circle.keeper.email, "ru"),
    }  # fmt: skip
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_one_press_stops_letters_of_this_network_without_an_account(circle, letter, settings):
    settings.BASE_URL = "https://loim.example.ee"
    sent(letter, circle)
    _subject, body, headers = words_of(circle.artist.email)
    link = headers["List-Unsubscribe"].strip("<>")
    assert link in body
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link.removeprefix("https://loim.example.ee")
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert LetterReader.objects.filter(stopped_at=None).count() == 2
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    reader = LetterReader.objects.exclude(stopped_at=None).get()
    assert reader.address == circle.artist.email
    reach = reach_of(make.mailing(circle.network), timezone.localdate())
    assert ([each.address for each in reach.recipients], reach.want_none) == (
        [circle.teacher.email], 1,
    )  # fmt: skip
    program.post(path, {"step": "again"})
    assert reach_of(make.mailing(circle.network), timezone.localdate()).want_none == 0
    assert program.post(path[:-4] + "xxx/").status_code == 404


def test_who_stops_between_sending_and_writing_gets_no_letter(circle, letter):
    send_mailing(mailing=letter, by=circle.keeper, now=circle.now)
    stop_letters(reader=LetterReader.objects.get(address=circle.artist.email), now=circle.now)
    write_mailing_letters(mailing_id=letter.pk, now=circle.now)
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == [circle.teacher.email]


def test_what_became_of_letters_stays_known_when_mails_are_forgotten(circle, letter):
    sent(letter, circle)
    first, second = OutgoingMail.objects.order_by("to")
    OutgoingMail.objects.filter(pk=first.pk).update(sent_at=circle.now, sealed_text="")
    OutgoingMail.objects.filter(pk=second.pk).update(
        given_up_at=circle.now, trouble="550 no such", sealed_text=""
    )
    page = browser_of(circle.keeper).get(en("network-letter", circle.network.pk, letter.pk))
    assert "550 no such" in page.content.decode()
    note_outcomes(now=circle.now)
    OutgoingMail.objects.all().delete()
    assert progress_of(letter) == {"sent": 1, "failed": 1}


def test_the_list_takes_the_same_queries_for_one_letter_and_three(
    circle, letter, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, url = browser_of(circle.keeper), en("network-letters", circle.network.pk)
    sent(letter, circle)
    make.mailing(circle.network, subject="Mustand")
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
    for number in range(2):
        sent(make.mailing(circle.network, subject=f"Kiri {number}"), circle)
        make.mailing(circle.network, subject=f"Mustand {number}")
    with django_assert_num_queries(len(captured)):
        assert "Kiri 1" in browser.get(url).content.decode()


def test_the_secret_of_a_link_is_not_kept(circle, letter):
    sent(letter, circle)
    reader = LetterReader.objects.first()
    assert reader is not None
    key = stop_link(reader, "et").rstrip("/").rpartition("/")[2]
    assert key not in str(LetterReader.objects.values_list())


def test_people_of_an_organisation_stand_in_where_it_gave_no_address(circle):
    for role, email in (("coordinator", "juht@example.com"), ("translator", "tolk@example.com")):
        membership(user(email), circle.library, role)
    reach = reach_of(make.mailing(circle.network), timezone.localdate())
    assert "juht@example.com" in {each.address for each in reach.recipients}
    assert "tolk@example.com" not in {each.address for each in reach.recipients}
