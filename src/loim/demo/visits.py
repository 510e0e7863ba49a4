"""Field visits: that of 2017 as it was held, that of 2018 with who took part, and one to come."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone, localtime

from loim.demo import visit_texts as words
from loim.demo.accounts import MINISTRY
from loim.demo.published import Maker
from loim.demo.registrants import Crowd
from loim.demo.registrations import come, open_registration
from loim.events.actions.places import AnswerRequest
from loim.events.actions.registration.ready_made import ReadyMade, add_ready_made
from loim.events.models import Attendance, Event, EventKind, Option, Party, Policy
from loim.ideas.actions.forum.opening import change_forum
from loim.ideas.models import Forum, Idea, Proposal, ProposalStatus, Strategy
from loim.people.models import Organisation, OrganisationKind, User
from loim.visits.actions import hosting, learning, people, planning
from loim.visits.actions.ideas import give_idea
from loim.visits.actions.releasing import release_visit
from loim.visits.logic.lines import read_lines
from loim.visits.models import DayFeedback, Group, Host, Leg, LegKind, MediaItem, Visit
from loim.visits.queries.board import days_of, load_board

NAMES = UUID("07082017-0000-4000-8000-000000000000")


def plan_visits(
    *, made: Maker, crowd: Crowd, users: dict[str, User], today: date, now: datetime
) -> None:
    by = users["valitood@example.ee"]
    bodies = _bodies(made)
    strategies = _strategies(made.organisations[MINISTRY])
    visits = Event.objects.filter(kind=EventKind.FIELD_VISIT, place="Narva").order_by("start_date")
    first, second, *_others, coming = visits
    _hold_first(first, bodies, strategies, by, now)
    _who_came_second(second, bodies, strategies, by, now)
    _plan_coming(
        coming, bodies=bodies, strategies=strategies, crowd=crowd, users=users, by=by, now=now
    )


def _bodies(made: Maker) -> dict[str, Organisation]:
    for name in words.STATE_BODIES:
        kind = (
            OrganisationKind.MINISTRY
            if name.endswith("ministeerium")
            else OrganisationKind.STATE_AGENCY
        )
        _known(made, name, kind)
    _known(made, words.PRIVATE_PARTNER, OrganisationKind.COMPANY)
    names = [*words.STATE_BODIES, words.PRIVATE_PARTNER]
    return {name: made.organisations[name] for name in names}


def _known(made: Maker, name: str, kind: str) -> None:
    if name not in made.organisations:
        made.organisations[name] = Organisation.objects.get_or_create(
            name=name, defaults={"kind": kind}
        )[0]


def _strategies(owner: Organisation) -> list[Strategy]:
    return [
        Strategy.objects.get_or_create(owner=owner, title=title, defaults={"kind": kind})[0]
        for title, kind in words.STRATEGIES
    ]


def _planned(
    event: Event, days: Iterable[str], strategies: list[Strategy], by: User, now: datetime
) -> Visit:
    visit = planning.plan_visit(event=event, by=by, now=now)
    visit.base_town = "Narva"
    visit.base_place = "Integratsiooni Sihtasutuse Narva kontor"
    planning.save_visit(visit=visit, strategies=strategies, by=by, now=now)
    for day, lines in zip(days_of(visit), days, strict=False):
        read = read_lines(lines, days_of(visit), day)
        # A town alone before a colon is where it is, not what it is called.
        legs = [
            replace(leg, title=leg.title.replace("Narva: kokkuvõtted", "Kokkuvõtted"))
            for leg in read.legs
        ]
        planning.paste_legs(visit=visit, read=legs, by=by, now=now)
    return visit


def _legs(visit: Visit, **which: object) -> QuerySet[Leg]:
    return visit.legs.filter(**which).order_by("start_at", "pk")


def _hosts(visit: Visit, by: User, now: datetime, *, has_contacts: bool) -> None:
    """One for each meeting, called as the meeting is; where one begins and ends is the base."""
    for number, leg in enumerate(_legs(visit, kind=LegKind.MEETING), 1):
        name = words.BASE if leg.title.startswith(words.AT_THE_BASE) else leg.title
        contact = {"contact_email": f"vastuvotja{number}@example.ee"} if has_contacts else {}
        leg.visit = visit
        leg.host = visit.hosts.filter(name=name).first() or hosting.save_host(
            host=Host(visit=visit, name=name, **contact), by=by, now=now
        )
        planning.save_leg(leg=leg, by=by, now=now)


def _hold_first(
    event: Event,
    bodies: dict[str, Organisation],
    strategies: list[Strategy],
    by: User,
    now: datetime,
) -> None:
    visit = _planned(event, words.HELD_DAYS, strategies, by, now)
    _hosts(visit, by, now, has_contacts=False)
    for name in (MINISTRY, "Integratsiooni Sihtasutus", "Siseministeerium", "Eesti Töötukassa"):
        Attendance.objects.create(event=event, organisation=bodies[name], people=3)
    for leg in _legs(visit, title__in=words.SUMMARIES):
        leg.visit = visit
        leg.summary = words.SUMMARIES[leg.title]
        learning.save_summary(leg=leg, by=by, now=now)
    _ideas(visit, by, now)
    _gather_no_longer(event, by, now)
    for number, day in enumerate(days_of(visit)):
        DayFeedback.objects.bulk_create(
            DayFeedback(
                visit=visit,
                day=day,
                rating=(5, 4, 5, 3, 4, 5, 4)[(one + number) % 7],
                keep=words.KEEP[one % 4] if one < 4 else "",
                change=words.CHANGE[(one + number) % 4] if one < 3 else "",
            )
            for one in range(9)
        )
    for number, (outlet, title, language, days) in enumerate(words.MEDIA, 1):
        item = MediaItem(
            visit=visit,
            date=event.start_date + timedelta(days=days),
            outlet=outlet,
            title=title,
            url=f"https://uudised.example.ee/valitood-{number}",
            language=language,
        )
        learning.save_media(item=item, by=by, now=now)
    visit.refresh_from_db()
    visit.report_summary = words.HELD_SUMMARY["et"]
    for code, text in words.HELD_SUMMARY.items():
        if code != "et":
            visit.translations.setdefault(code, {})["report_summary"] = text
    learning.save_report(visit=visit, by=by, now=now)
    learning.publish_report(visit=visit, is_public=True, by=by, now=now)


def _ideas(visit: Visit, by: User, now: datetime) -> None:
    ideas: list[Idea] = []
    for meeting, title, text in words.IDEAS:
        leg = _legs(visit, title=meeting)[0]
        leg.visit = visit
        ideas.append(
            give_idea(
                leg=leg, title=title, text=text, language="et",
                submission=uuid5(NAMES, title), by=by, now=now,
            )
        )  # fmt: skip
    sent = visit.event.end_date + timedelta(days=30)
    done = datetime.combine(sent + timedelta(days=60), time(12), get_default_timezone())
    organiser = visit.event.organiser
    proposal = Proposal.objects.create(
        title="Toetada eestikeelseid huviringe Ida-Virumaal",
        description=words.IDEAS[0][2],
        made_by=organiser,
        owner=organiser,
        strategy=visit.strategies.order_by("pk").first(),
        status=ProposalStatus.DONE,
        sent_date=sent,
        answer_by=sent + timedelta(days=60),
        answer="Nõus: huviringide toetus lisatakse järgmise aasta tegevustesse.",
        answered_at=done,
        answered_by=by,
        outcome="Toetust said ringid neljas linnas.",
        ended_date=sent + timedelta(days=400),
        recorded_by=by,
        recorded_at=now,
    )
    proposal.ideas.add(ideas[0])


def _who_came_second(
    event: Event,
    bodies: dict[str, Organisation],
    strategies: list[Strategy],
    by: User,
    now: datetime,
) -> None:
    """Of 2018 the source tells who took part, and for which strategies ideas were collected."""
    visit = _planned(event, (), strategies, by, now)
    Attendance.objects.bulk_create(
        Attendance(event=event, organisation=body, people=2) for body in bodies.values()
    )
    learning.publish_report(visit=visit, is_public=True, by=by, now=now)
    _gather_no_longer(event, by, now)


def _gather_no_longer(event: Event, by: User, now: datetime) -> None:
    """Ideas of a visit of years ago are read, not given."""
    change_forum(forum=Forum.objects.get(event=event), by=by, now=now, closes_at=now)


def _plan_coming(
    event: Event,
    *,
    bodies: dict[str, Organisation],
    strategies: list[Strategy],
    crowd: Crowd,
    users: dict[str, User],
    by: User,
    now: datetime,
) -> None:
    visit = _planned(event, words.COMING_DAYS, strategies, by, now)
    _register(event, bodies=bodies, crowd=crowd, users=users, by=by, now=now)
    _hosts(visit, by, now, has_contacts=True)
    _groups(visit, by, now)
    for leg in _legs(visit):
        places = next((n for start, n in words.PLACES.items() if leg.title.startswith(start)), None)
        if places:
            leg.visit, leg.places = visit, places
            planning.save_leg(leg=leg, by=by, now=now)
    release_visit(visit=visit, despite_conflicts=True, by=by, now=now)
    for host in visit.hosts.order_by("pk"):
        host.visit = visit
        hosting.ask_host(host=host, by=by, now=now)
        for leg in host.legs.exclude(title=words.NOT_YET_CONFIRMED):
            hosting.confirm_leg(leg=leg, now=now)
    asking = visit.hosts.get(name=words.NOT_YET_CONFIRMED)
    hosting.write_from_host(
        host=asking, text=words.ASKS, leg=None, submission=uuid5(NAMES, words.ASKS), now=now
    )
    hosting.cancel_leg(leg=_legs(visit, title=words.CANCELLED)[0],
                       reason=words.CANCEL_REASON, now=now)  # fmt: skip
    _write_before(visit, now)


def _register(
    event: Event,
    *,
    bodies: dict[str, Organisation],
    crowd: Crowd,
    users: dict[str, User],
    by: User,
    now: datetime,
) -> None:
    open_registration(
        event, days_before=10, by=by, now=now, capacity=24, policy=Policy.FIRST_COME,
        most_per_organisation=3, asks_municipality=False,
    )  # fmt: skip
    diet = add_ready_made(event=event, which=ReadyMade.DIET, by=by, now=now)
    options = list(Option.objects.filter(question=diet).order_by("position", "pk"))
    people_ = []
    for number, body in enumerate([*bodies.values(), bodies[MINISTRY]]):
        is_private = body.kind == OrganisationKind.COMPANY
        eats = (AnswerRequest(diet.pk, options[number % 3].pk),) if number % 4 == 0 else ()
        one = crowd.one(
            Party.BUSINESS if is_private else Party.STATE,
            answers=eats,
            user=users["vaatleja@example.ee"] if number == len(bodies) else None,
        )
        person = replace(one.people[0], organisation=body, organisation_name="", municipality=None)
        people_.append(replace(one, people=(person,)))
    come(event, people_, days=6, now=now)


def _groups(visit: Visit, by: User, now: datetime) -> None:
    groups = {
        name: people.save_group(group=Group(visit=visit, name=name), by=by, now=now)
        for name in (words.YOUTH, words.BUSINESS)
    }
    keys = list(groups.values())
    board = load_board(visit)
    people.put_into_groups(
        visit=visit,
        groups={person: keys[number % 2].pk for number, person in enumerate(board.people)},
        by=by,
        now=now,
    )
    for leg in _legs(visit, title__in=words.OF_GROUPS):
        leg.visit, leg.goes = visit, "groups"
        planning.save_leg(leg=leg, groups=[groups[words.OF_GROUPS[leg.title]]], by=by, now=now)


def _write_before(visit: Visit, now: datetime) -> None:
    """A note of whoever could not wait, so that the page of a meeting shows one."""
    leg = _legs(visit, title="Narva linnavalitsus")[0]
    leg.visit = visit
    author = load_board(visit).going_to(load_board(visit).by_key[leg.pk])[0]
    learning.write_note(
        leg=leg,
        text=f"Enne kohtumist ({localtime(leg.start_at):%d.%m}): küsida ühise kalendri kohta.",
        language="et",
        submission=uuid5(NAMES, "note"),
        author=author,
        now=now,
    )
