"""Proposals of the forums and of partners, at every point of their way, and what they feed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from loim.demo.accounts import IMPLEMENTER, MINISTRY, RAKVERE, TARTU
from loim.demo.proposal_texts import (
    ACTION_PLAN,
    COUNSELLING_HOURS,
    COUNTY,
    EVENING_BUS,
    GUIDE_FOR_HOSTS,
    LANGUAGE_CAFE,
    LANGUAGE_PHONE,
    NATIONAL,
    SHARED_CALENDAR,
    TOWN_PAPER,
    DemoProposal,
    Planned,
    Told,
    Words4,
    others,
)
from loim.ideas.actions.proposal.answering import answer_proposal, tell_progress
from loim.ideas.actions.proposal.letters_to_owner import make_link
from loim.ideas.actions.proposal.making import make_proposal
from loim.ideas.actions.proposal.milestones import add_milestone, reach_milestone
from loim.ideas.actions.proposal.stepping import Words
from loim.ideas.actions.strategy.keeping import StrategyFacts, save_strategy
from loim.ideas.logic.proposal_states import ANSWERS
from loim.ideas.models import (
    AnswerLink,
    Idea,
    Proposal,
    ProposalStep,
    Shown,
    Strategy,
    StrategyKind,
)
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme

KOHTLA_JARVE = "Kohtla-Järve Linnavalitsus"
FOUNDATION = "Integratsiooni Sihtasutus"
_NUMBERS = UUID("20190905-0000-4000-8000-000000000001")
_FORUM_ENDED = date(2019, 9, 6)
_HACKATHON_ENDED = date(2017, 11, 25)


def create_proposals(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    """Whoever administers the platform enters what was before it; no letter is left to write."""
    made = _Maker(organisations, users["haldur@example.ee"])
    national, county, action_plan = _strategies(made, programme, now)
    forum, hackathon = _ideas_of("Kohtla-Järve"), _ideas_of("äkaton")
    after = _at(_FORUM_ENDED + timedelta(days=14))
    made.proposal(EVENING_BUS, MINISTRY, KOHTLA_JARVE, after, forum, strategy=county)
    made.proposal(TOWN_PAPER, MINISTRY, KOHTLA_JARVE, after, forum, strategy=county)
    made.proposal(LANGUAGE_CAFE, MINISTRY, FOUNDATION, after, forum, strategy=national)
    then = _at(_HACKATHON_ENDED + timedelta(days=20))
    made.proposal(LANGUAGE_PHONE, MINISTRY, FOUNDATION, then, hackathon, strategy=national)
    under = _activity(programme, "3.5.1.3", "3")
    made.proposal(
        SHARED_CALENDAR, IMPLEMENTER, KOHTLA_JARVE, now - timedelta(days=5),
        _ideas_of("kultuurifoorum"), strategy=action_plan, activity=under,
    )  # fmt: skip
    made.proposal(
        COUNSELLING_HOURS, RAKVERE, "Eesti Töötukassa", now - timedelta(days=41),
        strategy=action_plan, activity=under,
    )  # fmt: skip
    made.proposal(
        GUIDE_FOR_HOSTS, TARTU, IMPLEMENTER, now - timedelta(days=18), strategy=action_plan,
        activity=under,
    )  # fmt: skip
    ProposalStep.objects.filter(told_at=None).update(told_at=now)


class _Maker:
    def __init__(self, organisations: dict[str, Organisation], by: User) -> None:
        self.organisations, self.by = organisations, by
        self.count = 0

    def strategy(
        self,
        words: tuple[Words4, Words4],
        owner: str,
        kind: str,
        years: tuple[int, int],
        *,
        programme: Programme | None = None,
        now: datetime,
    ) -> Strategy:
        title, description = words
        # A field visit may have named it before.
        known = Strategy.objects.filter(title=title[0]).first()
        facts = StrategyFacts(
            title=title[0],
            description=description[0],
            kind=kind,
            owner=self.organisations[owner],
            programme=programme,
            start_year=years[0],
            end_year=years[1],
            translations=others(title=title, description=description),
        )
        return save_strategy(facts=facts, strategy=known, by=self.by, now=now)

    def proposal(
        self,
        words: DemoProposal,
        made_by: str,
        owner: str,
        at: datetime,
        ideas: Iterable[Idea] = (),
        *,
        strategy: Strategy,
        activity: Activity | None = None,
    ) -> None:
        """Owners answer by the link of a letter, as whoever has no account does."""
        self.count += 1
        proposal = make_proposal(
            title=words.title[0],
            text=words.text[0],
            language="et",
            translations=words.translations(),
            made_by=self.organisations[made_by],
            owner=self.organisations[owner],
            owner_email=f"ettepanekud{self.count}@example.ee",
            answer_by=(at + timedelta(days=30)).date(),
            ideas=_fitting(ideas, words),
            strategy=strategy,
            activity=activity,
            submission=uuid5(_NUMBERS, words.title[0]),
            by=self.by,
            now=at,
        )
        _go_on(proposal, words, at)


def _go_on(proposal: Proposal, words: DemoProposal, sent_at: datetime) -> None:
    """Steps and milestones, each on its day."""
    happened: list[tuple[int, Callable[[AnswerLink, datetime], object]]] = [
        (step.days, partial(_tell, proposal, step)) for step in words.steps
    ]
    for planned in words.milestones:
        happened += _milestone(proposal, planned, sent_at)
    for days, do in sorted(happened, key=lambda one: one[0]):
        at = sent_at + timedelta(days=days)
        do(make_link(proposal, proposal.owner_email, at), at)


def _tell(proposal: Proposal, step: Told, link: AnswerLink, at: datetime) -> None:
    words = Words(step.words[0], "et", step.translations())
    if step.status in ANSWERS:
        answer_proposal(
            proposal=proposal, status=step.status, words=words, seen=None, by=link, now=at
        )
    else:
        tell_progress(
            proposal=proposal,
            status=step.status,
            words=words,
            day=localdate(at),
            seen=None,
            by=link,
            now=at,
        )


def _milestone(
    proposal: Proposal, planned: Planned, sent_at: datetime
) -> Iterator[tuple[int, Callable[[AnswerLink, datetime], object]]]:
    submission = uuid5(_NUMBERS, f"{proposal.title}: {planned.title[0]}")

    def add(link: AnswerLink, at: datetime) -> None:
        add_milestone(
            proposal=proposal,
            title=planned.title[0],
            due_date=localdate(sent_at + timedelta(days=planned.due_days)),
            translations=others(title=planned.title),
            submission=submission,
            by=link,
            now=at,
        )

    def reach(link: AnswerLink, at: datetime) -> None:
        milestone = proposal.milestones.get(submission=submission)
        reach_milestone(milestone=milestone, day=localdate(at), by=link, now=at)

    yield planned.set_days, add
    if planned.reached_days is not None:
        yield planned.reached_days, reach


def _strategies(
    made: _Maker, programme: Programme, now: datetime
) -> tuple[Strategy, Strategy, Strategy]:
    """The national strategy, a development plan of Ida-Viru, the action plan of the programme."""
    national = made.strategy(NATIONAL, MINISTRY, StrategyKind.STRATEGY, (2021, 2030), now=now)
    county = made.strategy(
        COUNTY, KOHTLA_JARVE, StrategyKind.DEVELOPMENT_PLAN, (2019, 2030), now=now
    )
    plan = made.strategy(
        ACTION_PLAN,
        IMPLEMENTER,
        StrategyKind.ACTION_PLAN,
        (2023, 2023),
        programme=programme,
        now=now,
    )
    return national, county, plan


def _ideas_of(forum: str) -> list[Idea]:
    """Shown ideas of the forum whose event is called so, in the order in which they came."""
    found = Idea.objects.filter(
        forum__event__title__icontains=forum, state=Shown.SHOWN, joined_to=None
    )
    return list(found.select_related("forum__event__organiser").order_by("chosen_as", "pk"))


def _fitting(ideas: Iterable[Idea], words: DemoProposal) -> list[Idea]:
    """The ideas that speak of the same."""
    return [idea for idea in ideas if any(word in idea.title.lower() for word in words.about)]


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def _activity(programme: Programme, code: str, number: str) -> Activity:
    return Activity.objects.get(programme=programme, code=code, number=number)
