"""Notes by several authors, ideas, feedback that is nobody's, media, what is erased when."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps

from loim.events.models import Attendance
from loim.ideas.models import Idea
from loim.people.models import OrganisationKind
from loim.visits.actions import learning
from loim.visits.actions.erasing import erase_what_is_due
from loim.visits.actions.ideas import give_idea
from loim.visits.actions.learning import NotOfTheVisit
from loim.visits.models import DayFeedback, FeedbackGiven, MediaItem, Note
from loim.visits.queries.report import closing_report, opinions_of
from tests.factories import organisation
from tests.factories.visits import DAY, host, leg, note, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db
EVENING = datetime(2023, 11, 15, 18, tzinfo=UTC)


def test_several_write_about_a_meeting_each_form_once(trip: Trip) -> None:
    of, token = leg(trip.visit), uuid4()
    for _time in range(2):
        learning.write_note(
            leg=of, text="Marilt", language="et", submission=token, author=trip.mari, now=EVENING
        )
    learning.write_note(
        leg=of, text="Jürilt", language="et", submission=uuid4(), author=trip.jyri, now=EVENING
    )

    assert list(of.notes.order_by("pk").values_list("text", "author__name")) == [
        ("Marilt", "Mari Maasikas"),
        ("Jürilt", "Jüri Jõhvikas"),
    ]


def test_only_the_author_changes_a_note_and_what_it_said_is_kept(trip: Trip) -> None:
    row = note(leg(trip.visit), "Algus", author=trip.mari)

    learning.change_note(note=row, text="Lõpp", edition=1, author=trip.mari, now=EVENING)

    with pytest.raises(learning.NotTheAuthor):
        learning.change_note(note=row, text="Võõras", edition=2, author=trip.jyri, now=EVENING)
    history = apps.get_model("visits", "NoteHistory").objects.order_by("pgh_id")
    assert list(history.values_list("text", flat=True)) == ["Algus", "Lõpp"]


def test_a_note_changed_on_another_phone_meanwhile_is_not_written_over(trip: Trip) -> None:
    row = note(leg(trip.visit), "Algus", author=trip.mari)
    learning.change_note(note=row, text="Telefonis", edition=1, author=trip.mari, now=EVENING)

    with pytest.raises(learning.ChangedInBetween):
        learning.change_note(note=row, text="Arvutis", edition=1, author=trip.mari, now=EVENING)

    row.refresh_from_db()
    assert row.text == "Telefonis"


def test_nobody_from_elsewhere_writes_notes_or_ideas(trip: Trip) -> None:
    of, stranger = leg(trip.visit), visitor(visit())
    with pytest.raises(NotOfTheVisit):
        learning.write_note(
            leg=of, text="x", language="et", submission=uuid4(), author=stranger, now=EVENING
        )
    with pytest.raises(NotOfTheVisit):
        give_idea(
            leg=of, title="x", text="y", language="et", submission=uuid4(),
            participant=stranger, now=EVENING,
        )  # fmt: skip
    assert not Note.objects.exists()
    assert not Idea.objects.exists()


def test_an_idea_of_a_meeting_is_an_idea_like_any_other_and_waits_to_be_read(trip: Trip) -> None:
    of = leg(trip.visit)

    idea = give_idea(
        leg=of, title="Ühine kalender", text="Kõigile", language="et", submission=uuid4(),
        participant=trip.mari, now=EVENING,
    )  # fmt: skip

    assert (idea.forum.event, idea.visit_leg.leg, idea.state) == (
        trip.visit.event,
        of,
        "awaiting",
    )


def test_a_day_is_answered_for_once_and_nothing_tells_by_whom(trip: Trip) -> None:
    for _person in (trip.mari, trip.jyri):
        learning.give_feedback(
            visit=trip.visit, participant=_person, day=DAY, rating=4, now=EVENING
        )
    with pytest.raises(learning.AlreadyAnswered):
        learning.give_feedback(
            visit=trip.visit, participant=trip.mari, day=DAY, rating=1, now=EVENING
        )

    assert DayFeedback.objects.count() == FeedbackGiven.objects.count() == 2
    fields = {field.name for field in DayFeedback._meta.get_fields()}
    assert fields == {"id", "visit", "day", "rating", "keep", "change"}


@pytest.mark.parametrize("days", [-1, 1, 5])
def test_of_a_day_that_is_none_of_the_visit_or_to_come_nobody_speaks(trip: Trip, days: int) -> None:
    with pytest.raises(learning.NotADayOfTheVisit):
        learning.give_feedback(
            visit=trip.visit,
            participant=trip.mari,
            day=DAY + timedelta(days=days),
            rating=4,
            now=EVENING,
        )


@pytest.mark.parametrize(("number", "is_shown"), [(4, False), (5, True)])
def test_opinions_are_shown_from_five_people_on(trip: Trip, number: int, is_shown: bool) -> None:
    for one in range(number):
        learning.give_feedback(
            visit=trip.visit,
            participant=visitor(trip.visit),
            day=DAY,
            rating=5,
            keep=f"Hoida {one}",
            now=EVENING,
        )

    first = opinions_of(trip.visit)[0]

    assert (first.figures is not None) is is_shown
    assert len(first.keep) == (number if is_shown else 0)


def test_the_same_link_is_listed_once(world: World, trip: Trip, now: datetime) -> None:
    def story() -> MediaItem:
        return MediaItem(
            visit=trip.visit, date=DAY, outlet="Leht", title="Käidi", url="https://example.ee/1"
        )

    who = {"by": world.coordinator, "now": now}
    learning.save_media(item=story(), **who)
    with pytest.raises(learning.MediaIsThere):
        learning.save_media(item=story(), **who)


def test_the_report_counts_what_was_held_and_who_took_part(
    world: World, trip: Trip, now: datetime
) -> None:
    town = host(trip.visit, "Narva linnavalitsus")
    leg(trip.visit, "09:00", "10:00", host=town)
    leg(trip.visit, "11:00", "12:00", host=town)
    leg(trip.visit, "13:00", "14:00", town="Jõhvi")
    leg(trip.visit, "15:00", "16:00", town="Tartu", host=host(trip.visit), answer="cancelled",
        cancel_reason="Haige")  # fmt: skip
    leg(trip.visit, "08:00", "08:30", kind="transport", town="Narva", to_town="Jõhvi")
    Attendance.objects.create(event=trip.visit.event, organisation=world.fund, people=2)
    trip.mari.organisation = organisation("AS Pank", kind=OrganisationKind.COMPANY)
    trip.mari.save()

    report = closing_report(trip.visit)

    assert (report.meeting_count, report.towns, report.hosts) == (
        3,
        ["Jõhvi", "Narva"],
        ["Narva linnavalitsus"],
    )
    assert [one.names for one in report.bodies] == [["Eesti Töötukassa"], ["AS Pank"]]
    assert len(report.cancelled) == 1


def test_when_participants_are_erased_contacts_and_authors_go_and_notes_stay(trip: Trip) -> None:
    row = note(leg(trip.visit), "Räägiti noortest", author=trip.mari)
    of = host(trip.visit, contact_name="Karl Kontakt", contact_phone="5551234")
    DayFeedback.objects.create(visit=trip.visit, day=DAY, rating=4, keep="Lõuna")
    FeedbackGiven.objects.create(visit=trip.visit, participant=trip.mari, day=DAY)
    year_later = datetime(2024, 11, 20, tzinfo=UTC)

    assert erase_what_is_due(now=EVENING)["hosts"] == 0
    erased = erase_what_is_due(now=year_later)
    again = erase_what_is_due(now=year_later)

    assert erased == {"hosts": 1, "messages": 0, "notes": 1, "feedback": 1}
    assert set(again.values()) == {0}
    of.refresh_from_db()
    row.refresh_from_db()
    assert (of.contact_name, of.contact_email, of.contact_phone, of.name) == ("", "", "", of.name)
    assert (row.author, row.text) == (None, "Räägiti noortest")
    history = apps.get_model("visits", "NoteHistory")
    assert not history.objects.exclude(author=None).exists()
    assert not FeedbackGiven.objects.exists()
    assert DayFeedback.objects.get().rating == 4
