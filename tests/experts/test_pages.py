"""The directory: filters with counts, cards, the shortlist, the forms' refusals; the profile."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from loim.experts.models import Expert, ExpertRequest
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis():
    return make.field("crisis-readiness", "kriisivalmidus")


@pytest.fixture
def people(crisis):
    """Three listed experts of different kinds, and one who is not listed."""
    now = timezone.now()
    harju, tartu = make.counties("Harju maakond", "Tartu maakond")
    other = make.field("dialogue", "dialoog")
    both = {"fields": [crisis, other], "counties": [harju, tartu], "languages": ["et", "ru"]}
    make.draft(name="Varjatud Valve", **both)
    return {
        "aino": make.expert(name="Aino Allik", now=now, kinds=["trainer", "mentor"], **both),
        "berit": make.expert(
            name="Berit Berg", now=now, kinds=["consultant"], fields=[other], counties=[harju],
            languages=["en"], formats=["online", "hybrid"],
            translations={"en": {"headline": "Peace between neighbours"}},
        ),
        "carl": make.expert(
            name="Carl Caspar", now=now, kinds=["trainer"], fields=[crisis], counties=[tartu],
            availability="none",
        ),
    }  # fmt: skip


def names(response):
    return [row.name for row in response.context["experts"].page.object_list]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Aino Allik", "Berit Berg", "Carl Caspar"]),  # who has no time comes last
        ("kind=mentor", ["Aino Allik"]),
        ("field=crisis-readiness", ["Aino Allik", "Carl Caspar"]),
        ("county=9001", ["Aino Allik", "Carl Caspar"]),
        ("language=en", ["Berit Berg"]),
        ("work_format=hybrid", ["Berit Berg"]),
        ("text=neighbours", ["Berit Berg"]),
        ("kind=trainer&language=ru", ["Aino Allik"]),
        ("kind=mentor&language=en", []),
        ("kind=nothing&county=99999", ["Aino Allik", "Berit Berg", "Carl Caspar"]),
    ],
)
def test_the_directory_is_filtered(client, people, query, expected):
    assert names(client.get(f"{en('expert-list')}?{query}")) == expected


def test_choices_say_how_many_they_would_give(client, people):
    form = client.get(en("expert-list") + "?kind=trainer").context["filters"]

    labels = {
        name: [str(label) for _key, label in form.fields[name].choices[1:]] for name in form.choices
    }
    assert labels["kind"] == [
        "Consultant of a county development centre (1)",
        "Trainer (2)",
        "Mentor (1)",
    ]
    assert labels["field"] == ["Dialoog (1)", "Kriisivalmidus (2)"] or set(labels["field"]) == {
        "Dialoog (1)", "Kriisivalmidus (2)",
    }  # fmt: skip
    assert labels["county"] == ["Harju maakond (1)", "Tartu maakond (2)"]
    assert labels["language"] == ["Estonian (2)", "Russian (1)"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_asks_the_same_queries_for_one_and_for_three(
    client, crisis, number, django_assert_num_queries
):
    for _time in range(number):
        make.expert(now=timezone.now(), fields=[crisis])
    client.get(en("expert-list"))

    with django_assert_num_queries(11):
        assert len(names(client.get(en("expert-list")))) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_experts_and_askers_lists_have_a_fixed_number_of_queries(
    client, number, django_assert_max_num_queries
):
    now = timezone.now()
    expert, asker = make.expert(now=now), user("kysija@example.ee")
    for _time in range(number):
        make.request(expert, make.expert(now=now), by=asker, now=now)
        make.reference(expert, now=now)
    for person, pages in (
        (asker, ["expert-requests-mine"]),
        (expert.person, ["expert-inbox", "expert-references", "expert-mine"]),
    ):
        client.force_login(person)
        for page in pages:
            with django_assert_max_num_queries(14):
                assert client.get(en(page)).status_code == 200


def test_the_shortlist_is_kept_on_the_device_and_forgets_who_left(client, people):
    change, page = en("expert-shortlist-change"), en("expert-shortlist")
    for expert in people.values():
        client.post(change, {"add": expert.pk})
    client.post(change, {"add": people["aino"].pk})  # twice is once
    client.post(change, {"add": Expert.objects.get(name="Varjatud Valve").pk})  # not listed
    client.post(change, {"remove": people["carl"].pk})
    shown = client.get(page)
    assert [row.name for row in shown.context["experts"]] == ["Aino Allik", "Berit Berg"]

    people["berit"].consents.update(ended_at=timezone.now(), end="withdrawn")
    shown = client.get(page).content.decode()

    assert "One expert is not in the directory any more" in shown
    assert "Berit" not in shown
    assert client.cookies["loim_experts"].value == str(people["aino"].pk)
    client.post(change, {"clear": "1", "back": "//evil.example.ee"})
    assert "Nobody is on it yet" in client.get(page).content.decode()


@pytest.mark.parametrize("cookie", ["x", "1.2.x", "99999999999999999999", "." * 500, "-1"])
def test_a_broken_shortlist_is_an_empty_one(client, cookie):
    client.cookies["loim_experts"] = cookie

    assert client.get(en("expert-shortlist")).status_code == 200
    assert client.get(en("expert-request-new")).status_code == 302


def given(**changed):
    return {
        "subject": "Koolitus", "words": "Kolmkümmend külavanemat", "name": "Kadri Küsija",
        "email": "kadri@example.ee", "organisation_name": "Metsa küla", "submission": str(uuid4()),
        "leave_empty": "", **changed,
    }  # fmt: skip


def test_an_offer_of_work_without_an_account(client, people):
    client.cookies["loim_experts"] = ".".join(str(expert.pk) for expert in people.values())
    keys = [people["aino"].pk, people["carl"].pk]
    page = en("expert-request-new")
    soon = timezone.localdate() + timedelta(days=10)

    wrong = client.post(page, given(experts=keys, email="kes", start_date=soon,
                                    end_date=soon - timedelta(days=1)))  # fmt: skip
    nobody = client.post(page, given(experts=[]))
    stranger = client.post(page, given(experts=[Expert.objects.get(name="Varjatud Valve").pk]))
    sent = client.post(page, given(experts=keys, start_date=soon), follow=True)

    assert (wrong.status_code, nobody.status_code, stranger.status_code) == (422, 422, 422)
    assert "Kolmkümmend külavanemat" in wrong.content.decode()
    assert set(wrong.context["form"].errors) == {"email", "end_date"}
    assert "not in the directory any more" in str(stranger.context["form"].errors["experts"])
    assert "We have written to kadri@example.ee" in sent.content.decode()
    request = ExpertRequest.objects.get()
    assert (request.state, request.approaches.count()) == ("unproved", 2)


def test_a_program_is_told_what_a_person_is_and_nothing_is_kept(client, people):
    page = en("expert-contact", people["aino"].pk)

    response = client.post(page, given(leave_empty="http://ost.example.ee"), follow=True)

    assert "We have written to the address" in response.content.decode()
    assert not ExpertRequest.objects.exists()


def test_too_much_from_one_network_waits_and_loses_nothing(client, people, settings):
    settings.CONTRIBUTIONS_PER_ADDRESS = 2
    page = en("expert-contact", people["aino"].pk)

    answers = [client.post(page, given(email=f"k{n}@example.ee")) for n in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Kolmkümmend külavanemat" in answers[2].content.decode()


def described(field, county, **changed):
    return {
        "name": "Uus Ekspert", "language": "et", "headline": "Aitan", "about": "Pikalt.",
        "kinds": ["trainer"], "fields_chosen": [field.pk], "counties_chosen": [county.pk],
        "languages": ["et"], "formats": ["online"], "availability": "open", **changed,
    }  # fmt: skip


def test_somebody_describes_themselves_in_several_languages(client, crisis):
    [county] = make.counties("Võru maakond")
    person = make.person("Uus Ekspert")
    client.force_login(person)
    page = en("expert-edit")

    assert "You describe in what you can help" in client.get(en("expert-mine")).content.decode()
    bad = client.post(page, described(crisis, county, kinds=[], availability="later"))
    client.post(page, described(crisis, county, headline_en="I help", headline_ru="Помогаю"))

    assert set(bad.context["form"].errors) == {"kinds", "available_from"}
    assert "Pikalt." in bad.content.decode()
    expert = Expert.objects.get()
    assert (expert.text("headline", "ru"), expert.text("about", "ru")) == ("Помогаю", "Pikalt.")
    assert expert.fields.get() == crisis


def test_two_windows_do_not_overwrite_each_other(client, crisis):
    [county] = make.counties("Võru maakond")
    expert = make.draft(fields=[crisis], counties=[county])
    client.force_login(expert.person)
    page = en("expert-edit")

    client.post(page, described(crisis, county, headline="Esimene", seen=expert.revision))
    second = client.post(page, described(crisis, county, headline="Teine", seen=expert.revision))

    assert second.status_code == 422
    assert "Teine" in second.content.decode()
    expert.refresh_from_db()
    assert expert.headline == "Esimene"


def test_my_pages_are_for_those_who_signed_in(client):
    for page in ("expert-mine", "expert-edit", "expert-consent", "expert-references",
                 "expert-inbox", "expert-requests-mine", "expert-references-waiting"):  # fmt: skip
        assert client.get(en(page)).status_code == 302
