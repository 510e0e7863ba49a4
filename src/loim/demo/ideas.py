"""Three forums: Kohtla-Järve in 2019 as it was held, a hackathon of 2017, and one open now."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from loim.demo.accounts import IMPLEMENTER, MINISTRY, TALLINN
from loim.demo.ideas_texts import (
    CHALLENGES_2019,
    CRITERIA,
    CULTURE_CHALLENGES,
    CULTURE_COMMENTS,
    CULTURE_FORUM,
    CULTURE_IDEAS,
    CULTURE_WAITING,
    CULTURE_WORDS,
    HACKATHON,
    HACKATHON_IDEAS,
    HACKATHON_METHOD,
    IDEAS_2019,
    JURY_POINTS,
    KOHTLA_JARVE,
    NOTES_2019,
    STATE_BODIES,
)
from loim.demo.published import Maker, next_day
from loim.demo.registrants import FIRST, LAST
from loim.events.models import Audience, Event, EventKind, EventScope, EventStatus, PartnerRole
from loim.ideas.actions.choice.jury import (
    add_juror,
    declare_conflict,
    finish,
    give_scores,
    save_criterion,
)
from loim.ideas.actions.choice.publishing import publish_choice
from loim.ideas.actions.forum.challenges import save_challenge
from loim.ideas.actions.forum.notes import write_note
from loim.ideas.actions.forum.opening import change_forum, open_forum
from loim.ideas.actions.ideas.commenting import comment_on, complain_of, confirm_comment
from loim.ideas.actions.ideas.giving import submit_idea
from loim.ideas.actions.ideas.joining import join_ideas
from loim.ideas.actions.ideas.own import confirm_idea, withdraw_idea
from loim.ideas.actions.ideas.supporting import confirm_support, support_idea
from loim.ideas.actions.ideas.teams import confirm_member, join_team, start_team
from loim.ideas.models import Forum, Idea
from loim.people.models import Organisation, OrganisationKind, User

KOHTLA_JARVE_FORUM = UUID("27080000-0000-4000-8000-000000002019")
HACKATHON_2017 = UUID("27080000-0000-4000-8000-000000002017")
WEDNESDAY, THURSDAY = 2, 3
KOHTLA_JARVE_CITY = "0322"
# Days of the forum's month that stand for the weeks before and after it.
BEFORE, AFTER = 0, 40


def hold_forums(*, made: Maker, users: dict[str, User], today: date, now: datetime) -> None:
    numbers = count(1)
    _kohtla_jarve(made, users, numbers)
    _hackathon(made, users, numbers)
    _culture_forum(made, users, numbers, today, now)


def _submission(numbers: Iterator[int]) -> UUID:
    """The same each time, so that links and lots are."""
    return UUID(f"27080000-0000-4000-9000-{next(numbers):012d}")


def _person(number: int) -> tuple[str, str]:
    name = f"{FIRST[number % len(FIRST)]} {LAST[(number * 3) % len(LAST)]}"
    return name, f"foorumlane{number}@example.ee"


def _kohtla_jarve(made: Maker, users: dict[str, User], numbers: Iterator[int]) -> None:
    by, opened = users["haldur@example.ee"], datetime(2019, 8, 12, 7, tzinfo=UTC)
    event = made.event(
        KOHTLA_JARVE,
        organiser=MINISTRY,
        kind=EventKind.FORUM,
        scope=EventScope.COUNTY,
        status=EventStatus.HELD,
        start_date=date(2019, 9, 5),
        end_date=date(2019, 9, 6),
        place="Kohtla-Järve kultuurikeskus",
        place_municipality_id=_place(KOHTLA_JARVE_CITY),
        audiences=[Audience.EVERYONE],
        languages=["et", "ru"],
        submission=KOHTLA_JARVE_FORUM,
    )
    bodies = _state_bodies(made)
    made.partners(
        event,
        (_city(made), PartnerRole.CO_ORGANISER),
        *((name, PartnerRole.PARTNER) for name in bodies),
    )
    forum = open_forum(
        event=event, by=by, now=opened, is_moderated=False,
        introduction="Viis küsimust, kaks päeva. Mõtteid koguti enne foorumit, laudade taga ja veel"
        " mitu nädalat pärast seda.",
        translations={"en": {"introduction": "Five questions, two days. Ideas were gathered before the forum, at its tables, and for weeks afterwards."},
                      "ru": {"introduction": "Пять вопросов, два дня. Идеи собирали до форума, за столами и ещё несколько недель после."}},
    )  # fmt: skip
    challenges = [
        save_challenge(
            forum=forum, by=by, now=opened, title=title, owner=made.organisations[owner],
            translations={code: {"title": text} for code, text in others.items()},
        )
        for title, others, owner in CHALLENGES_2019
    ]  # fmt: skip
    ideas = []
    for position, (challenge, day, language, title, text, supporters) in enumerate(IDEAS_2019):
        at = _moment_of_2019(day, position)
        name, _email = _person(position)
        idea = submit_idea(
            forum=forum, challenge=challenges[challenge - 1], title=title, text=text,
            language=language, author_name=name, is_author_shown=position % 3 == 0,
            submission=_submission(numbers), by=by, now=at,
        )  # fmt: skip
        _support(idea, supporters, position * 5, at)
        ideas.append(idea)
    join_ideas(idea=ideas[19], to=ideas[13], by=by, now=datetime(2019, 9, 9, 8, tzinfo=UTC))
    for challenge, group, language, text in NOTES_2019:
        write_note(
            forum=forum, group=group, text=text, language=language,
            challenge=challenges[challenge - 1], submission=_submission(numbers), by=by,
            now=datetime(2019, 9, 5, 12, 10 * challenge, tzinfo=UTC),
        )  # fmt: skip
    change_forum(forum=forum, by=by, now=datetime(2019, 11, 1, tzinfo=UTC),
                 closes_at=datetime(2019, 10, 31, 21, 59, tzinfo=UTC))  # fmt: skip


def _moment_of_2019(day: int, position: int) -> datetime:
    if day == BEFORE:
        return datetime(2019, 8, 15 + position % 12, 15, tzinfo=UTC)
    if day == AFTER:
        return datetime(2019, 9, 15 + position % 14, 16, tzinfo=UTC)
    return datetime(2019, 9, day, 8 + position % 6, 20, tzinfo=UTC)


def _hackathon(made: Maker, users: dict[str, User], numbers: Iterator[int]) -> None:
    by, opened = users["haldur@example.ee"], datetime(2017, 11, 6, 8, tzinfo=UTC)
    begins, ends = datetime(2017, 11, 25, 11, tzinfo=UTC), datetime(2017, 11, 25, 15, tzinfo=UTC)
    event = made.event(
        HACKATHON,
        organiser=MINISTRY,
        kind=EventKind.HACKATHON,
        scope=EventScope.NATIONAL,
        status=EventStatus.HELD,
        start_date=date(2017, 11, 24),
        end_date=date(2017, 11, 25),
        place="Erinevate Tubade Klubi, Tallinn",
        place_municipality_id=_place("0784"),
        languages=["et", "ru", "en"],
        submission=HACKATHON_2017,
    )
    forum = open_forum(
        event=event, by=by, now=opened, is_moderated=False, has_teams=True, choice_method="jury",
        method=HACKATHON_METHOD["et"], choice_opens_at=begins, choice_closes_at=ends, most_chosen=3,
        translations={"en": {"method": HACKATHON_METHOD["en"]}},
    )  # fmt: skip
    criteria = [
        save_criterion(
            forum=forum, by=by, now=opened, title=title, weight=weight, most=5,
            translations={code: {"title": text} for code, text in others.items()},
        )
        for title, others, weight in CRITERIA
    ]  # fmt: skip
    ideas = [_with_team(forum, by, row, numbers) for row in HACKATHON_IDEAS]
    jury = [
        add_juror(forum=forum, email=email, name="", words=words, by=by, now=opened)
        for email, words in (
            ("kinnitaja@example.ee", "Kultuuriministeerium"),
            ("tartu@example.ee", "Tartu linn"),
            ("noustaja@example.ee", "nõustaja"),
            ("korraldaja@example.ee", "kogukonnatöötaja"),
        )
    ]
    for idea, points in zip(ideas, JURY_POINTS, strict=True):
        for juror, given in zip(jury, points, strict=True):
            if given is None:
                declare_conflict(
                    juror=juror, idea=idea, reason="Aitasin meeskonda nõuga.", by=juror.user,
                    now=begins,
                )  # fmt: skip
                continue
            by_criterion = dict(zip(criteria, given, strict=True))
            give_scores(juror=juror, idea=idea, points=by_criterion, by=juror.user, now=begins)
    for juror in jury:
        finish(juror=juror, by=juror.user, now=begins + timedelta(hours=3))
    publish_choice(
        forum=forum, note="Kolm meeskonda said alguseks nõustaja ja ruumi.", by=by, now=ends
    )
    change_forum(forum=forum, by=by, now=ends, closes_at=ends)


def _with_team(forum: Forum, by: User, row: Any, numbers: Iterator[int]) -> Idea:
    title, text, team_name, wanted, people = row
    at = datetime(2017, 11, 24, 10, tzinfo=UTC)
    first = next(numbers) * 10
    name, _email = _person(first)
    idea = submit_idea(
        forum=forum, title=title, text=text, language="et", author_name=name, is_author_shown=True,
        submission=_submission(numbers), by=by, now=at,
    )  # fmt: skip
    _support(idea, people, first, at)
    team = start_team(idea=idea, name=team_name, wanted=wanted, by=by, now=at)
    for number in range(first, first + people):
        name, email = _person(number)
        confirm_member(member=join_team(team=team, name=name, email=email, by=None, now=at), now=at)
    # The organiser wrote the team down, and is in none.
    team.members.filter(user=by).delete()
    return idea


def _culture_forum(
    made: Maker, users: dict[str, User], numbers: Iterator[int], today: date, now: datetime
) -> None:
    """Ideas come in, some wait to be read, and one has been reported."""
    by, day = users["juht@example.ee"], next_day(today, 20, WEDNESDAY)
    event = made.event(
        CULTURE_FORUM,
        organiser=IMPLEMENTER,
        kind=EventKind.FORUM,
        scope=EventScope.COUNTY,
        start_date=day,
        end_date=day + timedelta(days=1),
        start_time=time(10),
        end_time=time(16),
        place="Jõhvi kontserdimaja",
        languages=["et", "ru", "uk"],
        contact_email="kultuurifoorum@example.ee",
        audiences=[Audience.ASSOCIATIONS, Audience.OFFICIALS],
    )
    begins = datetime.combine(day + timedelta(days=1), time(8), UTC)
    earlier = now - timedelta(days=9)
    forum = open_forum(
        event=event, by=by, now=earlier, choice_method="audience", votes_each=3, most_chosen=3,
        choice_opens_at=begins, choice_closes_at=begins + timedelta(hours=5), **CULTURE_WORDS,
    )  # fmt: skip
    challenges = [
        save_challenge(
            forum=forum, by=by, now=earlier, title=title,
            translations={code: {"title": text} for code, text in others.items()},
        )
        for title, others in CULTURE_CHALLENGES
    ]  # fmt: skip
    ideas = []
    for position, (challenge, language, title, text, supporters) in enumerate(CULTURE_IDEAS):
        at = earlier + timedelta(hours=20 * position + 3)
        name, _email = _person(200 + position)
        idea = submit_idea(
            forum=forum, challenge=challenges[challenge - 1], title=title, text=text,
            language=language, author_name=name, is_author_shown=position % 2 == 0,
            submission=_submission(numbers), by=by, now=at,
        )  # fmt: skip
        _support(idea, supporters, 300 + 7 * position, at)
        ideas.append(idea)
    _translate_first(ideas[0])
    for place, language, text in CULTURE_COMMENTS:
        _comment(ideas[place], text, language, numbers=numbers, by=by, now=now)
    reported = _comment(
        ideas[5], "See on ainult suurte linnade jaoks!", "et", numbers=numbers, by=by, now=now
    )
    complain_of(comment=reported, reason="Ei ole asja kohta.", by=None, now=now)
    _waiting(forum, challenges, ideas, numbers, now)


def _waiting(
    forum: Forum, challenges: list[Any], ideas: list[Idea], numbers: Iterator[int], now: datetime
) -> None:
    for number, (challenge, language, title, text) in enumerate(CULTURE_WAITING):
        name, email = _person(500 + number)
        at = now - timedelta(hours=30 - 9 * number)
        idea = submit_idea(
            forum=forum, challenge=challenges[challenge - 1], title=title, text=text,
            language=language, author_name=name, author_email=email,
            submission=_submission(numbers), by=None, now=at,
        )  # fmt: skip
        confirm_idea(idea=idea, now=at)
    name, email = _person(510)
    waiting = comment_on(
        idea=ideas[3], text="Kas kalender võiks olla ka vene keeles?", language="et",
        author_name=name, author_email=email, submission=_submission(numbers), by=None,
        now=now - timedelta(hours=5),
    )  # fmt: skip
    confirm_comment(comment=waiting, now=now - timedelta(hours=4))
    # Withdrawn though people supported it: their number stays.
    withdraw_idea(idea=ideas[4], now=now - timedelta(hours=2))


def _comment(
    idea: Idea, text: str, language: str, *, numbers: Iterator[int], by: User, now: datetime
) -> Any:
    return comment_on(
        idea=idea, text=text, language=language, submission=_submission(numbers), by=by,
        now=now - timedelta(days=1),
    )  # fmt: skip


def _translate_first(idea: Idea) -> None:
    idea.translations = {
        "en": {
            "title": "One night of singing in three towns at once",
            "words": "In Narva, Sillamäe and Kohtla-Järve the same songs are sung on the same"
            " evening; on a screen we see each other.",
        },
        "ru": {"title": "Ночь песен сразу в трёх городах"},
    }
    idea.save(update_fields=["translations"])


def _support(idea: Idea, number: int, first: int, now: datetime) -> None:
    for each in range(first, first + number):
        _name, email = _person(each)
        confirm_support(support=support_idea(idea=idea, email=email, now=now), now=now)


def _state_bodies(made: Maker) -> tuple[str, ...]:
    for name in STATE_BODIES:
        if name not in made.organisations:
            made.organisations[name] = Organisation.objects.create(
                name=name, kind=OrganisationKind.MINISTRY, municipality_id=_place("0784")
            )
    return STATE_BODIES


def _city(made: Maker) -> str:
    return next((name for name in made.organisations if name.startswith("Kohtla-Järve")), TALLINN)


def _place(ehak: str) -> str | None:
    from loim.people.models import Municipality

    return ehak if Municipality.objects.filter(pk=ehak).exists() else None


def kohtla_jarve() -> Event:
    return Event.objects.get(submission=KOHTLA_JARVE_FORUM)
