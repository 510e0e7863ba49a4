"""Experts of the demonstration: 25 over all counties, with references and requests in progress."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from allauth.account.models import EmailAddress
from django.utils.timezone import localdate

from loim.demo import expert_texts as texts
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.experts.actions.consent import give_consent
from loim.experts.actions.desk import add_ready_fields
from loim.experts.actions.profile import ProfileFacts, save_profile
from loim.experts.actions.references import ReferenceFacts, ask_reference, decide_reference
from loim.experts.actions.requests.answering import answer_as_expert
from loim.experts.actions.requests.choosing import choose_expert, confirm_work
from loim.experts.actions.requests.sending import Asked, Asker, confirm_request, send_request
from loim.experts.logic.consent import WORDS_VERSION
from loim.experts.models import Approach, Expert, ExpertField, ExpertRequest
from loim.people.models import County, Organisation, User

GIVEN_DAYS_AGO = (20, 60, 110, 150, 200, 250, 300)
# Whose consent ends within 30 days, so that the reminder on their pages can be seen.
LAPSES_SOON = "Sergei Sild"


class Circle:
    """Whoever is in it by name, and who asks them."""

    def __init__(
        self, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
    ) -> None:
        self.now, self.experts = now, dict[str, Expert]()
        self.cities = {
            "rakvere": (organisations[RAKVERE], users["rakvere@example.ee"]),
            "tartu": (organisations[TARTU], users["tartu@example.ee"]),
            "tallinn": (organisations[TALLINN], users["tallinn@example.ee"]),
        }
        self.counties = list(County.objects.order_by("name"))


def list_experts(
    *, organisations: dict[str, Organisation], users: dict[str, User], now: datetime
) -> None:
    circle = Circle(organisations, users, now)
    add_ready_fields(by=users["toimetaja@example.ee"])
    fields = {row.slug: row for row in ExpertField.objects.all()}
    for number, row in enumerate(texts.EXPERTS):
        circle.experts[row.name] = _listed(circle, row, number, fields)
    _references(circle)
    _work(circle)
    _done(circle)
    _message(circle)


def _listed(
    circle: Circle, row: texts.DemoExpert, number: int, fields: dict[str, ExpertField]
) -> Expert:
    email = f"{row.name.lower().translate(str.maketrans('äõöü ', 'aoou.'))}@example.ee"
    person = User.objects.create_user(email, name=row.name, language="et")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    days = 345 if row.name == LAPSES_SOON else GIVEN_DAYS_AGO[number % len(GIVEN_DAYS_AGO)]
    made_at = circle.now - timedelta(days=days)
    later = localdate(circle.now) + timedelta(days=60) if row.availability == "later" else None
    expert = save_profile(
        facts=ProfileFacts(
            name=row.name, language="et", headline=row.et[0], about=row.et[1],
            workplace=row.workplace, kinds=row.kinds.split(),
            fields=[fields[slug] for slug in row.fields.split()],
            counties=_counties(circle, row.counties), languages=row.languages.split(),
            formats=row.formats.split(), availability=row.availability, available_from=later,
            fee=row.fee[0], translations=_translations(row),
        ),
        seen_revision=None, by=person, now=made_at,
    )  # fmt: skip
    give_consent(expert=expert, words_version=WORDS_VERSION, language="et", by=person, now=made_at)
    return expert


def _counties(circle: Circle, given: str) -> list[County]:
    if given == "*":
        return circle.counties
    return [
        next(county for county in circle.counties if county.name.startswith(f"{name} "))
        for name in given.split()
    ]


def _translations(row: texts.DemoExpert) -> dict[str, dict[str, str]]:
    said = {"en": {"headline": row.en[0], "about": row.en[1]}}
    if row.fee[1]:
        said["en"]["fee"] = row.fee[1]
    if row.ru:
        said["ru"] = {"headline": row.ru}
    return said


def _references(circle: Circle) -> None:
    for name, city, work, days, words in texts.REFERENCES:
        organisation, coordinator = circle.cities[city]
        expert, asked_at = circle.experts[name], circle.now - timedelta(days=min(days, 5))
        day = localdate(circle.now - timedelta(days=days))
        reference = ask_reference(
            expert=expert, submission=uuid5(NAMESPACE_URL, work), by=expert.person, now=asked_at,
            facts=ReferenceFacts(work=work, start_date=day, organisation=organisation),
        )  # fmt: skip
        if words:
            decide_reference(
                reference=reference, is_confirmed=True, words=words, by=coordinator, now=circle.now
            )
    name, organisation_name, contact, email, work, days, words = texts.OUTSIDE
    expert = circle.experts[name]
    reference = ask_reference(
        expert=expert, submission=uuid5(NAMESPACE_URL, work), by=expert.person, now=circle.now,
        facts=ReferenceFacts(
            work=work, start_date=localdate(circle.now - timedelta(days=days)),
            organisation_name=organisation_name, contact_name=contact, contact_email=email,
        ),
    )  # fmt: skip
    decide_reference(reference=reference, is_confirmed=True, words=words, by=None, now=circle.now)


def _work(circle: Circle) -> None:
    """Three are asked: one says yes, one has a question, one has not answered."""
    subject, words = texts.WORK
    names = [*(answer[0] for answer in texts.ANSWERS), "Darja Dialoog"]
    organisation, coordinator = circle.cities["rakvere"]
    request = send_request(
        asked=Asked(
            kind="work", subject=subject, words=words,
            start_date=localdate(circle.now) + timedelta(days=24), time_words="kell 17–20",
            county=next(c for c in circle.counties if c.name.startswith("Lääne-Viru")),
            place="Rakvere teatrimaja väike saal", work_language="et", work_format="on_site",
            fee="Kuni 600 eurot koos sõiduga",
        ),
        experts=[circle.experts[name] for name in names], asker=Asker(organisation=organisation),
        language="et", submission=uuid5(NAMESPACE_URL, subject), by=coordinator,
        now=circle.now - timedelta(days=3),
    )  # fmt: skip
    for name, answer, said in texts.ANSWERS:
        _answer(circle, request, name, answer, said)


def _done(circle: Circle) -> None:
    """Booked here, held, and confirmed."""
    subject, words, said, praise = texts.DONE
    organisation, coordinator = circle.cities["tartu"]
    day = localdate(circle.now - timedelta(days=12))
    request = send_request(
        asked=Asked(kind="work", subject=subject, words=words, start_date=day),
        experts=[circle.experts["Anu Arutleja"]], asker=Asker(organisation=organisation),
        language="et", submission=uuid5(NAMESPACE_URL, subject), by=coordinator,
        now=circle.now - timedelta(days=40),
    )  # fmt: skip
    choose_expert(
        approach=_answer(circle, request, "Anu Arutleja", "yes", said),
        now=circle.now - timedelta(days=30),
    )
    confirm_work(
        request=request, work=subject, words=praise, organisation_name="", start_date=day,
        end_date=None, submission=uuid5(NAMESPACE_URL, praise), by=coordinator,
        now=circle.now - timedelta(days=10),
    )  # fmt: skip


def _message(circle: Circle) -> None:
    """Of somebody without an account, who confirmed the address."""
    subject, words = texts.MESSAGE
    request = send_request(
        asked=Asked(kind="message", subject=subject, words=words),
        experts=[circle.experts["Kaarel Kaart"]],
        asker=Asker("Heli Hoov", "heli.hoov@example.ee", "KÜ Kuuse 3"), language="et",
        submission=uuid5(NAMESPACE_URL, subject), by=None, now=circle.now - timedelta(days=2),
    )  # fmt: skip
    confirm_request(request=request, now=circle.now - timedelta(days=2))


def _answer(circle: Circle, request: ExpertRequest, name: str, answer: str, words: str) -> Approach:
    expert = circle.experts[name]
    approach = Approach.objects.select_related("request", "expert").get(
        request=request, expert=expert
    )
    return answer_as_expert(
        approach=approach, answer=answer, words=words, shows_address=False, by=expert.person,
        submission=uuid5(NAMESPACE_URL, words), now=circle.now - timedelta(days=1),
    )  # fmt: skip
