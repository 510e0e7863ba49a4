"""No address in any answer; who is not listed is nowhere; nobody is found after they withdrew."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.experts.actions.consent import withdraw_consent
from loim.experts.actions.desk import hide_profile
from loim.experts.actions.reminding import remind_of_consent
from loim.experts.actions.requests.answering import answer_as_expert
from loim.experts.logic.consent import HOLDS_FOR
from loim.experts.queries.own_link import request_key
from loim.search.actions.catching_up import catch_up
from loim.search.models import IndexedDocument
from loim.search.queries.find import find
from loim.search.queries.suggestions import suggestions
from tests.experts.addresses import en
from tests.experts.test_requests import answer
from tests.factories import experts as make
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db
SECRET = "salajane.aadress@example.ee"


def found(words, now, person=None):
    results = find(words, "et", person or AnonymousUser(), {}, 1, now=now).results
    return [(row.provider, row.object_id) for row in results]


def pages(browser, expert, asked):
    """Everything that shows experts, as this visitor gets it."""
    addresses = [
        en("expert-list"), en("expert-list") + "?text=Salme", en("expert", expert.pk),
        en("expert-contact", expert.pk), en("expert-shortlist"), en("expert-request-new"),
        en("expert-request-new") + f"?expert={expert.pk}", en("search") + "?q=Salme",
        en("expert-request-own", request_key(asked)), en("search-suggest") + "?q=salm",
    ]  # fmt: skip
    browser.cookies["loim_experts"] = str(expert.pk)
    return {address: browser.get(address) for address in addresses}


@pytest.fixture
def salme():
    person = make.person("Salme Salajane")
    person.email = SECRET
    person.save()
    return make.expert(person, now=timezone.now(), about="Räägin mesilastest")


def test_no_page_and_no_letter_shows_an_experts_address(salme, editor, coordinator):
    now = timezone.now()
    asked = make.request(salme, now=now, kind="message")
    catch_up(now=now)
    answer(make.approach(asked, salme), "", now, "Tere!")
    visitor, signed_in, at_desk = Client(), Client(), Client()
    signed_in.force_login(coordinator)
    at_desk.force_login(editor)

    for browser in (visitor, signed_in, at_desk):
        shown = pages(browser, salme, asked)
        assert shown[en("expert", salme.pk)].status_code == 200  # else the check would be vacuous
        for address, response in shown.items():
            assert SECRET not in response.content.decode(), address
    assert SECRET not in at_desk.get(en("expert-desk")).content.decode()
    letters = OutgoingMail.objects.filter(to=asked.asker_email)
    assert letters.count() == 2


def test_letters_hold_the_others_address_only_where_the_expert_shows_it(salme, mailbox):
    now = timezone.now()
    asked = make.request(salme, now=now)
    other = make.expert(now=now)
    also = make.request(salme, other, now=now)
    approach = make.approach(asked, salme)
    answer(approach, "yes", now, "Jah")
    run_jobs()
    to_asker = "".join(mailbox.text(m) for m in mailbox.to(asked.asker_email))
    to_expert = "".join(mailbox.text(m) for m in mailbox.to(SECRET))
    assert "Jah" in to_asker
    assert SECRET not in to_asker
    assert asked.asker_email not in to_expert

    answer_as_expert(
        approach=approach, answer="", words="Kirjutage mulle.", shows_address=True,
        submission="12345678-1234-5678-1234-567812345678", by=salme.person, now=now,
    )  # fmt: skip

    run_jobs()
    assert SECRET in mailbox.text(mailbox.to(asked.asker_email)[-1])
    page = Client().get(en("expert-request-own", request_key(asked))).content.decode()
    assert SECRET in page
    # Shown to this asker alone, and not to another of the same expert's.
    page = Client().get(en("expert-request-own", request_key(also))).content.decode()
    assert SECRET not in page


def test_an_expert_does_not_see_the_askers_address(salme):
    now = timezone.now()
    asked = make.request(salme, now=now)
    browser = Client()
    browser.force_login(salme.person)

    page = browser.get(en("expert-approach", make.approach(asked, salme).pk)).content.decode()

    assert asked.asker_name in page
    assert asked.asker_email not in page


def unlisted_by(way, salme, editor):
    now = timezone.now()
    if way == "withdrawn":
        withdraw_consent(expert=salme, by=salme.person, now=now)
    elif way == "hidden":
        hide_profile(expert=salme, reason="Vale väide.", by=editor, now=now)
    else:
        salme.consents.update(given_at=now - HOLDS_FOR * 2, expires_at=now - HOLDS_FOR)


@pytest.mark.parametrize("way", ["withdrawn", "hidden", "lapsed"])
def test_who_is_not_listed_is_nowhere_from_that_moment_on(way, salme, editor):
    asked = make.request(salme, kind="message", now=timezone.now())
    catch_up(now=timezone.now())
    assert found("mesilane", timezone.now()) == [("experts", salme.pk)]
    before = pages(Client(), salme, asked)
    assert "Salme Salajane" in before[en("expert-list")].content.decode()

    unlisted_by(way, salme, editor)  # no job has run

    if way == "lapsed":
        remind_of_consent(now=timezone.now())
    assert found("mesilane", timezone.now()) == []
    assert not IndexedDocument.objects.filter(provider="experts").exists()
    assert suggestions("salm") == []
    after = pages(Client(), salme, asked)
    gone = [en("expert", salme.pk), en("expert-contact", salme.pk),
            en("expert-request-new") + f"?expert={salme.pk}"]  # fmt: skip
    assert [after[address].status_code for address in gone] == [410, 410, 410]
    for address, response in after.items():
        if address != en("expert-request-own", request_key(asked)):  # who wrote to her knows her
            body = response.content.decode()
            assert "Salajane" not in body, address
            assert "mesilas" not in body, address
    assert "Perhaps somebody else can help you" in after[gone[0]].content.decode()
    catch_up(now=timezone.now())
    assert found("mesilane", timezone.now()) == []


def test_consent_bounds_the_search_by_itself_whether_or_not_a_job_runs(salme):
    now = timezone.now()
    catch_up(now=now)

    assert found("mesilane", now + HOLDS_FOR / 2) == [("experts", salme.pk)]
    assert found("mesilane", now + HOLDS_FOR * 2) == []


def test_who_never_consented_is_not_there_but_for_themselves(client, editor):
    described = make.draft(name="Vaikne Vello", now=timezone.now())
    page = en("expert", described.pk)

    assert client.get(page).status_code == 404
    client.force_login(editor)
    assert client.get(page).status_code == 404
    client.force_login(described.person)
    shown = client.get(page)
    assert "Only you see this page" in shown.content.decode()
    assert "application/ld+json" not in shown.content.decode()


def test_what_was_typed_to_somebody_who_just_left_is_given_back(client, salme):
    withdraw_consent(expert=salme, by=None, now=timezone.now())

    response = client.post(en("expert-contact", salme.pk), {"words": "Pikk kiri mesilastest"})

    assert response.status_code == 410
    assert "Pikk kiri mesilastest" in response.content.decode()


def test_the_data_for_search_engines_names_no_address(client, salme):
    page = client.get(en("expert", salme.pk)).content.decode()
    data = json.loads(page.split('application/ld+json">')[1].split("</script>")[0])

    assert (data["@type"], data["name"]) == ("Person", "Salme Salajane")
    assert "email" not in data
    assert data["workLocation"] == [{"@type": "AdministrativeArea", "name": "Lääne-Viru maakond"}]
