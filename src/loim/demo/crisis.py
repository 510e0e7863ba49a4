"""Crisis plans of three communities, what Rakvere gave, and figures of last month; all invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate

from loim.communities.actions.crisis.contacts import (
    ContactFacts,
    add_contact,
    leave,
    note_paper_consent,
)
from loim.communities.actions.crisis.copies import give_copy
from loim.communities.actions.crisis.drills import DrillFacts, finish_task, record_drill
from loim.communities.actions.crisis.plans import begin_plan, change_plan
from loim.communities.actions.crisis.publishing import publish
from loim.communities.actions.crisis.roles import save_role
from loim.communities.actions.crisis.things import KINDS, save_thing
from loim.communities.actions.crisis.tree import balance_tree
from loim.communities.actions.overview.publishing import level_names, write_figures
from loim.communities.actions.overview.supporting import SupportFacts, record_support
from loim.communities.models import (
    Area,
    Community,
    CrisisContact,
    CrisisPlan,
    FigureMeasure,
    FiguresMonth,
    Shared,
    Sharing,
)
from loim.communities.permissions import keepers_in_force
from loim.communities.queries.overview.levels import PHASES, READINESS
from loim.communities.queries.overview.municipality import communities_known_to
from loim.demo import crisis_texts as texts
from loim.demo.accounts import RAKVERE
from loim.people.models import County, Organisation, OrganisationKind, User


def prepare_for_crisis(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    communities = list(
        Community.objects.filter(state="active").select_related("organisation").order_by("pk")
    )
    shared = Sharing.objects.in_force().filter(what=Shared.CRISIS_PLAN)
    sharing = set(shared.values_list("community", flat=True))
    communities.sort(key=lambda one: (one.pk not in sharing, one.kind != "village", one.pk))
    for number, community in enumerate(communities[:3]):
        _plan(community, number, now)
    _support(organisations[RAKVERE], users["rakvere@example.ee"], now)
    _figures(now)


def _plan(community: Community, number: int, now: datetime) -> None:
    """The first is shared with its municipality; from the second somebody has left since."""
    keeper = keepers_in_force(community, localdate(now)).order_by("pk").first()
    if keeper is None:
        return
    by, at = keeper.user, now - timedelta(days=150)
    plan = begin_plan(community=community, by=by, now=at)
    change_plan(plan=plan, first_steps=texts.FIRST_STEPS, calls_each=3, call_minutes=3, by=by)
    names = texts.PEOPLE[number * 9 : number * 9 + (12, 8, 6)[number]]
    people = [_contact(plan, name, place, by, at) for place, name in enumerate(names)]
    for place, role in enumerate(plan.roles.order_by("position")):
        holders = [people[(place * 2) % len(people)], people[(place * 2 + 1) % len(people)]]
        save_role(
            plan=plan, role=role, title=role.title, explanation=role.explanation, holders=holders,
            by=by,
        )  # fmt: skip
    balance_tree(plan=plan, by=by)
    for place, (kind, values) in enumerate(texts.THINGS[: len(texts.THINGS) - 2 * number]):
        thing = KINDS[kind](plan=plan)
        key = {"key_holder": people[place % len(people)]} if kind == "resource" else {}
        save_thing(plan=plan, thing=thing, by=by, **values, **key)
    publish(plan=plan, note="Esimene kava.", submission=_uuid(plan, "1"), by=by, now=at)
    _afterwards(plan, people, number, by, now)


def _afterwards(
    plan: CrisisPlan, people: list[CrisisContact], number: int, by: User, now: datetime
) -> None:
    given = localdate(now - timedelta(days=140))
    for place, whom in enumerate(texts.COPIES):
        give_copy(
            plan=plan, given_to=whom, given_date=given, submission=_uuid(plan, f"copy-{place}"),
            by=by, now=now,
        )  # fmt: skip
    for days, facts, tasks in texts.DRILLS[: 2 - number]:
        day = localdate(now) - timedelta(days=days)
        drill = record_drill(
            plan=plan, facts=DrillFacts(date=day, **facts),
            tasks=[(what, day + timedelta(days=after)) for what, after in tasks],
            submission=_uuid(plan, f"drill-{days}"), by=by, now=now,
        )  # fmt: skip
        if (task := drill.tasks.order_by("pk").first()) is not None:
            finish_task(task=task, by=by, now=now)
    if number == 0:
        government = Organisation.objects.filter(
            kind=OrganisationKind.MUNICIPALITY,
            municipality=plan.community.organisation.municipality,
        ).first()
        if government is not None:
            Sharing.objects.get_or_create(
                community=plan.community, what=Shared.CRISIS_PLAN, recipient=government,
                ended_at=None, defaults={"started_at": now - timedelta(days=100), "started_by": by},
            )  # fmt: skip
    if number == 1:
        leave(contact=people[1], by=by, now=now - timedelta(days=4))


def _contact(plan: CrisisPlan, name: str, place: int, by: User, at: datetime) -> CrisisContact:
    """Numbers that nobody has: they begin with 000."""
    first = name.split(maxsplit=1)[0].lower()
    contact = add_contact(
        plan=plan,
        facts=ContactFacts(
            name=name, phones=(f"+372 000 {place + 1:02}{plan.pk % 100:02}",),
            address=texts.ADDRESSES[place % len(texts.ADDRESSES)],
            email="" if place % 3 else f"{first}.{plan.pk}@example.ee",
            languages=texts.LANGUAGES[place % len(texts.LANGUAGES)],
            skills=texts.SKILLS[place % len(texts.SKILLS)],
        ),
        by=by, now=at,
    )  # fmt: skip
    note_paper_consent(
        contact=contact, given_date=localdate(at), note="Kaust rahvamaja kapis", by=by, now=at
    )
    return contact


def _support(government: Organisation, by: User, now: datetime) -> None:
    today = localdate(now)
    where = government.municipality
    if where is None:
        return
    for name, people in texts.AREAS:
        Area.objects.get_or_create(municipality=where, name=name, defaults={"people": people})
    known = list(communities_known_to(government).order_by("pk")[:2])
    areas = list(Area.objects.filter(municipality=where, name=texts.AREAS[0][0]))
    for place, (kind, days, euros, hours, whom, note) in enumerate(texts.SUPPORT):
        community = known[place % len(known)] if known and kind != "visit" else None
        record_support(
            giver=government,
            facts=SupportFacts(
                kind=kind, date=today - timedelta(days=days), community=community,
                area=None if community else areas[0], euros=Decimal(euros) if euros else None,
                hours=Decimal(hours) if hours else None, given_by=whom, note=note,
            ),
            submission=uuid5(NAMESPACE_URL, f"loim:demo:support:{place}"), by=by, now=now,
        )  # fmt: skip


def _figures(now: datetime) -> None:
    """As if many communities of four counties had agreed: their numbers alone are invented."""
    today = localdate(now)
    month = FiguresMonth.objects.create(
        month=(today.replace(day=1) - timedelta(days=1)).replace(day=1),
        published_at=datetime.combine(date(today.year, today.month, 1), now.timetz()),
    )
    counties = list(County.objects.order_by("ehak"))
    for measure, slug in ((FigureMeasure.PHASE, PHASES), (FigureMeasure.READINESS, READINESS)):
        names = level_names(slug)
        if not names:
            continue
        counted: dict[str, dict[int, int]] = {county.pk: {} for county in counties}
        for ehak, numbers in texts.COUNTED.items():
            levels = [
                place
                for place, number in enumerate(numbers[: len(names)], 1)
                for _one in range(number)
            ]
            counted[ehak] = dict(enumerate(levels))
        write_figures(month, measure, counties, counted, names)


def _uuid(plan: CrisisPlan, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"loim:demo:crisis:{plan.community.organisation.name}:{what}")
