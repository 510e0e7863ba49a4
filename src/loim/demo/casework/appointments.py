"""Hours that can be booked in three cities, a week of appointments around today, an interpreter,
and a home visit that a colleague watches."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils.timezone import localdate

from loim.casework.actions.appointments.booking import AppointmentFacts, book
from loim.casework.actions.appointments.calendar import HoursFacts, add_hours, add_room
from loim.casework.actions.appointments.home_visits import (
    VisitFacts,
    VisitorTaken,
    plan_visit,
    take_visit_step,
)
from loim.casework.actions.appointments.interpreters import (
    InterpreterFacts,
    keep_interpreter,
    order_interpreter,
    take_order_step,
)
from loim.casework.actions.appointments.safety_list import add_contact
from loim.casework.actions.appointments.steps import mark
from loim.casework.actions.appointments.tasks import TaskFacts, add_task
from loim.casework.gate import opened_for
from loim.casework.logic.appointments.slots import moment
from loim.casework.models import Appointment, Client, Room
from loim.common.holidays import is_holiday
from loim.demo.accounts import RAKVERE, STARTED, TALLINN, TARTU
from loim.people.models import Membership, Organisation, Role, User
from loim.services.models import Topic

# city, counsellor, a colleague who watches visits, languages, the office
DESKS = (
    (TARTU, "noustaja@example.ee", "tartu@example.ee", ["et", "en", "ru", "uk"], "Näidise 1, Tartu"),
    (RAKVERE, "noustaja.rakvere@example.ee", "rakvere@example.ee", ["et", "ru", "uk"], "Näidise 2, Rakvere"),
    (TALLINN, "noustaja.tallinn@example.ee", "tallinn@example.ee", ["et", "en", "ru", "uk"], "Näidise 3, Tallinn"),
)  # fmt: skip
# working days from today, hour, name, language, whether they came (None: it lies ahead)
TIMES = (
    (-3, 9, "Olena K.", "uk", True), (-3, 11, "Amir S.", "en", True), (-2, 10, "Sofia", "ru", False),
    (-2, 14, "Marta L.", "uk", True), (-1, 9, "Ivan P.", "ru", True), (-1, 13, "J. D.", "en", True),
    (0, 9, "Tetiana B.", "uk", None), (0, 11, "Daria", "uk", None), (0, 14, "Rahul N.", "en", None),
    (1, 10, "Nina V.", "ru", None), (1, 13, "O. H.", "uk", None), (2, 9, "Lea M.", "et", None),
    (3, 11, "Petro", "uk", None), (4, 10, "Anna-Maria S.", "ru", None),
)  # fmt: skip
TASKS = (
    (-1, "Küsi perearstikeskusest, kas nimistus on ruumi"),
    (0, "Saada keelekursuse kuupäevad"),
    (3, "Vaata üle, kas elukoha teade on vastu võetud"),
)


def keep_appointments(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    topics = list(Topic.objects.order_by("position", "pk"))
    for number, (city, email, watcher, languages, address) in enumerate(DESKS):
        organisation, by = organisations[city], users[email]
        # Coordinators counsel, too, where the office is small.
        Membership.objects.get_or_create(
            user=users[watcher], organisation=organisation, role=Role.COUNSELLOR, start_date=STARTED
        )
        colleague = User.objects.get(pk=users[watcher].pk)  # whose roles nobody has looked up yet
        with opened_for(by, now=now):
            room = add_room(organisation=organisation, name="Tuba 1", address=address, by=by)
            for weekday in range(5):
                add_hours(
                    organisation=organisation,
                    facts=HoursFacts(
                        weekday=weekday, start_time=time(9), end_time=time(16),
                        break_start=time(12), break_end=time(13), slot_minutes=30,
                        languages=languages, start_date=STARTED, room=room,
                    ),
                    by=by,
                )  # fmt: skip
            add_contact(
                organisation=organisation, name="Valvelaud", email="haldur@example.ee", by=by
            )
            times = TIMES if number == 0 else TIMES[number::2]
            booked = _week(organisation, by, topics, times, now)
            _tasks(organisation, by, now)
            _interpreted(organisation, by, booked, now)
            _visit(organisation, by, colleague, now)


def _week(
    organisation: Organisation,
    by: User,
    topics: list[Topic],
    times: tuple[tuple[int, int, str, str, bool | None], ...],
    now: datetime,
) -> list[Appointment]:
    booked = []
    room = Room.objects.filter(organisation=organisation).order_by("pk").first()
    for place, (days, hour, name, language, came) in enumerate(times):
        start = moment(_working_day(localdate(now), days), time(hour))
        made_at = min(now, start) - timedelta(days=4)
        letters = language if language in {"et", "en", "ru", "uk"} else "en"
        made = book(
            organisation=organisation,
            counsellor=by,
            facts=AppointmentFacts(
                topic=topics[place % len(topics)],
                language=language,
                letters_language=letters,
                starts_at=start,
                ends_at=start + timedelta(minutes=30),
                room=room,
                name=name,
                email=f"{name.split()[0].lower().strip('.')}@example.ee"
                if "." not in name[:2]
                else "",
                phone="" if place % 3 else "5000 0000",
            ),
            submission=uuid4(),
            by=by,
            now=made_at,
        )
        if came is not None:
            after = start + timedelta(minutes=30)
            made = mark(appointment=made, step="come" if came else "miss", by=by, now=after)
        elif place % 2:
            mark(appointment=made, step="confirm", by=by, now=made_at)
        booked.append(made)
    return booked


def _tasks(organisation: Organisation, by: User, now: datetime) -> None:
    client = Client.objects.filter(organisation=organisation, state="active").order_by("pk").first()
    for days, text in TASKS:
        day = localdate(now) + timedelta(days=days)
        add_task(
            organisation=organisation,
            facts=TaskFacts(text, day, by, client if days else None),
            submission=uuid4(),
            by=by,
            now=now - timedelta(days=5),
        )


def _interpreted(
    organisation: Organisation, by: User, booked: list[Appointment], now: datetime
) -> None:
    """One done, with its cost; one ordered, who has accepted; one asked."""
    person = keep_interpreter(
        organisation=organisation,
        facts=InterpreterFacts(
            "Iryna Tõlk", "iryna.tolk@example.ee", "5000 0001", ["ukraina", "vene"], "uk"
        ),
        by=by,
    )
    keep_interpreter(
        organisation=organisation,
        facts=InterpreterFacts("Samir Tõlk", "samir.tolk@example.ee", "", ["araabia"], "en"),
        by=by,
    )
    held = [each for each in booked if each.state == "came"][:2]
    ahead = [each for each in booked if each.starts_at > now][:2]
    for each, step in [
        *((one, "finish") for one in held),
        *zip(ahead, ("accept", ""), strict=False),
    ]:
        order = order_interpreter(
            appointment=_ahead_of(each),
            interpreter=person,
            language="ukraina",
            submission=uuid4(),
            by=by,
            now=each.made_at,
        )
        if step:
            take_order_step(order=order, step="accept", by=by, now=each.made_at)
        if step == "finish":
            take_order_step(
                order=order, step="finish", by=by, now=each.ends_at, cost=Decimal("35.00")
            )
        if each.state != "booked":
            Appointment.objects.filter(pk=each.pk).update(state=each.state)


def _ahead_of(appointment: Appointment) -> Appointment:
    """As it was before it was held: an interpreter is ordered for what is to come."""
    Appointment.objects.filter(pk=appointment.pk).update(state="booked")
    return appointment


def _visit(organisation: Organisation, by: User, watcher: User, now: datetime) -> None:
    """One that is over, and one today, in an hour in which the visitor has nothing else."""
    clients = Client.objects.filter(organisation=organisation, state="active")
    client = clients.order_by("-pk").first()
    hour = now.replace(minute=0, second=0, microsecond=0)
    for steps, hours in ((("arrive", "leave"), (-48, -50, -72)), ((), (2, 3, 4, 5, 6))):
        for begins in (hour + timedelta(hours=number) for number in hours):
            facts = VisitFacts(
                watcher, "Näidise tänav 5-3", begins, begins + timedelta(minutes=50),
                "Kolmas korrus, uksekell ei tööta.", client,
            )  # fmt: skip
            try:
                visit = plan_visit(
                    organisation=organisation, facts=facts, submission=uuid4(), by=by,
                    now=begins - timedelta(days=1),
                )  # fmt: skip
            except VisitorTaken:  # which hour it is now nobody chose
                continue
            for number, step in enumerate(steps):
                at = begins + timedelta(minutes=45 * number)
                take_visit_step(visit=visit, step=step, by=by, now=at)
            break


def _working_day(today: date, days: int) -> date:
    """So many working days from today; 0 is today, or the next one that is one."""
    step = timedelta(days=1 if days >= 0 else -1)
    day = today
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    for _number in range(abs(days)):
        day += step
        while day.weekday() > 4 or is_holiday(day):
            day += step
    return day
