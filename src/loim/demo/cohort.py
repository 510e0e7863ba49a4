"""The team programme of 2022, from its first day to the certificates, and a small one under way.

Facts from the announcement of the programme: ten teams of four, five training days from 5 April to
28 September, assignments between them, sixteen hours of mentoring, a regional model each.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.utils.timezone import get_default_timezone

from loim.common.own_keys import hash_of_key
from loim.demo import cohort_texts as texts
from loim.demo.accounts import IMPLEMENTER
from loim.demo.registrants import FIRST, LAST
from loim.demo.trainings import co_creation_training
from loim.events.actions.day.check_in import check_in
from loim.events.actions.day.resolving import mark_rest_absent
from loim.events.actions.day.scans import Scan
from loim.events.actions.pages.page_of_event import EventPage
from loim.people.models import Municipality, Organisation, User
from loim.programmes.models import Activity, Programme
from loim.trainings.actions.assignments.answering import accept_hand_in, send_back_hand_in
from loim.trainings.actions.assignments.handing_in import hand_in, save_draft
from loim.trainings.actions.assignments.writing import save_assignment
from loim.trainings.actions.certificates.issuing import issue_certificates
from loim.trainings.actions.cohort.announcing import announce
from loim.trainings.actions.cohort.running import end_training, start_training
from loim.trainings.actions.days.adding import DayWords, facts_of_day, plan_day
from loim.trainings.actions.deliverable.publishing import (
    consent_to_publication,
    publish_deliverable,
)
from loim.trainings.actions.deliverable.versions import (
    DeliverableWords,
    decide_version,
    hand_in_version,
)
from loim.trainings.actions.mentoring.booking import Meeting, book_mentoring
from loim.trainings.actions.mentoring.logging import log_mentoring
from loim.trainings.actions.mentoring.mentors import save_mentor
from loim.trainings.models import (
    Announcement,
    Assignment,
    Call,
    CompositionRule,
    DayPlace,
    HandIn,
    Mentor,
    Team,
    TeamMember,
    Training,
    TrainingDay,
)
from loim.trainings.queries.cohort.who import Reader, reader_by_account
from loim.trainings.queries.teams import key_of_member, key_of_team

COHORT_NOW = UUID("20220405-0000-4000-8000-000000000002")
ZONE = get_default_timezone()
DAYS_2022 = (date(2022, 4, 5), date(2022, 5, 10), date(2022, 6, 7), date(2022, 8, 30), date(2022, 9, 28))  # fmt: skip


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


class Cohort:
    """A training with its teams, entered step by step, each at its own time."""

    def __init__(self, training: Training, by: User, mentors: Sequence[Mentor]) -> None:
        self.training, self.by, self.mentors = training, by, mentors
        self.teams = list(
            Team.objects.filter(call__training=training, state="admitted")
            .select_related("call__training__organiser", "municipality")
            .order_by("pk")
        )

    def members(self, team: Team) -> Reader:
        return Reader(team, member=team.members.order_by("pk").first())

    def trainer(self, team: Team) -> Reader:
        return reader_by_account(self.by, team)

    def day(self, words: tuple[str, str], on: date, *, known: datetime) -> TrainingDay:
        title, about = words
        return plan_day(
            training=self.training,
            words=DayWords(
                facts=facts_of_day(self.training, title=title, start_date=on, place=texts.PLACE),
                page=EventPage(
                    languages=("et",),
                    start_time=time(10),
                    end_time=time(16, 30),
                    contact_email=texts.CONTACT,
                    purpose=about,
                    translations=texts.day_title_of(title),
                ),
            ),
            submission=uuid4(),
            by=self.by,
            now=known,
        )

    def hold(self, day: TrainingDay, *, number: int) -> None:
        """All but some came; each time others."""
        places = DayPlace.objects.filter(day=day).order_by("pk").select_related("participant")
        begins = at(day.event.start_date)
        came = [place for key, place in enumerate(places) if (key * 7 + number * 3) % 11]
        check_in(
            event=day.event,
            scans=[
                Scan(
                    scan=uuid4(),
                    at=begins + timedelta(seconds=40 * key),
                    participant=place.participant_id,
                )
                for key, place in enumerate(came)
            ],
            by=self.by,
            now=begins + timedelta(hours=5),
        )
        mark_rest_absent(event=day.event, by=self.by, now=begins + timedelta(hours=6))

    def assignment(
        self, words: tuple[str, str], *, given: datetime, due: datetime, day: TrainingDay | None
    ) -> Assignment:
        title, text = words
        return save_assignment(
            assignment=Assignment(
                training=self.training, title=title, description=text, opens_at=given, due_at=due,
                late_days=7, before_day=day,
            ),
            by=self.by,
            now=given,
        )  # fmt: skip

    def answers(self, assignment: Assignment, *, number: int) -> None:
        """Handed in before the deadline, one team late, one sent back first; all accepted."""
        for place, team in enumerate(self.teams):
            days = -1 - (place + number) % 4 if place != number else 2
            moment = assignment.due_at + timedelta(days=days, hours=-3)
            row = self.hand_in(assignment, team, moment)
            if (place + number) % 5 == 0:
                send_back_hand_in(
                    hand_in=row, words=texts.MORE, submission=uuid4(),
                    by=self.trainer(team), now=moment + timedelta(days=2),
                )  # fmt: skip
                row = self.hand_in(assignment, team, moment + timedelta(days=4))
            accept_hand_in(
                hand_in=row, words=texts.GOOD if place % 3 == 0 else "", submission=uuid4(),
                by=self.trainer(team), now=moment + timedelta(days=6),
            )  # fmt: skip

    def hand_in(self, assignment: Assignment, team: Team, moment: datetime) -> HandIn:
        return hand_in(
            assignment=assignment,
            text=texts.answer(str(team.municipality), assignment.title),
            submission=uuid4(),
            by=self.members(team),
            now=moment,
        )

    def meet(self, team: Team, mentor: Mentor, begins: datetime, minutes: int, topic: str) -> None:
        """Booked a week before and held."""
        row = book_mentoring(
            mentor=mentor,
            meeting=Meeting(begins, minutes, "veebis", topic),
            submission=uuid4(),
            by=self.members(team),
            now=begins - timedelta(days=7),
        )
        log_mentoring(
            mentoring=row,
            minutes=minutes,
            notes=texts.AGREED,
            by=reader_by_account(mentor.user, team),
            now=begins + timedelta(hours=4),
        )

    def model(self, team: Team, moment: datetime, *, is_accepted: bool, is_published: bool) -> None:
        title, summary, body = texts.model(str(team.municipality))
        for number in range(2 if is_accepted else 1):
            version = hand_in_version(
                words=DeliverableWords(
                    title=title, summary=summary, language="et", text=body,
                    note=texts.NEWER if number else "",
                ),
                submission=uuid4(),
                by=self.members(team),
                now=moment + timedelta(days=14 * number),
            )  # fmt: skip
            if is_accepted:
                decide_version(
                    version=version, accepts=bool(number), words=texts.GOOD if number else texts.MORE,
                    by=self.trainer(team), now=moment + timedelta(days=14 * number + 5),
                )  # fmt: skip
        if is_published:
            deliverable = version.deliverable
            after = moment + timedelta(days=25)
            consent_to_publication(deliverable=deliverable, by=self.members(team), now=after)
            publish_deliverable(deliverable=deliverable, by=self.by, now=after)


def run_cohorts(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    if Training.objects.filter(submission=COHORT_NOW).exists():
        return
    _training_of_2022(users)
    activity = Activity.objects.get(programme=programme, code="3.5.1.4", number="2")
    _training_of_now(organisations[IMPLEMENTER], activity, users, now)


def _training_of_2022(users: dict[str, User]) -> None:
    by = users["juht@example.ee"]
    published = at(date(2022, 1, 20))
    training = co_creation_training()  # with its ten teams, from the call that they applied to
    made = Cohort(training, by, _mentors(training, users, by, published))
    known = at(date(2022, 3, 15))
    days = [
        made.day(words, on, known=known) for words, on in zip(texts.DAYS, DAYS_2022, strict=True)
    ]
    start_training(training=training, by=by, now=known)
    training.refresh_from_db()
    for number, (day, words) in enumerate(zip(days[1:], texts.ASSIGNMENTS, strict=True)):
        given = at(DAYS_2022[number], 17)
        due = at(day.event.start_date - timedelta(days=7), 23, 59) + timedelta(seconds=59)
        row = made.assignment(words, given=given, due=due, day=day)
        made.answers(row, number=number)
    for number, day in enumerate(days):
        made.hold(day, number=number)
    for place, team in enumerate(made.teams):
        for number in range(5 + place % 3):
            begins = at(date(2022, 4, 18) + timedelta(days=21 * number + place), 13)
            mentor = made.mentors[(place + number) % len(made.mentors)]
            made.meet(
                team,
                mentor,
                begins,
                (90, 120, 150)[number % 3],
                texts.TOPICS[number % len(texts.TOPICS)],
            )
        made.model(team, at(date(2022, 8, 22)), is_accepted=place != 9, is_published=place < 6)
    issue_certificates(training=training, by=by, now=at(date(2022, 10, 3)))
    end_training(training=training, by=by, now=at(date(2022, 10, 14)))


def _training_of_now(
    organiser: Organisation, activity: Activity, users: dict[str, User], now: datetime
) -> None:
    """Three teams in the middle of it, so that everything can be tried."""
    by, today = users["juht@example.ee"], now.astimezone(ZONE).date()
    first = today - timedelta(days=40)
    published = at(first - timedelta(days=90))
    training = _training(
        texts.TITLE_NOW,
        organiser,
        activity,
        COHORT_NOW,
        (first, today + timedelta(days=100)),
        by,
        published,
    )
    known = [Municipality.objects.get(pk=pk) for pk in ("0663", "0793", "0897")]
    for number, place in enumerate(known):
        account = users["liige@example.ee"] if number == 0 else None
        _team(training, place, 20 + number, published + timedelta(days=30), account)
    made = Cohort(training, by, _mentors(training, users, by, published))
    dates = [
        first,
        today - timedelta(days=5),
        today + timedelta(days=16),
        today + timedelta(days=50),
    ]
    days = [
        made.day(words, on, known=at(first - timedelta(days=20)))
        for words, on in zip(texts.DAYS, dates, strict=False)
    ]
    start_training(training=training, by=by, now=at(first - timedelta(days=3)))
    training.refresh_from_db()
    for number, day in enumerate(days[:2]):
        made.hold(day, number=number)
    done = made.assignment(
        texts.ASSIGNMENTS[0],
        given=at(first, 17),
        due=at(today - timedelta(days=12), 23, 59),
        day=days[1],
    )
    made.answers(done, number=1)
    open_ = made.assignment(
        texts.ASSIGNMENTS[1],
        given=at(today - timedelta(days=5), 17),
        due=at(today + timedelta(days=9), 23, 59),
        day=days[2],
    )
    made.hand_in(open_, made.teams[1], now - timedelta(days=1))
    save_draft(assignment=open_, text=texts.DRAFT, seen=0, by=made.members(made.teams[0]), now=now)
    for later, team in enumerate(made.teams):
        made.meet(
            team, made.mentors[0], at(today - timedelta(days=15 + later), 14), 120, texts.TOPICS[0]
        )
    book_mentoring(
        mentor=made.mentors[0], meeting=Meeting(at(today + timedelta(days=6), 14), 90, "veebis", texts.TOPICS[1]),
        submission=uuid4(), by=made.members(made.teams[0]), now=now,
    )  # fmt: skip
    made.model(made.teams[2], now - timedelta(days=3), is_accepted=False, is_published=False)
    subject, body = texts.NEWS
    announce(
        announcement=Announcement(training=training, subject=subject["et"], body=body["et"],
            translations={code: {"subject": subject[code], "body": body[code]} for code in ("en", "ru", "uk")}),
        submission=uuid4(), by=by, now=now - timedelta(days=2),
    )  # fmt: skip


def _training(  # noqa: PLR0917  # one of each kind, told apart by their types
    titles: dict[str, str], organiser: Organisation, activity: Activity | None, submission: UUID,
    days: tuple[date, date], by: User, published: datetime,
) -> Training:  # fmt: skip
    training = Training.objects.create(
        title=titles["et"],
        purpose=texts.PURPOSE,
        results=texts.RESULTS,
        translations={code: {"title": text} for code, text in titles.items() if code != "et"},
        organiser=organiser,
        activity=activity,
        status="published",
        start_date=days[0],
        end_date=days[1],
        contact_email=texts.CONTACT,
        deliverable_title=texts.DELIVERABLE,
        published_at=published,
        recorded_by=by,
        recorded_at=published,
        submission=submission,
    )
    call = Call.objects.create(
        training=training,
        description=texts.CALL,
        opens_at=published,
        closes_at=published + timedelta(days=38),
        needs_letter=False,
    )
    for party in ("municipality", "community"):
        CompositionRule.objects.create(call=call, party=party, least=2)
    return training


def _team(
    training: Training,
    place: Municipality,
    number: int,
    made: datetime,
    account: User | None = None,
) -> None:
    submission = uuid4()
    people = [
        (f"{FIRST[(number * 4 + one) % len(FIRST)]} {LAST[(number + one * 3) % len(LAST)]}",
         f"koosloome{number * 4 + one + 1}@example.ee")
        for one in range(4)
    ]  # fmt: skip
    if account is not None:
        people[0] = (account.name, account.email)
    team = Team.objects.create(
        call=training.call, name=texts.team_name(str(place)), municipality=place, state="admitted",
        leader=account, leader_name=people[0][0], leader_email=people[0][1], created_at=made,
        confirmed_at=made, consented_at=made, submitted_at=made, submission=submission,
        key_hash=hash_of_key(key_of_team(submission)),
    )  # fmt: skip
    for one, (name, email) in enumerate(people):
        own = uuid4()
        TeamMember.objects.create(
            team=team, call=training.call, name=name, email=email,
            user=account if account is not None and one == 0 else None,
            language=account.language if account is not None and one == 0 else ("et", "et", "ru", "uk")[one],
            party="municipality" if one < 2 else "community",
            organisation_name="" if one < 2 else texts.COMMUNITIES[(number + one) % len(texts.COMMUNITIES)],
            state="joined", invited_at=made, joined_at=made, submission=own,
            key_hash=hash_of_key(key_of_member(own)),
        )  # fmt: skip


def _mentors(training: Training, users: dict[str, User], by: User, now: datetime) -> list[Mentor]:
    made = []
    for email, fields, languages, is_trainer in (
        ("noustaja@example.ee", "kogukonnatöö, kaasamine", "et ru", True),
        ("toimetaja@example.ee", "teenusedisain, eelarve", "et en", False),
    ):
        user = users[email]
        mentor = Mentor(
            training=training, user=user, name=user.name, fields=fields, languages=languages,
            is_trainer=is_trainer,
        )  # fmt: skip
        made.append(save_mentor(mentor=mentor, by=by, now=now))
    return made
