"""Tallinn's way into a network of cities, in its middle, with two years of self-assessment."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from loim.demo import intercultural_texts as texts
from loim.demo.accounts import IMPLEMENTER, TALLINN
from loim.demo.questionnaires import assess_quickly, write_questionnaire
from loim.demo.tiny_pdf import tiny_pdf
from loim.networks.actions.joining.beginning import SUBJECT_KIND, ProcessFacts, begin_joining
from loim.networks.actions.joining.stepping import (
    StepFacts,
    add_document,
    edit_step,
    move_step_on,
)
from loim.networks.actions.joining.templates import ready_facts, save_template
from loim.networks.models import JoiningProcess, JoiningTemplate, Network, NetworkKind
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme

_BEGAN = timedelta(days=430)
# How long after the beginning each finished step was done; one is under way, the rest to come.
_DONE_AFTER = (35, 80, 140, 255)
_VALUES = ((1, 0, 1, 1, 1, 2, 1, 2, 1, 1, 0, 0), (2, 1, 2, 2, 1, 2, 2, 2, 1, 2, 1, 1))


def join_cities(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    city, keeper = organisations[TALLINN], users["tallinn@example.ee"]
    write_questionnaire(
        texts, organisations[IMPLEMENTER], users["toimetaja@example.ee"],
        now - timedelta(days=3 * 365), for_kind=SUBJECT_KIND, asks_evidence=True,
    )  # fmt: skip
    template = save_template(
        template=None, facts=ready_facts(), by=users["juht@example.ee"], now=now - 2 * _BEGAN
    )
    process = _begun(_network(programme, city, keeper, now), template, keeper, now)
    _walk(process, keeper, now)
    for days, values in zip((380, 40), _VALUES, strict=True):
        assess_quickly(
            process.subject, texts.SLUG, localdate(now) - timedelta(days=days), values, by=keeper
        )


def _network(programme: Programme, city: Organisation, keeper: User, now: datetime) -> Network:
    known = Network.objects.filter(organisation=city, kind=NetworkKind.INTERNATIONAL).first()
    if known is not None:
        return known
    activities = Activity.objects.filter(programme=programme)
    activity = activities.filter(title__icontains="Intercultural").first() or activities.filter(
        code="3.5.2.2"
    ).earliest("pk")
    return Network.objects.create(
        name="Kultuuridevaheliste linnade võrgustik",
        kind=NetworkKind.INTERNATIONAL,
        organisation=city,
        activity=activity,
        start_date=localdate(now - _BEGAN),
        description="Linnad õpivad üksteiselt, kuidas mitmekesisus linna tugevaks teeb.",
        translations={
            "en": {
                "name": "Network of intercultural cities",
                "description": "Cities learn from each other how diversity makes a city strong.",
            }
        },
        recorded_by=keeper,
        recorded_at=now,
    )


def _begun(
    network: Network, template: JoiningTemplate, keeper: User, now: datetime
) -> JoiningProcess:
    start = localdate(now - _BEGAN)
    return begin_joining(
        network=network,
        template=template,
        facts=ProcessFacts(
            start_date=start,
            target_date=start + timedelta(days=550),
            purpose="Tahame võrrelda oma tööd teiste linnadega ja teha koos vähemustega kava,"
            " mis peab.",
            contact_name="Claire Contact",
            contact_email="claire.contact@example.ee",
            translations={
                "en": {
                    "purpose": "We want to compare our work with other cities, and to make a plan"
                    " that holds, together with minorities."
                }
            },
        ),
        submission=uuid5(NAMESPACE_URL, "joining"),
        by=keeper,
        now=now - _BEGAN,
    )


def _walk(process: JoiningProcess, keeper: User, now: datetime) -> None:
    steps = list(process.steps.order_by("position", "pk"))
    for step in steps:
        step.process = process
        facts = StepFacts(
            title=step.title, explanation=step.explanation, due_date=step.due_date,
            translations=step.translations,
            responsible=keeper if step.position % 3 else None,
            responsible_name="" if step.position % 3 else "Kultuuriameti nõunik",
        )  # fmt: skip
        edit_step(step=step, facts=facts, by=keeper, now=now - _BEGAN)
    for step, days in zip(steps, _DONE_AFTER, strict=False):
        at = now - _BEGAN + timedelta(days=days)
        move_step_on(step=step, state="done", done_date=localdate(at), by=keeper, now=at)
    move_step_on(step=steps[len(_DONE_AFTER)], state="under_way", by=keeper, now=now)
    title = "Linnavalitsuse otsus alustada liitumist"
    add_document(
        step=steps[1], title=title, file=ContentFile(tiny_pdf([title]), "otsus.pdf"),
        submission=uuid5(NAMESPACE_URL, title), by=keeper, now=now - _BEGAN + timedelta(days=80),
    )  # fmt: skip
