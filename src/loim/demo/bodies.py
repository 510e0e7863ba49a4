"""Calls of Tallinn's participatory body, one drawn and one open, and questions put to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from loim.demo.accounts import TALLINN
from loim.demo.body_texts import DRAWN, OPEN, QUESTIONS, QuestionText
from loim.networks.actions.bodies.answering import answer_opinion, record_change
from loim.networks.actions.bodies.applying import ApplicationFacts, Conditions, apply, confirm
from loim.networks.actions.bodies.asking import ask, save_question
from loim.networks.actions.bodies.calls import open_call, save_call
from loim.networks.actions.bodies.drawing import draw_members
from loim.networks.actions.bodies.offering import accept, decline
from loim.networks.actions.bodies.opinions import comment, give_opinion
from loim.networks.actions.bodies.remuneration import approve, note_paid, record_remuneration
from loim.networks.actions.seats import SeatFacts, add_seats
from loim.networks.logic.bodies.rules import Rule
from loim.networks.models import Filling, Network, Seat
from loim.networks.models.bodies import (
    BodyQuestion,
    ChosenBy,
    CityAnswer,
    MemberCall,
    Remuneration,
    Stance,
)
from loim.networks.queries.voters import mandates_on
from loim.people.models import Organisation, User
from loim.services.models import Service

BODY = "Tallinna osaluskogu"
_SENT = UUID("1f6f0f5e-3c0a-4b57-9a3e-54c7a6a3a9d1")  # what the demonstration's forms carry
SEATS = 4
EACH = 5  # applicants of each gender and mother tongue, so that everybody may read the record
_FIRST = ("Aino", "Boris", "Carmen", "Daniil", "Eliise", "Fjodor")
_LAST = ("Aru", "Berg", "Civic", "Danilov", "Eha")


@dataclass(frozen=True)
class Maker:
    body: Network
    by: User
    now: datetime

    @property
    def today(self) -> date:
        return localdate(self.now)


def call_members(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    body = Network.objects.get(name=BODY, organisation=organisations[TALLINN])
    made = Maker(body, users["tallinn@example.ee"], now)
    vacant = list(body.seats.filter(filling=Filling.DRAW, mandates=None).order_by("position", "pk"))
    _drawn_call(made)
    _open_call(made, vacant)
    for number, text in enumerate(QUESTIONS):
        _question(made, text, number)
    _pay(made)


def _drawn_call(made: Maker) -> None:
    """Held eight months ago: of the four drawn one declined, and another was drawn."""
    opened = made.now - timedelta(days=290)
    closed, known = opened + timedelta(days=30), opened + timedelta(days=32)
    seats = add_seats(
        network=made.body,
        facts=SeatFacts(
            title="Loositud elanike koht",
            start_date=made.body.start_date,
            filling=Filling.DRAW,
            translations={
                "en": {"title": "Seat of residents, drawn"},
                "ru": {"title": "Место жителей, по жребию"},
                "uk": {"title": "Місце мешканців, за жеребом"},
            },
        ),
        number=SEATS,
        submission=uuid5(_SENT, "seats"),
        by=made.by,
        now=made.now,
    )
    call = _save(
        made,
        MemberCall(
            title=DRAWN["et"]["title"], description=DRAWN["et"]["description"],
            opens_at=opened, closes_at=closed, value_known_at=known,
            public_value_source="Avaliku loterii esimese loosimise numbrid pärast tähtaega",
            mandate_start_date=localdate(known) + timedelta(days=20),
            mandate_end_date=localdate(known) + timedelta(days=20 + 730),
        ),
        DRAWN, seats, opened - timedelta(days=1),
    )  # fmt: skip
    people = [
        (gender, tongue, number)
        for gender in ("female", "male") for tongue in ("et", "ru") for number in range(EACH)
    ]  # fmt: skip
    for place, (gender, tongue, number) in enumerate(people):
        at = opened + timedelta(days=1, hours=place)
        person = ApplicationFacts(
            name=f"{_FIRST[place % len(_FIRST)]} {_LAST[number]}",
            email=f"kandidaat{place}@example.ee",
            language=tongue,
            motivation="Tahan, et minu linnaosa inimesed oleksid otsuste juures kuuldud.",
            gender=gender,
            mother_tongue=tongue,
        )
        applicant = apply(
            call=call, facts=person, conditions=Conditions(is_old_enough=True),
            submission=uuid5(_SENT, f"applicant {place}"), now=at,
        )  # fmt: skip
        confirm(applicant=applicant, now=at)
    drawn_at = known + timedelta(hours=2)
    draw_members(call=call, public_value="4 8 15 16 23 42", by=made.by, now=drawn_at)
    offered = call.applicants.filter(state="offered").select_related("call__network")
    [first, *_others] = offered.order_by("pk")
    decline(applicant=first, now=drawn_at + timedelta(days=1))
    for number, applicant in enumerate(offered.order_by("pk")):
        accept(applicant=applicant, is_listed=number % 2 == 0, now=drawn_at + timedelta(days=3))


def _open_call(made: Maker, seats: list[Seat]) -> None:
    """People can try it today; somebody has applied already."""
    opened = made.now - timedelta(days=6)
    closes = made.now + timedelta(days=15)
    call = _save(
        made,
        MemberCall(
            title=OPEN["et"]["title"], description=OPEN["et"]["description"],
            opens_at=opened, closes_at=closes, value_known_at=closes + timedelta(days=2),
            public_value_source="Avaliku loterii esimese loosimise numbrid pärast tähtaega",
            mandate_start_date=localdate(closes) + timedelta(days=30),
            mandate_end_date=localdate(closes) + timedelta(days=30 + 730),
        ),
        OPEN, seats, opened - timedelta(hours=1),
    )  # fmt: skip
    for number, name in enumerate(("Hille Haab", "Igor Ilves", "Julia Jõgi")):
        person = ApplicationFacts(
            name=name, email=f"soovija{number}@example.ee", language=("et", "ru", "uk")[number],
            motivation="Elan siin kümme aastat ja tahan kaasa rääkida.",
            gender=("female", "male", "female")[number], mother_tongue=("et", "ru", "uk")[number],
        )  # fmt: skip
        at = made.now - timedelta(days=3 - number)
        applicant = apply(
            call=call, facts=person, conditions=Conditions(is_old_enough=True),
            submission=uuid5(_SENT, f"wishes {number}"), now=at,
        )  # fmt: skip
        if number:
            confirm(applicant=applicant, now=at)


def _save(
    made: Maker,
    call: MemberCall,
    words: dict[str, dict[str, str]],
    seats: list[Seat],
    at: datetime,
) -> MemberCall:
    call.network, call.chosen_by = made.body, ChosenBy.DRAW
    call.submission = uuid5(_SENT, call.title)
    call.residents_of = None
    call.contact_email = "osaluskogu@example.ee"
    call.translations = {code: text for code, text in words.items() if code != "et"}
    rules = [Rule("gender", "female", len(seats) // 2), Rule("gender", "male", len(seats) // 2)]
    if len(seats) >= SEATS:
        rules += [Rule("mother_tongue", "et", 1), Rule("mother_tongue", "ru", 1)]
    save_call(call=call, seats=seats, rules=rules, by=made.by, now=at)
    open_call(call=call, by=made.by, now=at)
    return call


def _question(made: Maker, text: QuestionText, number: int) -> None:
    asked = made.now - timedelta(days=text.asked_days_ago)
    question = BodyQuestion(
        network=made.body,
        submission=uuid5(_SENT, f"question {number}"),
        title=text.words["et"]["title"],
        text_asked=text.words["et"]["text_asked"],
        translations={code: words for code, words in text.words.items() if code != "et"},
        opinion_by=localdate(asked) + timedelta(days=28),
        answer_days=30,
    )
    save_question(question=question, by=made.by, now=asked)
    ask(question=question, by=made.by, now=asked)
    sitting = mandates_on(made.body, localdate(asked))
    for place, said in enumerate(text.comments):
        comment(
            question=question, member=sitting[place % len(sitting)].member, text=said,
            submission=uuid5(_SENT, f"comment {number} {place}"),
            now=asked + timedelta(days=2, hours=place),
        )  # fmt: skip
    if not text.opinion:
        return
    given = asked + timedelta(days=20)
    votes = {
        mandate.pk: Stance.AGAINST if place == 1 else Stance.FOR
        for place, mandate in enumerate(mandates_on(made.body, localdate(given)))
    }
    give_opinion(
        question=question, text=text.opinion, minority_view=text.minority,
        votes={key: stance.value for key, stance in votes.items()}, given_on=localdate(given),
        language="et", by=made.by, as_member=None, now=given,
    )  # fmt: skip
    if not text.answer:
        return
    answered = given + timedelta(days=15)
    answer_opinion(
        question=question, position=CityAnswer.Position.ACCEPTED, text=text.answer, language="et",
        by=made.by, now=answered,
    )  # fmt: skip
    if text.change:
        owner = made.body.organisation
        own = Service.objects.open_to_readers().filter(owner=owner).order_by("pk").first()
        record_change(
            question=question, text=text.change, language="et",
            changed_date=localdate(answered) + timedelta(days=20), service=own, proposal=None,
            url="", submission=uuid5(_SENT, f"change {number}"), by=made.by, now=made.now,
        )  # fmt: skip


def _pay(made: Maker) -> None:
    day = made.today - timedelta(days=40)
    for place, mandate in enumerate(mandates_on(made.body, day)[:3]):
        line = record_remuneration(
            line=Remuneration(
                network=made.body, member=mandate.member, start_date=day, end_date=day,
                hours=Decimal(3), euros=Decimal(45), submission=uuid5(_SENT, f"pay {place}"),
                basis="Koosoleku hüvitis, linnavalitsuse näidiskorraldus nr 7",
            ),
            by=made.by, now=made.now,
        )  # fmt: skip
        if place < 2:
            approve(line=line, by=made.by, now=made.now)
        if place == 0:
            note_paid(
                line=line, paid_date=made.today - timedelta(days=5), today=made.today, by=made.by
            )
