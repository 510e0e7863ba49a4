"""Calls for teams: the co-creation training of 2022 as it ended, one in assessment, one open now.

Everything goes through the actions, with the moments at which it would have happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.utils import timezone

from loim.demo.accounts import IMPLEMENTER
from loim.demo.published import Maker
from loim.demo.training_texts import (
    AIMS,
    ASSESSED,
    CALL,
    CONSENT,
    CRITERIA,
    DELIVERABLE,
    DESCRIPTION,
    INVOLVED,
    PURPOSE,
    QUESTIONS,
    RESULTS,
    TITLE,
)
from loim.events.actions.registration.settings import save_settings
from loim.events.forms.registration.settings import new_settings
from loim.events.models import Event, EventKind, EventScope, EventStatus, Party
from loim.people.models import Municipality, User
from loim.trainings.actions.assessment.assessing import (
    declare_interest,
    finish_assessment,
    save_score,
)
from loim.trainings.actions.assessment.deciding import decide_call
from loim.trainings.actions.teams.consent import add_letter
from loim.trainings.actions.teams.inviting import (
    Newcomer,
    accept_invitation,
    decline_invitation,
    invite_member,
)
from loim.trainings.actions.teams.sending import submit_team
from loim.trainings.actions.teams.starting import Beginning, confirm_team, start_team
from loim.trainings.actions.teams.writing import save_answer
from loim.trainings.actions.training.call_rules import (
    add_assessor,
    save_call,
    save_criterion,
    save_question,
)
from loim.trainings.actions.training.publishing import (
    choose_information_day,
    publish_training,
)
from loim.trainings.actions.training.recording import create_training
from loim.trainings.logic.teams.composition import PartyRule
from loim.trainings.models import AssessmentCriterion, Call, CallQuestion, Team, Training

# By it the other parts of the demonstration find the training of 2022.
CO_CREATION = UUID("27080000-0000-4000-8000-000000000101")
NOW_OPEN = UUID("27080000-0000-4000-8000-000000000102")
IN_ASSESSMENT = UUID("27080000-0000-4000-8000-000000000103")
ASSESSORS = ("toimetaja@example.ee", "noustaja@example.ee", "vaatleja@example.ee")
PARTIES = (Party.MUNICIPALITY, Party.MUNICIPALITY, Party.COMMUNITY, Party.COMMUNITY)
FIRST_NAMES = (
    "Aino",
    "Bruno",
    "Eha",
    "Feliks",
    "Helga",
    "Indrek",
    "Juta",
    "Kaur",
    "Leida",
    "Mihkel",
)
LAST_NAMES = ("Allik", "Haab", "Jõgi", "Kask", "Lepik", "Mänd", "Nurm", "Oja", "Pihlak", "Rand")
# Municipality, and the points of each of three assessors on each criterion.
APPLIED_IN_2022 = (
    ("Setomaa vald", "554 455 545"),
    ("Viljandi vald", "545 544 455"),
    ("Haljala vald", "544 454 445"),
    ("Võru vald", "454 445 444"),
    ("Elva vald", "444 454 444"),
    ("Hiiumaa vald", "444 444 454"),
    ("Rõuge vald", "444 443 444"),
    ("Mulgi vald", "434 444 443"),
    ("Põltsamaa vald", "434 344 443"),
    ("Tori vald", "343 434 344"),
    ("Lääne-Nigula vald", "343 334 343"),
    ("Peipsiääre vald", "333 334 333"),
    ("Alutaguse vald", "145 154 245"),
)


def co_creation_training() -> Training:
    """The training of 2022, with its ten admitted teams."""
    return Training.objects.get(submission=CO_CREATION)


def hold_trainings(*, made: Maker, users: dict[str, User], now: datetime) -> None:
    _co_creation_of_2022(made, users)
    _in_assessment(made, users, now)
    _open_now(made, users, now)


@dataclass(frozen=True)
class _Times:
    opens_at: datetime
    closes_at: datetime
    start_date: date
    end_date: date


def _call(made: Maker, submission: UUID, times: _Times, *, year: str = "", **rules: Any) -> Call:
    """A published call with its texts, questions and criteria."""
    suffix = f" {year}" if year else ""
    training = Training(
        submission=submission,
        organiser=made.organisations[IMPLEMENTER],
        start_date=times.start_date,
        end_date=times.end_date,
        contact_email="koosloome@example.ee",
        deliverable_title=DELIVERABLE,
        title=f"{TITLE['et']}{suffix}",
        purpose=PURPOSE["et"],
        description=DESCRIPTION["et"],
        results=RESULTS["et"],
        translations={
            code: {
                "title": f"{TITLE[code]}{suffix}",
                "purpose": PURPOSE[code],
                "description": DESCRIPTION[code],
                "results": RESULTS[code],
            }
            for code in ("en", "ru", "uk")
        },
    )
    partners = [made.organisations["Siseministeerium"], made.organisations["Näidisülikool"]]
    create_training(training=training, partners=partners, by=made.by, now=times.opens_at)
    call = training.call
    call.opens_at, call.closes_at = times.opens_at, times.closes_at
    call.description, call.how_assessed, call.consent = CALL["et"], ASSESSED["et"], CONSENT["et"]
    call.translations = {
        code: {"description": CALL[code], "how_assessed": ASSESSED[code], "consent": CONSENT[code]}
        for code in ("en", "ru", "uk")
    }
    for name, value in rules.items():
        setattr(call, name, value)
    two_and_two = [PartyRule(Party.MUNICIPALITY, 2), PartyRule(Party.COMMUNITY, 2)]
    save_call(call=call, composition=two_and_two, counties={}, by=made.by, now=times.opens_at)
    _questions_and_criteria(call, made.by, times.opens_at)
    for email in ASSESSORS:
        person = User.objects.get(email=email)
        add_assessor(call=call, person=person, by=made.by, now=times.opens_at)
    publish_training(training=training, by=made.by, now=times.opens_at)
    return Call.objects.select_related("training__organiser").get(pk=call.pk)


def _questions_and_criteria(call: Call, by: User, now: datetime) -> None:
    for texts, most in QUESTIONS:
        others = {code: {"label": texts[code]} for code in ("en", "ru", "uk")}
        question = CallQuestion(
            call=call, label=texts["et"], translations=others, most_characters=most
        )
        save_question(question=question, by=by, now=now)
    for texts, weight, least in CRITERIA:
        others = {code: {"title": texts[code]} for code in ("en", "ru", "uk")}
        criterion = AssessmentCriterion(
            call=call, title=texts["et"], translations=others, weight=weight, least=least
        )
        save_criterion(criterion=criterion, by=by, now=now)


def _begin(call: Call, place: str, number: int, at: datetime, by: User | None = None) -> Team:
    email = by.email if by else f"meeskond{call.pk}.{number}@example.ee"
    team = start_team(
        call=call,
        beginning=Beginning(
            name=f"{place.removesuffix(' vald')} koos",
            municipality=Municipality.objects.get(name=place, valid_to=None),
            leader_name=by.name if by else _name(number * 4),
            leader_email=email,
            party=PARTIES[0],
            job="arendusnõunik",
        ),
        submission=uuid5(call.training.submission, place),
        by=by,
        now=at,
    )
    return confirm_team(team=team, now=at)


def _name(number: int) -> str:
    return f"{FIRST_NAMES[number % 10]} {LAST_NAMES[(number * 3 + number // 10) % 10]}"


def _ask(team: Team, number: int, at: datetime, parties: Sequence[str]) -> list[Any]:
    """People of these parties, asked and not yet answered."""
    asked = []
    for place, party in enumerate(parties, start=1):
        is_official = party == Party.MUNICIPALITY
        newcomer = Newcomer(
            name=_name(number * 4 + place),
            email=f"liige{team.pk}.{place}@example.ee",
            party=party,
            organisation_name=f"{team.municipality.name}" if is_official else "Näidisküla Selts",
            job="kultuurispetsialist" if is_official else "eestvedaja",
        )
        token = uuid5(team.submission, str(place))
        asked.append(invite_member(team=team, newcomer=newcomer, submission=token, by=None, now=at))
    return asked


def _answer(team: Team, number: int, at: datetime) -> None:
    questions = list(team.call.questions.order_by("number", "pk"))
    texts = (AIMS[number % len(AIMS)], INVOLVED[number % len(INVOLVED)])
    for question, text in zip(questions, texts, strict=True):
        save_answer(team=team, question=question, text=text, seen="", by=None, now=at)


def _letter(team: Team, at: datetime) -> None:
    file = ContentFile(b"%PDF-1.4\n% demonstration\n", name="nousolek.pdf")
    add_letter(
        team=team,
        file=file,
        signed_by="Vallavanem",
        signed_date=timezone.localdate(at) - timedelta(days=1),
        by=None,
        now=at,
    )


def _whole(call: Call, place: str, number: int, at: datetime) -> Team:
    team = _begin(call, place, number, at)
    for member in _ask(team, number, at, PARTIES[1:]):
        accept_invitation(member=member, now=at + timedelta(hours=3))
    _answer(team, number, at)
    _letter(team, at)
    return submit_team(team=team, by=None, now=at + timedelta(hours=5))


def _assess(team: Team, points: Sequence[str], at: datetime) -> None:
    criteria = list(team.call.criteria.order_by("number", "pk"))
    for assessor, given in zip(team.call.assessors.order_by("pk"), points, strict=True):
        declare_interest(assessor=assessor, team=team, is_conflict=False, by=assessor.user, now=at)
        for criterion, number in zip(criteria, given, strict=True):
            save_score(
                assessor=assessor,
                team=team,
                criterion=criterion,
                points=int(number),
                note="Selge ja läbi mõeldud." if int(number) > 3 else "Vajaks täpsemat kirjeldust.",
                by=assessor.user,
                now=at,
            )


def _co_creation_of_2022(made: Maker, users: dict[str, User]) -> None:
    """From 5 April to 28 September: call until 28 February, ten teams at most."""
    opens = datetime(2022, 1, 24, 7, 0, tzinfo=UTC)
    closes = datetime(2022, 2, 28, 21, 59, 59, tzinfo=UTC)
    times = _Times(opens, closes, date(2022, 4, 5), date(2022, 9, 28))
    call = _call(
        made, CO_CREATION, times, year="2022", most_teams=10, kept_days=3650, most_per_county=2
    )
    day = made.event(
        _words_of_information_day(),
        organiser=IMPLEMENTER,
        status=EventStatus.HELD,
        kind=EventKind.INFO_DAY,
        scope=EventScope.NATIONAL,
        start_date=date(2022, 2, 16),
        start_time=time(10),
        end_time=time(11, 30),
        online_url="https://veeb.example.ee/infopaev",
        languages=["et"],
        contact_email="koosloome@example.ee",
    )
    choose_information_day(training=call.training, event=day, by=made.by)
    for number, (place, points) in enumerate(APPLIED_IN_2022):
        team = _whole(call, place, number, opens + timedelta(days=10 + number))
        _assess(team, points.split(), closes + timedelta(days=3))
    for assessor in call.assessors.order_by("pk"):
        finish_assessment(assessor=assessor, by=assessor.user, now=closes + timedelta(days=8))
    decide_call(call=call, by=made.by, now=closes + timedelta(days=10))


def _in_assessment(made: Maker, users: dict[str, User], now: datetime) -> None:
    """Closed three days ago: an assessor has begun, another has finished."""
    today = timezone.localdate(now)
    times = _Times(
        now - timedelta(days=40),
        _end_of_day(today - timedelta(days=3)),
        today + timedelta(days=45),
        today + timedelta(days=200),
    )
    call = _call(
        made,
        IN_ASSESSMENT,
        times,
        year="II",
        most_teams=3,
        public_value_source="Vikingloto järgmise kolmapäeva numbrid",
        assess_by=_end_of_day(today + timedelta(days=10)),
    )
    places = ("Kanepi vald", "Saue vald", "Türi vald", "Jõhvi vald")
    teams = [
        _whole(call, place, 20 + number, now - timedelta(days=20 - number))
        for number, place in enumerate(places)
    ]
    first, second, _third = call.assessors.order_by("pk")
    at = now - timedelta(days=1)
    criteria = list(call.criteria.order_by("number", "pk"))
    for team, points in zip(teams, ("454", "344", "454", "533"), strict=True):
        declare_interest(assessor=second, team=team, is_conflict=False, by=second.user, now=at)
        for criterion, number in zip(criteria, points, strict=True):
            save_score(
                assessor=second,
                team=team,
                criterion=criterion,
                points=int(number),
                note="Hästi põhjendatud.",
                by=second.user,
                now=at,
            )
    finish_assessment(assessor=second, by=second.user, now=at)
    declare_interest(
        assessor=first,
        team=teams[3],
        is_conflict=True,
        reason="Olen selle valla volikogu liige.",
        by=first.user,
        now=at,
    )


def _end_of_day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _open_now(made: Maker, users: dict[str, User], now: datetime) -> None:
    """A draft led by an account, a complete one, and one whose member declined."""
    today = timezone.localdate(now)
    times = _Times(
        now - timedelta(days=12),
        _end_of_day(today + timedelta(days=18)),
        today + timedelta(days=60),
        today + timedelta(days=230),
    )
    call = _call(
        made,
        NOW_OPEN,
        times,
        year=str(today.year + 1),
        most_teams=8,
        most_per_county=2,
        incomplete_rule="completed",
        complete_by=_end_of_day(today + timedelta(days=25)),
        public_value_source="Vikingloto numbrid kolm päeva pärast tähtaega",
    )
    day = _information_day(made, today, now)
    choose_information_day(training=call.training, event=day, by=made.by)
    at = now - timedelta(days=4)
    draft = _begin(call, "Rakvere vald", 31, at, users["korraldaja@example.ee"])
    accept_invitation(member=_ask(draft, 31, at, [Party.COMMUNITY, Party.MUNICIPALITY])[0], now=at)
    _whole(call, "Otepää vald", 32, at)
    lacking = _begin(call, "Saaremaa vald", 33, at)
    asked = _ask(lacking, 33, at, PARTIES[1:])
    for member in asked[:2]:
        accept_invitation(member=member, now=at)
    decline_invitation(member=asked[2], now=at)
    _answer(lacking, 33, at)


INFORMATION_DAY = {
    "et": "Koosloome koolitusprogrammi infopäev veebis",
    "en": "Online information day of the co-creation training",
    "ru": "Информационный день учебной программы совместного творчества, в сети",
    "uk": "Інформаційний день навчальної програми спільного творення, у мережі",
}


def _words_of_information_day() -> dict[str, Any]:
    """Title and purpose, in four languages."""
    translations = {
        code: {"title": INFORMATION_DAY[code], "purpose": PURPOSE[code]}
        for code in INFORMATION_DAY
        if code != "et"
    }
    return {
        "title": INFORMATION_DAY["et"],
        "purpose": PURPOSE["et"],
        "translations": translations,
    }


def _information_day(made: Maker, today: date, now: datetime) -> Event:
    event = made.event(
        _words_of_information_day(),
        organiser=IMPLEMENTER,
        kind=EventKind.INFO_DAY,
        scope=EventScope.NATIONAL,
        start_date=today + timedelta(days=8),
        start_time=time(10),
        end_time=time(11, 30),
        online_url="https://veeb.example.ee/infopaev",
        languages=["et"],
        contact_email="koosloome@example.ee",
    )
    save_settings(settings=new_settings(event, now), by=made.by, now=now)
    return event
