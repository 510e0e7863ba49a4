"""What stands in a letter, for whom, and when it comes; a real mail server takes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from loim.common.models import OutgoingMail
from loim.digests.actions.sending import begin_due_letters, write_letters
from loim.digests.models import Letter, Rhythm, Subscription, ToldItem
from loim.digests.sources import all_sources
from tests.clock import freeze_time
from tests.conftest import NOW
from tests.digests.conftest import NEWS, SECRETS
from tests.factories import county, library, published_event
from tests.factories import pages as content
from tests.factories.digests import own_key, subscription
from tests.mail import Mailbox, run_jobs
from tests.world import World

pytestmark = pytest.mark.django_db


def due(now: datetime = NOW) -> int:
    keys = list(Subscription.objects.order_by("pk").values_list("pk", flat=True))
    return write_letters(keys=keys, now=now)


def letters(mailbox: Mailbox) -> list[str]:
    with freeze_time(NOW):
        run_jobs()
    return [mailbox.text(message) for message in mailbox.messages]


def test_the_worker_writes_what_is_new_and_none_of_what_is_not_public(
    told: World, mailbox: Mailbox, settings: Any
) -> None:
    settings.BASE_URL = "https://loim.example.ee"
    mine = subscription()

    assert begin_due_letters(now=NOW) == 1
    with freeze_time(NOW):
        run_jobs()
    [text] = letters(mailbox)

    [message] = mailbox.messages
    # A forum is an event that one can come to, and a call for ideas.
    assert [text.count(title) for title in NEWS] == [1, 1, 1, 1, 2, 1]
    assert not [title for title in SECRETS if title in text]
    stop = f"https://loim.example.ee/en/digest/own/{own_key(mine)}/stop/"
    assert "".join(message["List-Unsubscribe"].split()) == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert stop.removesuffix("stop/") in text


def test_a_letter_reads_well_as_plain_text(told: World, mailbox: Mailbox) -> None:
    mine = subscription(interests=["news", "events:network_meeting"])

    due()
    [text] = letters(mailbox)

    assert mailbox.messages[0]["Subject"] == "New in Lõim: Uudis kõigile and 1 more"
    assert text.splitlines()[:8] == [
        "Hello!",
        "",
        "",
        "NEWS",
        "",
        "* Uudis kõigile [Eesti]",
        "  Lühidalt.",
        "  http://127.0.0.1/en/news/uudis-koigile/",
    ]
    assert "  15 November 2023, Rakvere, register until 31 October 2023, 23:59" in text
    assert text.endswith(
        "--\nYou asked for this letter once a week (Monday). Here you change what it is about, or"
        f" stop it:\nhttp://127.0.0.1/en/digest/own/{own_key(mine)}/\n"
    )


def test_interests_choose(told: World, mailbox: Mailbox) -> None:
    cases: dict[str, tuple[list[str], set[str]]] = {
        "koik": ([], set(NEWS)),
        "raamatud": (["library"], {"Hea juhend"}),
        "pered": (["news:families", "calls"], {"Uudis kõigile", "Koosloome"}),
        "foorumid": (["events:forum"], {"Ideede foorum"}),
        "keel": (["library:keel"], set()),
    }
    for name, (interests, _expected) in cases.items():
        subscription(email=f"{name}@example.ee", interests=interests)

    assert due() == 4  # nothing to tell to whoever wants only what there is not
    letters(mailbox)

    for name, (_interests, expected) in cases.items():
        text = "".join(mailbox.text(letter) for letter in mailbox.to(f"{name}@example.ee"))
        assert {title for title in NEWS if title in text} == expected


def test_a_county_leaves_out_what_is_of_another_and_keeps_what_is_of_none(
    told: World, mailbox: Mailbox
) -> None:
    tartu, viru = county("Tartu maakond", "0079"), county()
    library.item(told.rakvere, told.coordinator, title="Tartu juhend", counties=[tartu])
    subscription(email="tartu@example.ee", county=tartu)
    subscription(email="viru@example.ee", county=viru)

    due()
    letters(mailbox)

    by_address = {message["To"]: mailbox.text(message) for message in mailbox.messages}
    assert "Kohtumine Rakveres" not in by_address["tartu@example.ee"]
    assert "Kohtumine Rakveres" in by_address["viru@example.ee"]
    for text in by_address.values():
        assert "Hea juhend" in text
        assert "Uudis kõigile" in text


def test_each_reads_in_their_own_language(told: World, mailbox: Mailbox) -> None:
    subscription(email="et@example.ee", language="et", interests=["news"])
    item = content.news(told.rakvere, told.coordinator, NOW - timedelta(hours=2), "Teine uudis")
    content.translated(item, "en", told.coordinator, NOW, title="Another piece", lead="Short.")
    subscription(email="en@example.ee", language="en", interests=["news"])

    due()
    letters(mailbox)

    [estonian], [english] = mailbox.to("et@example.ee"), mailbox.to("en@example.ee")
    assert (estonian["Content-Language"], english["Content-Language"]) == ("et", "en")
    assert "Teine uudis" in mailbox.text(estonian)
    assert "/en/" not in mailbox.text(estonian)
    assert "* Another piece\n  Short.\n  http://127.0.0.1/en/news/" in mailbox.text(english)


def test_nothing_new_is_no_letter_and_the_week_is_done(world: World) -> None:
    mine = subscription()

    assert due() == 0

    mine.refresh_from_db()
    assert mine.settled_period == "2023-W40"
    assert not Letter.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_nothing_is_told_twice_weeks_later_or_when_the_job_runs_again(told: World) -> None:
    subscription(interests=["library", "events"])

    assert [due(), due(), due(NOW + timedelta(days=7))] == [1, 0, 0]
    assert ToldItem.objects.count() == 3


def test_at_once_comes_within_minutes_and_only_with_what_is_new_since(
    told: World, mailbox: Mailbox
) -> None:
    subscription(rhythm=Rhythm.AT_ONCE, interests=["news"])
    assert [due(), due(NOW + timedelta(minutes=10))] == [1, 0]
    later = NOW + timedelta(minutes=15)
    content.news(told.rakvere, told.coordinator, later, "Värske")

    assert due(NOW + timedelta(minutes=20)) == 1

    [_first, second] = letters(mailbox)
    assert "Värske" in second
    assert "Uudis kõigile" not in second


def test_news_dated_ahead_is_told_on_its_day(told: World, mailbox: Mailbox) -> None:
    subscription(rhythm=Rhythm.AT_ONCE, interests=["news"])
    due()

    tomorrow = datetime.fromisoformat("2023-10-03T00:00:01+03:00")
    assert due(tomorrow) == 1

    assert "Homne uudis" in letters(mailbox)[1]


def test_the_evenings_of_a_club_are_one_to_a_reader(world: World, mailbox: Mailbox) -> None:
    for week in range(4):
        published_event(
            title="Klubiõhtu", organiser=world.rakvere, published_at=NOW - timedelta(hours=3),
            start_date=NOW.date() + timedelta(weeks=week),
        )  # fmt: skip
    subscription()

    due()

    [text] = letters(mailbox)
    assert text.count("Klubiõhtu") == 1
    assert "2 October 2023" in text  # the soonest


def test_of_much_that_is_new_the_first_are_told_and_where_the_rest_is(
    world: World, mailbox: Mailbox
) -> None:
    for number in range(10):
        library.item(world.rakvere, world.coordinator, now=NOW - timedelta(hours=number + 1))
    subscription()

    due()

    [text] = letters(mailbox)
    assert text.count("* Juhend") == 8
    assert "2 more are here: http://127.0.0.1/en/library/" in text
    assert ToldItem.objects.count() == 10


def test_who_has_not_confirmed_or_is_no_longer_active_gets_nothing(told: World) -> None:
    subscription(confirmed_at=None)
    told.coordinator.is_active = False
    told.coordinator.save()
    subscription(user=told.coordinator)

    assert due() == 0
    assert begin_due_letters(now=NOW) == 1  # the account's: looked at once more when it is written


def test_a_batch_asks_as_much_for_three_as_for_one(
    told: World, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 3):
        Subscription.objects.all().delete()
        for _ in range(number):
            subscription()
        with django_assert_max_num_queries(60) as asked:
            due()
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_every_source_says_where_its_list_is_and_what_it_gives(told: World) -> None:
    with translation.override("en"):
        for source in all_sources():
            assert source.label
            assert source.line
            assert all(key and label for key, label in source.choices())
    assert [source.key for source in all_sources()] == [
        "news", "events", "library", "calls", "ideas", "bodies",
    ]  # fmt: skip
