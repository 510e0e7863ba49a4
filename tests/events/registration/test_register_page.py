"""The public form: what it asks, whom it names, and what it keeps whatever happens."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from loim.events.actions.places import Busy, withdraw
from loim.events.models import (
    Answer,
    Draw,
    Event,
    Option,
    Participant,
    Policy,
    Question,
    QuestionKind,
    Registration,
)
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import own_key_of
from loim.events.queries.registration.questions import form_version, questions_of
from tests.clock import freeze_time
from tests.events.registration.post import send_letters, subject_of
from tests.factories import membership, municipality_organisation, organisation, user
from tests.factories.registration import (
    option,
    participant,
    place_rule,
    published_event,
    question,
    registration_settings,
)
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting() -> Event:
    of = published_event(title="Kogukonnatöö")
    registration_settings(of, asks_municipality=False)
    return of


def address(of: Event) -> str:
    return f"/en/events/{of.pk}/register/"


def version_of(of: Event) -> str:
    settings = settings_of(of)
    assert settings is not None
    return form_version(settings, questions_of(of, "application"))


def form(of: Event, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Mari Maasikas",
        "email": "mari@example.ee",
        "language": "en",
        "organisation": "",
        "party": "community",
        "submission": str(uuid4()),
        "version": version_of(of),
        "row": ["0"],
        "is_group": "0",
        **changes,
    }


def group(of: Event, **changes: Any) -> dict[str, Any]:
    """Kati registers Mari and Jüri."""
    several = {"is_group": "1", "row": ["0", "1"], "p0-name": "Mari", "p1-name": "Jüri"}
    return form(of, **{"name": "Kati Kask", "email": "kati@example.ee", **several, **changes})


def test_one_person_registers_and_is_asked_to_open_a_letter(
    meeting: Event, client: Client, mailbox: Mailbox
) -> None:
    response = client.post(address(meeting), form(meeting), follow=True)
    send_letters(NOW)

    assert response.redirect_chain == [(f"/en/events/{meeting.pk}/register/sent/", 302)]
    assert "We have written to mari@example.ee." in response.content.decode()
    made = Registration.objects.get()
    person = made.participants.get()
    assert (person.name, person.email, person.language, person.party) == (
        "Mari Maasikas",
        "mari@example.ee",
        "en",
        "community",
    )
    assert (person.state, made.confirmed_at) == ("offered", None)
    assert [subject_of(letter) for letter in mailbox.to("mari@example.ee")] == [
        "Please confirm your registration: Kogukonnatöö"
    ]


def test_somebody_signed_in_is_registered_at_once(meeting: Event, client: Client) -> None:
    mari = user("mari@example.ee", name="Mari Maasikas")
    client.force_login(mari)

    page = client.get(address(meeting)).content.decode()
    response = client.post(address(meeting), form(meeting, email="keegi@example.ee"))

    made = Registration.objects.get()
    assert 'value="Mari Maasikas"' in page
    assert 'name="email"' not in page
    assert (made.email, made.user, made.confirmed_at) == ("mari@example.ee", mari, NOW)
    assert made.participants.get().state == "admitted"
    assert response["Location"] == f"/en/events/registrations/{own_key_of(made)}/"


def test_the_same_form_sent_twice_registers_once(meeting: Event, client: Client) -> None:
    sent = form(meeting)

    first = client.post(address(meeting), sent)
    second = client.post(address(meeting), sent)

    assert (first["Location"], first.status_code) == (second["Location"], second.status_code)
    assert Registration.objects.count() == 1


def test_a_form_used_for_another_event_comes_back_with_every_word_and_can_be_sent(
    meeting: Event, client: Client
) -> None:
    other = registration_settings(published_event(), asks_municipality=False).event
    sent = form(meeting)
    client.post(address(meeting), sent)

    refused = client.post(address(other), {**sent, "version": version_of(other)})

    page = refused.content.decode()
    assert (refused.status_code, other.participants.count()) == (200, 0)
    assert "This form was used for another event already" in page
    assert 'value="Mari Maasikas"' in page
    fresh = refused.context["entry"].who["submission"].value()
    client.post(address(other), {**sent, "version": version_of(other), "submission": fresh})
    assert other.participants.get().name == "Mari Maasikas"


def test_a_second_tab_does_not_say_that_somebody_is_registered(
    meeting: Event, client: Client, mailbox: Mailbox
) -> None:
    """Two forms, one address: the page answers the same, the letter brings the link."""
    first = client.post(address(meeting), form(meeting), follow=True)
    second = client.post(address(meeting), form(meeting, name="Keegi Teine"), follow=True)
    send_letters(NOW)

    assert second.redirect_chain == first.redirect_chain
    plain = [r.content.decode() for r in (first, second)]
    assert plain[0] == plain[1]
    assert Registration.objects.get().name == "Mari Maasikas"
    assert [subject_of(letter) for letter in mailbox.to("mari@example.ee")] == [
        "You are registered already: Kogukonnatöö",
        "Please confirm your registration: Kogukonnatöö",
    ]


def test_nobodys_letter_box_is_filled_by_somebody_else(
    meeting: Event, client: Client, mailbox: Mailbox
) -> None:
    for _time in range(6):
        client.post(address(meeting), form(meeting))
    send_letters(NOW)

    assert len(mailbox.to("mari@example.ee")) == 1 + 3


def test_whoever_is_signed_in_and_registered_comes_to_their_own_page(
    meeting: Event, client: Client
) -> None:
    client.force_login(user("mari@example.ee"))
    client.post(address(meeting), form(meeting))

    again = client.post(address(meeting), form(meeting), follow=True)

    assert Registration.objects.count() == 1
    assert again.redirect_chain[0][0].startswith("/en/events/registrations/")


def test_the_form_reminds_whoever_is_registered_of_their_own_page(
    meeting: Event, client: Client
) -> None:
    mari = user("mari@example.ee")
    place = participant(meeting, name="Mari", email="mari@example.ee")
    client.force_login(mari)

    shown = client.get(address(meeting)).content.decode()
    client.force_login(user("juri@example.ee"))
    to_another = client.get(address(meeting)).content.decode()

    assert f"/en/events/registrations/{own_key_of(place.registration)}/" in shown
    assert "You are registered already." not in to_another


def test_whoever_withdrew_registers_anew(meeting: Event, client: Client) -> None:
    client.post(address(meeting), form(meeting))
    withdraw(participants=Participant.objects.all(), by=None, now=NOW)

    client.post(address(meeting), form(meeting))

    assert sorted(Participant.objects.values_list("state", flat=True)) == ["cancelled", "offered"]


def test_several_people_of_one_organisation_come_together_or_not_at_all(
    meeting: Event, client: Client
) -> None:
    known = organisation("Näidise Külaselts")

    client.post(
        address(meeting),
        group(meeting, organisation="näidise  külaselts", comes_whole="on"),
    )

    made = Registration.objects.get()
    assert (made.name, made.comes_whole, made.on_behalf_of) == ("Kati Kask", True, None)
    assert [
        (p.name, p.email, p.organisation, p.organisation_name, p.party)
        for p in made.participants.order_by("pk")
    ] == [("Mari", "", known, "", "community"), ("Jüri", "", known, "", "community")]


def test_an_organisation_that_is_not_known_is_kept_in_words(meeting: Event, client: Client) -> None:
    organisation("Näidise Külaselts", is_active=False)

    client.post(address(meeting), form(meeting, organisation=" Näidise  Külaselts "))

    person = Participant.objects.get()
    assert (person.organisation, person.organisation_name) == (None, "Näidise Külaselts")


def test_a_municipality_is_recognised_by_its_own_name_and_says_where_one_comes_from(
    client: Client,
) -> None:
    of = published_event()
    registration_settings(of)
    place = municipality_organisation("Rakvere linn")

    client.post(address(of), form(of, organisation="Rakvere linn", municipality=""))

    person = Participant.objects.get()
    assert person.organisation == place
    assert person.municipality == place.municipality


def test_rows_are_added_and_left_out_without_losing_a_word(meeting: Event, client: Client) -> None:
    grown = client.post(address(meeting), group(meeting, step="add")).content.decode()
    shrunk = client.post(
        address(meeting),
        group(meeting, step="remove-0", **{"row": ["0", "1", "2"], "p2-name": "Tõnu"}),
    ).content.decode()

    assert 'name="p2-name"' in grown
    assert 'value="Mari"' in grown
    assert 'value="Jüri"' in grown
    assert "Please put this right" not in grown
    assert 'value="Mari"' not in shrunk
    assert ('value="Jüri"' in shrunk, 'value="Tõnu"' in shrunk) == (True, True)
    assert Registration.objects.count() == 0


def test_whoever_registers_several_begins_with_themselves(meeting: Event, client: Client) -> None:
    page = client.post(address(meeting), form(meeting, step="group")).content.decode()

    assert 'name="p0-name" value="Mari Maasikas"' in page


def test_there_are_no_more_rows_than_one_registration_may_have(client: Client) -> None:
    of = published_event()
    registration_settings(of, most_per_registration=2, asks_municipality=False)

    page = client.post(address(of), group(of, step="add")).content.decode()
    client.post(address(of), group(of, **{"row": ["0", "1", "2"], "p2-name": "Tõnu"}))

    assert 'name="p2-name"' not in page
    assert list(Participant.objects.order_by("pk").values_list("name", flat=True)) == [
        "Mari",
        "Jüri",
    ]


def test_two_people_with_one_address_are_told_so(meeting: Event, client: Client) -> None:
    response = client.post(
        address(meeting),
        {**group(meeting), "p0-email": "mari@example.ee", "p1-email": "MARI@example.ee"},
    )

    assert "Two of these people have the same e-mail" in response.content.decode()
    assert Registration.objects.count() == 0


def test_on_behalf_of_an_organisation_only_its_members_register(
    meeting: Event, client: Client
) -> None:
    own, other = organisation("Oma Selts"), organisation("Võõras Selts")
    mari = user("mari@example.ee")
    membership(mari, own)
    client.force_login(mari)

    refused = client.post(address(meeting), form(meeting, on_behalf_of=other.pk))
    nobody_yet = Registration.objects.count()
    client.post(address(meeting), form(meeting, on_behalf_of=own.pk, organisation="Muu"))

    assert (refused.status_code, nobody_yet) == (200, 0)
    made = Registration.objects.get()
    assert made.on_behalf_of == own
    assert made.participants.get().organisation == own


def test_whoever_is_not_signed_in_speaks_for_no_organisation(
    meeting: Event, client: Client
) -> None:
    own = organisation("Oma Selts")

    page = client.get(address(meeting)).content.decode()
    client.post(address(meeting), form(meeting, on_behalf_of=own.pk))

    assert "on_behalf_of" not in page
    assert Registration.objects.get().on_behalf_of is None


def test_consent_that_is_asked_for_is_needed(client: Client) -> None:
    of = published_event()
    registration_settings(of, asks_municipality=False, consent="Pildistame.")

    refused = client.post(address(of), form(of))
    client.post(address(of), form(of, consent="on"))

    assert "Registering needs your agreement." in refused.content.decode()
    assert "Pildistame." in refused.content.decode()
    assert Registration.objects.get().consented_at == NOW


@pytest.fixture
def coming(meeting: Event) -> tuple[Question, Option, Option, Question]:
    """'Will you stay the night?' – yes leads to 'With whom?', which must be answered."""
    stays = question(meeting, QuestionKind.YES_NO, label="Kas ööbid?", is_required=True)
    yes, no = option(stays, "Jah", translations={"en": {"label": "Yes"}}), option(stays, "Ei")
    whom = question(meeting, QuestionKind.SHORT_TEXT, label="Kellega?", only_if=yes)
    whom.is_required = True
    whom.save()
    return stays, yes, no, whom


def test_a_question_is_asked_only_if_its_condition_is_met(
    meeting: Event, client: Client, coming: Any
) -> None:
    stays, yes, no, whom = coming

    missing = client.post(address(meeting), form(meeting, **{f"p0-q{stays.pk}": yes.pk}))
    client.post(
        address(meeting),
        form(meeting, **{f"p0-q{stays.pk}": no.pk, f"p0-q{whom.pk}": "Jüriga"}),
    )

    assert f'href="#id_p0-q{whom.pk}"' in missing.content.decode()
    assert list(Answer.objects.values_list("question", "option", "text")) == [(stays.pk, no.pk, "")]


def test_the_page_says_without_a_script_when_a_question_is_to_be_answered(
    meeting: Event, client: Client, coming: Any
) -> None:
    page = client.get(address(meeting)).content.decode()

    assert "Only if you answered “Yes” to “Kas ööbid?”:" in page


def test_each_answer_says_how_much_is_left_and_a_full_one_cannot_be_chosen(
    meeting: Event, client: Client
) -> None:
    bus = question(meeting, QuestionKind.ONE_OF, label="Buss")
    tartu, narva = option(bus, "Tartu", most=1), option(bus, "Narva", most=2)
    for_all = option(bus, "Oma autoga")
    somebody = participant(meeting)
    Answer.objects.create(participant=somebody, question=bus, option=tartu)

    page = client.get(address(meeting)).content.decode()
    refused = client.post(address(meeting), form(meeting, **{f"p0-q{bus.pk}": tartu.pk}))
    client.post(address(meeting), form(meeting, **{f"p0-q{bus.pk}": narva.pk}))

    assert "Tartu (full)" in page
    assert "Narva (2 left)" in page
    assert f'value="{for_all.pk}"' in page
    assert "is not offered any more" in refused.content.decode()
    assert Answer.objects.filter(option=tartu).count() == 1
    assert Answer.objects.filter(option=narva).count() == 1


def test_the_rule_is_shown_before_one_registers(client: Client) -> None:
    of = published_event()
    registration_settings(of, capacity=30, most_per_organisation=2)
    place_rule(of, value="community", floor=8, released_at=NOW + timedelta(days=10))

    page = client.get(address(of)).content.decode()

    assert "There are 30 places." in page
    assert "Places are given in the order of registration." in page
    assert (
        "8 places are kept for: community or association. Those that are not taken by"
        " 12 October 2023, 12:00 are open to everybody."
    ) in page
    assert "From one organisation at most 2 people can come." in page


def test_where_places_go_by_county_everybody_says_where_they_are_from(client: Client) -> None:
    of = published_event()
    registration_settings(of)
    home = municipality_organisation("Rakvere").municipality
    assert home is not None
    place_rule(of, "county", home.county_id, floor=2)

    refused = client.post(address(of), form(of))
    client.post(address(of), form(of, municipality=home.pk))

    assert "Municipality: This field is required." in refused.content.decode()
    assert Participant.objects.get().municipality == home


def test_a_deadline_crossed_while_typing_gives_every_word_back(
    meeting: Event, client: Client
) -> None:
    why = question(meeting, QuestionKind.LONG_TEXT, label="Miks?")
    sent = form(meeting, **{f"p0-q{why.pk}": "Tahan õppida."})

    with freeze_time(datetime(2023, 11, 1, tzinfo=UTC)):
        response = client.post(address(meeting), sent)

    page = response.content.decode()
    assert response.status_code == 409
    assert "You are not registered." in page
    assert "Registration closed on 31 October 2023, 23:59." in page
    assert "<dt>Miks?</dt><dd>Tahan õppida.</dd>" in page
    assert "<dt>Your name</dt><dd>Mari Maasikas</dd>" in page
    assert Registration.objects.count() == 0


def test_adding_a_person_after_the_deadline_gives_every_word_back_too(
    meeting: Event, client: Client
) -> None:
    with freeze_time(datetime(2023, 11, 1, tzinfo=UTC)):
        page = client.post(address(meeting), group(meeting, step="add")).content.decode()

    assert "You are not registered." in page
    assert "<dd>Kati Kask</dd>" in page


def test_whoever_is_registered_leaves_themselves_out_when_they_register_others(
    meeting: Event, client: Client
) -> None:
    kati = user("kati@example.ee")
    participant(meeting, name="Kati Kask", email="kati@example.ee")
    client.force_login(kati)

    page = client.post(
        address(meeting), {**group(meeting), "p0-name": "Kati Kask"}
    ).content.decode()

    assert "You are registered already: leave yourself out, and register the others." in page
    assert 'value="Jüri"' in page
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    ("when", "fields", "said"),
    [
        (NOW, {"status": "cancelled"}, "The event is cancelled, so nobody can register."),
        (NOW, {"status": "held"}, "The event has taken place."),
        (
            datetime(2023, 8, 1, tzinfo=UTC),
            {},
            "Registration opens on 1 September 2023, 09:00.",
        ),
        (datetime(2023, 11, 1, tzinfo=UTC), {}, "Registration closed on 31 October 2023, 23:59."),
    ],
)
def test_a_form_that_is_not_open_says_why_and_what_to_do(
    meeting: Event, client: Client, when: datetime, fields: dict[str, Any], said: str
) -> None:
    Event.objects.filter(pk=meeting.pk).update(**fields)

    with freeze_time(when):
        shown = client.get(address(meeting)).content.decode()
        sent = client.post(address(meeting), form(meeting))

    assert said in shown
    assert "What you can do" in shown
    assert said in sent.content.decode()
    assert Registration.objects.count() == 0


def test_a_draft_has_no_form(meeting: Event, client: Client) -> None:
    Event.objects.filter(pk=meeting.pk).update(status="draft")

    assert client.get(address(meeting)).status_code == 404
    assert client.post(address(meeting), form(meeting)).status_code == 404


def test_an_event_that_asks_nobody_to_register_has_no_form(client: Client) -> None:
    assert client.get(address(published_event())).status_code == 404


def test_when_all_places_are_taken_one_joins_the_waiting_list(client: Client) -> None:
    of = published_event()
    registration_settings(of, capacity=1, asks_municipality=False)
    participant(of)

    page = client.get(address(of)).content.decode()
    client.post(address(of), form(of))

    assert "All places are taken." in page
    assert "Join the waiting list" in page
    assert Participant.objects.get(name="Mari Maasikas").state == "waiting"


def test_without_a_waiting_list_a_full_event_takes_nobody_and_gives_the_words_back(
    client: Client,
) -> None:
    of = published_event()
    registration_settings(of, capacity=1, asks_municipality=False, has_waiting_list=False)
    participant(of)

    shown = client.get(address(of)).content.decode()
    sent = client.post(address(of), form(of))

    assert "This event has no waiting list" in shown
    assert sent.status_code == 409
    assert "<dt>Your name</dt><dd>Mari Maasikas</dd>" in sent.content.decode()
    assert Registration.objects.count() == 1


def test_a_form_that_the_organiser_changed_meanwhile_is_shown_again_with_every_word(
    meeting: Event, client: Client
) -> None:
    sent = form(meeting)
    question(meeting, QuestionKind.SHORT_TEXT, label="Uus küsimus?", is_required=True)

    response = client.post(address(meeting), sent)

    page = response.content.decode()
    assert "The organiser changed this form while you were filling it in." in page
    assert 'value="Mari Maasikas"' in page
    assert "Uus küsimus?" in page
    assert Registration.objects.count() == 0


def test_a_question_removed_meanwhile_is_not_answered(meeting: Event, client: Client) -> None:
    gone = question(meeting, QuestionKind.SHORT_TEXT, label="Vana küsimus?")
    sent = form(meeting, **{f"p0-q{gone.pk}": "vastus"})
    Question.objects.filter(pk=gone.pk).update(removed_at=timezone.now())

    asked_again = client.post(address(meeting), sent)
    client.post(address(meeting), {**sent, "version": version_of(meeting)})

    assert "The organiser changed this form" in asked_again.content.decode()
    assert Registration.objects.count() == 1
    assert Answer.objects.count() == 0


def test_a_program_that_fills_in_every_field_registers_nobody_and_learns_nothing(
    meeting: Event, client: Client
) -> None:
    response = client.post(address(meeting), form(meeting, leave_empty="https://example.ee"))

    assert response["Location"] == f"/en/events/{meeting.pk}/register/sent/"
    assert Registration.objects.count() == 0


def test_very_many_forms_from_one_address_are_slowed_down_and_keep_their_words(
    meeting: Event, client: Client, settings: Any
) -> None:
    settings.REGISTRATIONS_PER_ADDRESS = 2
    for number in range(2):
        client.post(address(meeting), form(meeting, email=f"inimene{number}@example.ee"))

    third = client.post(address(meeting), form(meeting))
    elsewhere = client.post(address(meeting), form(meeting), REMOTE_ADDR="192.0.2.7")

    assert third.status_code == 429
    assert "Please send it again in ten minutes." in third.content.decode()
    assert 'value="Mari Maasikas"' in third.content.decode()
    assert elsewhere.status_code == 302
    assert Registration.objects.count() == 3


def test_when_very_many_register_at_once_one_is_asked_to_send_again_and_loses_no_word(
    meeting: Event, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_busy(**_request: Any) -> None:
        raise Busy

    monkeypatch.setattr("loim.events.views.registration.register.register", is_busy)

    response = client.post(address(meeting), form(meeting))

    assert response.status_code == 503
    assert "Please try again shortly." in response.content.decode()
    assert 'value="Mari Maasikas"' in response.content.decode()


def test_too_many_of_one_organisation_are_told_how_many_may_come(client: Client) -> None:
    of = published_event()
    registration_settings(of, asks_municipality=False, most_per_organisation=1)
    participant(of, organisation=organisation("Näidise Selts"))

    response = client.post(address(of), form(of, organisation="Näidise Selts"))

    assert "From one organisation 1 people at most" in response.content.decode()
    assert 'value="Mari Maasikas"' in response.content.decode()


def test_names_of_organisations_are_suggested_and_nothing_else(client: Client) -> None:
    organisation("Näidise Külaselts")
    organisation("Mitte Näidis", is_active=False)
    user("naidis@example.ee", name="Näidis Inimene")

    found = client.get("/en/events/organisations/", {"organisation": "külas"}).content.decode()
    too_short = client.get("/en/events/organisations/", {"organisation": "n"}).content.decode()

    assert found.strip() == '<option value="Näidise Külaselts"></option>'
    assert too_short.strip() == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"row": ["x", "-1", "9999999"], "is_group": "1"},
        {"submission": "not-a-uuid"},
        {"language": "xx"},
        {"party": "nobility"},
        {"name": "a\x00b"},
        {"email": "mari@example.ee\nBcc: keegi@example.ee"},
        {"step": "remove-999"},
        {"row": [], "is_group": "1", "step": "remove-0"},
    ],
)
def test_whatever_is_sent_gives_a_page_and_registers_nobody(
    meeting: Event, client: Client, changes: dict[str, Any]
) -> None:
    response = client.post(address(meeting), form(meeting, **changes))

    assert response.status_code == 200
    assert Registration.objects.count() == 0


def test_the_form_costs_the_same_however_many_questions_and_people_there_are(
    meeting: Event, client: Client, django_assert_num_queries: Any
) -> None:
    def add() -> None:
        asked = question(meeting, QuestionKind.ONE_OF)
        option(asked, most=3)
        option(asked)

    add()
    client.get(address(meeting))
    with django_assert_num_queries(6):
        client.get(address(meeting))
    add()
    add()
    with django_assert_num_queries(6):
        client.get(address(meeting) + "?people=3")


def test_where_a_draw_decides_one_applies(client: Client) -> None:
    of = published_event()
    registration_settings(of, capacity=1, asks_municipality=False, policy=Policy.DRAW)
    Draw.objects.create(
        event=of,
        commitment="c0ffee",
        sealed_seed="x",
        committed_at=NOW,
        public_value_source="the lottery numbers of 3 November",
    )
    participant(of, "applied")

    page = client.get(address(of)).content.decode()
    client.post(address(of), form(of))

    assert "the places are drawn by lot" in page
    assert "its fingerprint is c0ffee." in page
    assert "the lottery numbers of 3 November" in page
    assert Participant.objects.get(name="Mari Maasikas").state == "applied"
