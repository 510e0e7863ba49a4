"""Fills an empty database with the demonstration; a second call changes nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from loim.assessments.actions.bands import publish_bands
from loim.demo.accounts import IMPLEMENTER, MINISTRY, RAKVERE, TALLINN, TARTU, create_accounts
from loim.demo.bodies import call_members
from loim.demo.casework.load import counsel
from loim.demo.clubs import hold_clubs
from loim.demo.cohort import run_cohorts
from loim.demo.communities import settle_communities
from loim.demo.crisis import prepare_for_crisis
from loim.demo.desk import fill_desk
from loim.demo.events import create_events
from loim.demo.experts import list_experts
from loim.demo.front_page import fill_front_page
from loim.demo.held import hold_story_evening
from loim.demo.ideas import hold_forums
from loim.demo.joining import join_cities
from loim.demo.journeys import write_journeys
from loim.demo.library import fill_library
from loim.demo.logos import draw_logos
from loim.demo.meeting import fill_meeting
from loim.demo.minorities import fill_register
from loim.demo.network_meetings import hold_network_meetings
from loim.demo.network_talk import talk_in_networks
from loim.demo.networks import create_networks
from loim.demo.no_letters import no_letters
from loim.demo.organisations import create_organisations
from loim.demo.pages import write_pages
from loim.demo.plan import import_real_plan
from loim.demo.proposals import create_proposals
from loim.demo.published import Maker, publish_events
from loim.demo.questionnaires import write_questionnaires
from loim.demo.registrants import Crowd
from loim.demo.registrations import open_registrations
from loim.demo.reports import create_reports
from loim.demo.services import fill_catalogue
from loim.demo.surveys import create_surveys
from loim.demo.trainings import hold_trainings
from loim.demo.translations import order_translations
from loim.demo.visits import plan_visits
from loim.events.models import Event, EventKind, EventScope
from loim.people.models import Organisation, User
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.models import (
    Activity,
    Agreement,
    AgreementParty,
    Post,
    PostHolding,
    Programme,
)

# partner, agreement from, coordinator's account
PARTNERS = (
    (TARTU, date(2023, 1, 1), "tartu@example.ee"),
    (RAKVERE, date(2023, 2, 1), "rakvere@example.ee"),
    (TALLINN, date(2023, 3, 1), "tallinn@example.ee"),
)
PROGRAMME_END = date(2029, 10, 31)


def load_demo() -> str:
    """All or nothing; returns a sentence that says what was done."""
    if Programme.objects.exists():
        return "The demonstration is loaded already; it was left as it is."
    now = timezone.now()
    with transaction.atomic(), no_letters():
        organisations = create_organisations()
        users = create_accounts(organisations)
        manager = users["juht@example.ee"]
        programme = import_real_plan(
            ministry=organisations[MINISTRY],
            implementer=organisations[IMPLEMENTER],
            manager=manager,
            approver=users["kinnitaja@example.ee"],
            now=now,
        )
        _agreements(programme, organisations, users)
        count = create_events(programme=programme, organisations=organisations, by=manager, now=now)
        create_networks(programme=programme, organisations=organisations, users=users, now=now)
        hold_network_meetings(users=users, now=now)
        _days_ahead(programme, organisations, users)
        draw_logos(organisations=organisations, by=users["haldur@example.ee"], now=now)
        _public_events(Maker(programme, organisations, manager, now), users, now)
        run_cohorts(programme=programme, organisations=organisations, users=users, now=now)
        create_proposals(programme=programme, organisations=organisations, users=users, now=now)
        create_surveys(programme=programme, organisations=organisations, users=users, now=now)
        write_pages(organisations=organisations, users=users, now=now)
        fill_catalogue(organisations=organisations, users=users, now=now)
        call_members(organisations=organisations, users=users, now=now)
        write_journeys(programme=programme, organisations=organisations, users=users, now=now)
        list_experts(organisations=organisations, users=users, now=now)
        fill_library(programme=programme, organisations=organisations, users=users, now=now)
        fill_front_page(organisations=organisations, users=users, now=now)
        write_questionnaires(organisations=organisations, users=users, now=now)
        settle_communities(organisations=organisations, users=users, now=now)
        publish_bands(now=now)
        talk_in_networks(organisations=organisations, users=users, now=now)
        prepare_for_crisis(organisations=organisations, users=users, now=now)
        counsel(organisations=organisations, users=users, now=now)
        fill_register(programme=programme, organisations=organisations, users=users, now=now)
        join_cities(programme=programme, organisations=organisations, users=users, now=now)
        order_translations(users=users, now=now)
        fill_desk(users=users, now=timezone.now())
        refresh_stale_values(now=now)
        create_reports(programme=programme, users=users, now=now)
        refresh_stale_values(now=now)
    return f"Loaded the plan of 2023, three partner cities and {count} events."


def _public_events(made: Maker, users: dict[str, User], now: datetime) -> None:
    """Pages, and people who register for what is on them."""
    today = timezone.localdate(now)
    publish_events(made=made, today=today)
    crowd = Crowd(made.organisations)
    fill_meeting(crowd=crowd, users=users, now=now)
    open_registrations(made=made, crowd=crowd, users=users, today=today, now=now)
    hold_story_evening(made=made, crowd=crowd, users=users, today=today, now=now)
    hold_clubs(made=made, users=users, now=now)
    plan_visits(made=made, crowd=crowd, users=users, today=today, now=now)
    hold_trainings(made=made, users=users, now=now)
    hold_forums(made=made, users=users, today=today, now=now)


def _agreements(
    programme: Programme, organisations: dict[str, Organisation], users: dict[str, User]
) -> None:
    for number, (name, start, email) in enumerate(PARTNERS, 1):
        agreement = Agreement.objects.create(
            programme=programme,
            number=f"1-2/2023-{number}",
            start_date=start,
            end_date=PROGRAMME_END,
            note="Sõlmitud kolmeks aastaks, pikendatud kuni programmi lõpuni.",
        )
        for party in (IMPLEMENTER, name):
            AgreementParty.objects.create(agreement=agreement, organisation=organisations[party])
        post = Post.objects.create(
            agreement=agreement,
            organisation=organisations[name],
            title="Lõimumiskoordinaator",
            share=Decimal(1),
            start_date=start,
        )
        holder = users[email]
        taken_over = start
        if name == TALLINN:
            # A colleague took over in September: the post counts once all the same.
            taken_over = date(2023, 9, 1)
            PostHolding.objects.create(
                post=post,
                holder_name="Tõnu Tallinnast",
                start_date=start,
                end_date=taken_over - timedelta(days=1),
            )
        PostHolding.objects.create(
            post=post, holder=holder, holder_name=holder.name, start_date=taken_over
        )


def _days_ahead(
    programme: Programme, organisations: dict[str, Organisation], users: dict[str, User]
) -> None:
    """A few planned events around today, so that 'my work' has something to say."""
    activity = Activity.objects.get(programme=programme, code="3.5.2.4", number="2.1")
    rakvere = organisations[RAKVERE]
    today, now = timezone.localdate(), timezone.now()
    for days, title in (
        (-3, "Ühisüritus raamatukogus: sügisõhtu"),
        (9, "Ühisüritus raamatukogus: koduköök"),
        (23, "Ühisüritus raamatukogus: aasta viimane mälumäng"),
    ):
        Event.objects.create(
            title=title,
            kind=EventKind.JOINT_EVENT,
            scope=EventScope.COUNTY,
            start_date=today + timedelta(days=days),
            end_date=today + timedelta(days=days),
            place="Rakvere",
            organiser=rakvere,
            activity=activity,
            recorded_by=users["rakvere@example.ee"],
            recorded_at=now,
        )
