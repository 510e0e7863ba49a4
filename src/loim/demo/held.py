"""An evening that was held some days ago: people came, said what they thought, have papers."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils.timezone import get_default_timezone

from loim.demo.accounts import RAKVERE
from loim.demo.gathering_texts import STORY_EVENING
from loim.demo.published import RAKVERE_CITY, Maker
from loim.demo.registrants import Crowd
from loim.demo.registrations import come, open_registration
from loim.events.actions.day.certificates import issue_ordered
from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.feedback import give_feedback, make_tickets
from loim.events.actions.day.feedback_questions import write_ready_questions
from loim.events.actions.day.resolving import mark_rest_absent
from loim.events.actions.day.scans import Scan
from loim.events.actions.day.settings import change_day_settings
from loim.events.models import (
    Audience,
    Event,
    EventKind,
    EventScope,
    Notice,
    NoticeKind,
    Party,
)
from loim.people.models import User

DAYS_AGO = 9
OPINIONS: tuple[tuple[int | str, ...], ...] = (
    (5, 5, 1, "Sain kolm uut tuttavat."),
    (4, 5, 1, ""),
    (5, 4, 1, "Дякую! Приходжу ще."),
    (3, 4, 1, "Tõlge jäi vahepeal maha."),
    (5, 5, 1, "Было очень тепло."),
    (4, 3, 0, "Saalis oli jahe."),
    (5, 5, 1, ""),
)


def hold_story_evening(
    *, made: Maker, crowd: Crowd, users: dict[str, User], today: date, now: datetime
) -> None:
    by = users["rakvere@example.ee"]
    day = today - timedelta(days=DAYS_AGO)
    begins = datetime.combine(day, time(17), get_default_timezone())
    event = made.event(
        STORY_EVENING.fields(),
        organiser=RAKVERE,
        activity=("3.5.2.4", "2.1"),
        kind=EventKind.JOINT_EVENT,
        scope=EventScope.COUNTY,
        start_date=day,
        start_time=time(17),
        end_time=time(20),
        place="Rakvere raamatukogu",
        place_municipality_id=RAKVERE_CITY,
        languages=["et", "ru", "uk"],
        audiences=[Audience.RESIDENTS],
        contact_email="loimumine@example.ee",
    )
    open_registration(event, days_before=2, by=by, now=begins - timedelta(days=20), capacity=20)
    people = [
        crowd.one(party, home=RAKVERE_CITY)
        for party in (Party.RESIDENT, Party.COMMUNITY, Party.MUNICIPALITY) * 4
    ]
    come(event, people, days=4, now=begins - timedelta(days=5))
    _check_in(event, begins, by)
    event.refresh_from_db()
    change_day_settings(
        event=event,
        reminder_days=[7, 1],
        sends_thanks=True,
        asks_feedback=True,
        certificate_hours=Decimal(3),
        by=by,
        now=begins,
    )
    _write_off_letters(event, begins)
    _feedback(event, begins + timedelta(days=1))
    issue_ordered(event_id=event.pk, now=begins + timedelta(days=2))


def _check_in(event: Event, begins: datetime, by: User) -> None:
    """All but two came; one minute after the other."""
    came = list(event.participants.order_by("pk"))[:-2]
    scans = [
        Scan(scan=uuid4(), at=begins + timedelta(minutes=number), participant=person.pk)
        for number, person in enumerate(came)
    ]
    done = begins + timedelta(hours=3)
    check_in(event=event, scans=scans, by=by, now=done)
    mark_rest_absent(event=event, by=by, now=done)


def _write_off_letters(event: Event, at: datetime) -> None:
    """As if thanks and certificates had been sent: nobody writes to invented people now."""
    Notice.objects.bulk_create(
        Notice(participant=person, kind=kind, queued_at=at)
        for person in event.participants.order_by("pk")
        for kind in (NoticeKind.THANKS, NoticeKind.CERTIFICATE)
    )


def _feedback(event: Event, at: datetime) -> None:
    write_ready_questions(event)
    questions = list(event.feedback_questions.order_by("position", "pk"))
    keys = make_tickets(event, len(OPINIONS))
    for number, (key, opinion) in enumerate(zip(keys, OPINIONS, strict=True)):
        answers: dict[int, int | str] = {}
        for question, said in zip(questions, opinion, strict=True):
            if said != "":
                answers[question.pk] = said
        language = ("et", "uk", "ru")[number % 3]
        give_feedback(key=key, answers=answers, language=language, now=at)
