"""The pages, without a browser: who sees what, and what a form does."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from loim.assessments.actions.assessing import meet
from loim.assessments.actions.versions import start_version
from loim.assessments.models import Assessment, Questionnaire, SharedAnswer, Sheet
from loim.assessments.queries.link import group_key
from loim.assessments.views import alone
from tests.factories import assessments as make
from tests.factories import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def page(client, name, /, *args, **data):
    response = client.get(reverse(name, args=args), data)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def send(client, name, /, *args, **data):
    response = client.post(reverse(name, args=args), data, follow=True)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def test_an_editor_builds_publishes_and_compares_two_versions(client):
    owner = organisation("Küsimustike koda")
    client.force_login(make.editor(owner))

    assert "Short name in the address" in page(client, "questionnaire-new")
    facts = {"title": "Koduküla", "slug": "kodukyla", "owner": owner.pk, "for_kind": make.KIND}
    send(client, "questionnaire-new", language="et", **facts)
    send(client, "questionnaire-introduction", "kodukyla", introduction="Mõelge aastale.")
    assert "Not ready yet" in page(client, "questionnaire-publish", "kodukyla")
    for name, percent in (("Alguses", 0), ("Kaugel", 50)):
        send(client, "questionnaire-level-new", "kodukyla", name=name, from_percent=percent)
    send(client, "questionnaire-theme-new", "kodukyla", title="Inimesed", title_en="People")
    draft = make.draft_of(Questionnaire.objects.get(slug="kodukyla"))
    theme = draft.themes.get()
    assert "Osaliselt" in page(client, "questionnaire-statement-new", "kodukyla", theme.pk)
    added = {"wording": "Tunneme naabreid.", "choices": "Ei\nJah", "choices_en": "No\nYes"}
    send(client, "questionnaire-statement-new", "kodukyla", theme.pk, **added)
    level = draft.levels.get(from_percent=0)
    advice = {f"advice_{level.pk}_et": "Kutsuge kokku.", f"advice_{level.pk}_en": "Call together."}
    send(client, "questionnaire-advice", "kodukyla", theme.pk, **advice)
    step = {"wording": "Vaata", "from_percent": 0, "to_percent": 60}
    address = {"target": "address", "address": "https://example.ee/"}
    send(client, "questionnaire-step-new", "kodukyla", **step, **address)
    built = page(client, "questionnaire-build", "kodukyla")
    assert "EN: 4 of 10 texts" in built
    assert "Tunneme naabreid." in built
    shown = send(client, "questionnaire-publish", "kodukyla")
    assert "version 1" in shown

    send(client, "questionnaire-new-version", "kodukyla")
    draft = make.draft_of(Questionnaire.objects.get(slug="kodukyla"))
    statement, high = draft.statements.get(), draft.levels.get(from_percent=50)
    changed = {"wording": "Tunneme oma naabreid.", "choices": "Ei\nJah"}
    assert "It asks something else now" in page(
        client, "questionnaire-statement", "kodukyla", statement.pk
    )
    send(client, "questionnaire-statement", "kodukyla", statement.pk, **changed)
    send(client, "questionnaire-level", "kodukyla", high.pk, name="Kaugel", from_percent=60)
    shown = page(client, "questionnaire-versions", "kodukyla")
    assert "1 statement can be compared between the two." in shown
    assert "was from 50 %, is from 60 %" in shown
    assert "Worded otherwise, still compared" in shown


def test_what_was_typed_is_kept_beside_a_clear_error(client):
    made = make.questionnaire()
    client.force_login(made.made_by)
    make.filled(make.draft_of(made), made.made_by)
    theme = make.draft_of(made).themes.first()

    for choices, words in (
        ("Ainult üks", "Write two to eight answers"),
        ("Ei\nei", "Two answers are the same"),
    ):
        shown = send(
            client, "questionnaire-statement-new", made.slug, theme.pk,
            wording="Meil on plaan.", choices=choices,
        )  # fmt: skip
        assert words in shown
        assert "Meil on plaan." in shown
    shown = send(
        client, "questionnaire-statement-new", made.slug, theme.pk,
        wording="Meil on plaan.", choices="Ei\nJah", choices_en="No",
    )  # fmt: skip
    assert "There are 2 answers: write as many lines here, or none." in shown
    shown = send(
        client, "questionnaire-step-new", made.slug, wording="Küsi", from_percent=50,
        to_percent=40, target="experts",
    )  # fmt: skip
    assert "It is above the first number" in shown
    assert "Say where it leads." in shown
    shown = send(client, "questionnaire-level-new", made.slug, name="Sama", from_percent=40)
    assert "Another level begins at 40 per cent." in shown


def test_others_neither_see_nor_change_a_draft(client):
    made = make.questionnaire(title="Salajane mustand")
    make.filled(make.draft_of(made), made.made_by)
    client.force_login(make.editor(organisation("Teine koda")))

    known = make.published()
    listed = page(client, "questionnaire-list")
    assert (known.title in listed, "Salajane mustand" in listed) == (True, False)
    assert client.get(reverse("questionnaire", args=[made.slug])).status_code == 404
    for name in ("build", "edit", "publish", "versions", "level-new"):
        address = reverse(f"questionnaire-{name}", args=[made.slug])
        assert client.get(address).status_code == 403, name


def test_three_phones_answer_the_group_agrees_and_the_result_is_read(client):
    village = make.subject(name="Näidisküla")
    who, asked = make.leader(village), make.published(asks_evidence=True)
    client.force_login(who)

    assert "Valmisolek" in page(client, "assessments-of-subject", village.pk)
    assert "First each alone" in send(client, "assessment-begin", village.pk, asked.slug)
    row = Assessment.objects.get()
    assert "QR code" in send(client, "assessment-step", row.pk, "ask")
    statements = list(row.version.statements.order_by("pk"))
    first, key = statements[0], group_key(row)
    for number in range(3):
        phone = type(client)()
        assert "Without a name." in page(phone, "assessment-alone", key)
        page(phone, "assessment-alone-theme", key, 1)
        level = first.levels.get(value=min(number, 1)).pk
        assert "Page 2 of 2" in send(
            phone, "assessment-alone-theme", key, 1, **{f"s{first.pk}": level}
        )
        send(phone, "assessment-alone-theme", key, 2, name="Tuule Talu" if number else "")
        assert "You have answered 1 of 4" in page(phone, "assessment-alone", key)
    shown = page(client, "assessment", row.pk)
    assert "<dd>3</dd>" in shown
    assert "Tuule Talu" in shown
    assert Sheet.objects.count() == 3

    assert "0 of 4 agreed" in send(client, "assessment-step", row.pk, "meet")
    assert not Sheet.objects.exclude(name="").exists()
    shown = page(client, "assessment-together-theme", row.pk, 1)
    assert '<td class="number">2</td>' in shown
    for place, statement in enumerate(statements):
        prefix = f"s{statement.pk}"
        answer = {
            "statement": statement.pk, f"{prefix}-level": statement.levels.get(value=2).pk,
            f"{prefix}-revision": 0, f"{prefix}-note": "Rääkisime läbi.",
            f"{prefix}-evidence_link": "https://example.ee/plaan",
        }  # fmt: skip
        send(client, "assessment-together-theme", row.pk, 1 + place // 2, **answer)
    assert SharedAnswer.objects.count() == 4
    shown = send(client, "assessment-step", row.pk, "finish")
    assert "100 % (8 of 8 points)" in shown
    assert "https://example.ee/plaan" in shown
    assert "One self-assessment is finished." in page(
        client, "assessment-history", village.pk, asked.slug
    )


def test_a_second_device_is_told_before_it_writes_over(client):
    village = make.subject()
    who, asked = make.leader(village), make.published()
    row = meet(assessment=make.begun(village, asked, who), by=who, now=make.NOW)
    make.agreed(row, who, 1, 1, 1, 1)
    client.force_login(who)
    statement = row.version.statements.order_by("pk").first()
    prefix = f"s{statement.pk}"

    shown = send(
        client, "assessment-together-theme", row.pk, 1, statement=statement.pk,
        **{f"{prefix}-level": statement.levels.get(value=2).pk, f"{prefix}-revision": 0,
           f"{prefix}-note": "Meie jutt"},
    )  # fmt: skip

    assert "Somebody saved this answer on another device meanwhile" in shown
    assert "Meie jutt" in shown
    assert SharedAnswer.objects.get(statement=statement).level.value == 1


def test_only_those_who_lead_see_what_is_under_way_and_only_readers_what_was_found(client):
    village, other = make.subject(name="Salaküla"), make.subject()
    who, asked = make.leader(village), make.published()
    row = make.asked(village, asked, who)
    make.sheet(row, "k" * 30, 2, 2, 2, 2, name="Salajane Nimi")
    done = make.finished(make.subject(village.organisation), asked, who, 2, 2, 2, 2)
    client.force_login(make.leader(other))

    for address in (
        reverse("assessment", args=[row.pk]),
        reverse("assessment-together", args=[row.pk]),
        reverse("assessment-poster", args=[row.pk]),
        reverse("assessment-letters", args=[row.pk]),
        reverse("assessment-result", args=[done.pk]),
        reverse("assessments-of-subject", args=[village.pk]),
        reverse("assessment-history", args=[village.pk, asked.slug]),
    ):
        response = client.get(address)
        assert response.status_code == 403, address
        assert "Salaküla" not in response.content.decode()
    assert client.post(reverse("assessment-step", args=[row.pk, "meet"])).status_code == 403


def test_a_wrong_or_late_link_says_what_is_the_matter(client):
    village = make.subject()
    who, asked = make.leader(village), make.published()
    row = make.asked(village, asked, who)
    key = group_key(row)

    assert client.get(reverse("assessment-alone", args=["x" * 32])).status_code == 404
    meet(assessment=row, by=who, now=make.NOW)
    shown = page(client, "assessment-alone", key)
    assert "The group has gone on to answer together" in shown
    late = client.post(reverse("assessment-alone-theme", args=[key, 1]), {})
    assert "The group has gone on" in late.content.decode()
    assert not Sheet.objects.exists()


def test_sheets_from_one_network_have_a_limit_and_begun_ones_go_on(client, monkeypatch, settings):
    settings.CONTRIBUTIONS_PER_ADDRESS = 1
    monkeypatch.setattr(alone, "MOST_SHEETS", 1)
    village = make.subject()
    row = make.asked(village, make.published(), make.leader(village))
    key = group_key(row)
    first, second = Client(), Client()

    for browser in (first, second, first):
        page(browser, "assessment-alone", key)
        page(browser, "assessment-alone-theme", key, 1)
        told = send(browser, "assessment-alone-theme", key, 1)
        assert ("Very much has come" in told) == (browser is second)

    assert Sheet.objects.count() == 1


def test_letters_carry_the_link_and_their_addresses_are_not_kept(client):
    village = make.subject()
    who, asked = make.leader(village), make.published()
    row = make.asked(village, asked, who)
    client.force_login(who)

    shown = send(client, "assessment-letters", row.pk, addresses="vale", language="et")
    assert "&#x27;vale&#x27; is no e-mail address" in shown
    shown = send(
        client, "assessment-letters", row.pk, addresses="mari@example.ee, jaan@example.ee",
        language="ru",
    )  # fmt: skip
    assert "2 letters are on their way." in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_equally_often_however_many_rows(client, rows):
    village = make.subject()
    who = make.leader(village)
    for _ in range(rows):
        asked = make.published(statements=rows)
        make.finished(village, asked, who, *[1] * (2 * rows))
        last = make.finished(village, asked, who, *[2] * (2 * rows))
    start_version(questionnaire=asked, by=asked.made_by, now=make.NOW)
    running = meet(assessment=make.begun(village, asked, who), by=who, now=make.NOW)
    client.force_login(asked.made_by)

    editors = (("questionnaire-list",), ("questionnaire-build", asked.slug))
    found = {name: queries_of(client, name, *args) for name, *args in editors}
    client.force_login(who)
    for name, *args in (
        ("assessments-of-subject", village.pk),
        ("assessment-result", last.pk),
        ("assessment-history", village.pk, asked.slug),
        ("assessment-together-theme", running.pk, 1),
    ):
        found[name] = queries_of(client, name, *args)

    assert found == {
        "questionnaire-list": 4,
        "questionnaire-build": 10,
        "assessments-of-subject": 10,
        "assessment-result": 25,
        "assessment-history": 14,
        "assessment-together-theme": 12,
    }


def queries_of(client, name, /, *args):
    """Of its second opening: what is read once in a process is read."""
    page(client, name, *args)
    with CaptureQueriesContext(connection) as queries:
        page(client, name, *args)
    return len(queries)
