from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from loim.common.own_keys import hash_of_key
from loim.people.models import Municipality, Organisation
from loim.programmes.models import Activity
from loim.surveys.models import (
    Survey,
    SurveyInvitation,
    SurveyOption,
    SurveyQuestion,
    SurveySection,
)
from loim.surveys.queries.answer_link import new_answer_key, own_key_of
from tests.factories.people import organisation

_numbers = count(1)
OPENS = datetime(2023, 9, 1, 6, 0, tzinfo=UTC)


def survey(of: Organisation | None = None, under: Activity | None = None, **fields: Any) -> Survey:
    """A draft that would take answers all autumn of 2023, with an empty page."""
    if fields.get("is_anonymous"):
        fields.setdefault("answered_by", "person")
    opens = fields.pop("opens_at", OPENS)
    made = Survey.objects.create(
        title=fields.pop("title", f"Koolitusvajadus {next(_numbers)}"),
        purpose=fields.pop("purpose", "Koolituste kavandamiseks."),
        organisation=of or organisation(),
        activity=under,
        opens_at=opens,
        closes_at=fields.pop("closes_at", opens + timedelta(days=60)),
        made_at=opens,
        **fields,
    )
    SurveySection.objects.create(survey=made, title="Küsimused", position=1)
    return made


def question(of: Survey, kind: str = "one_of", *labels: str, **fields: Any) -> SurveyQuestion:
    """Of the last page; with these options, two where none are named."""
    section = fields.pop("section", None) or of.sections.order_by("position").last()
    number = next(_numbers)
    made = SurveyQuestion.objects.create(
        survey=of,
        section=section,
        kind=kind,
        label=fields.pop("label", f"Küsimus {number}"),
        position=fields.pop("position", number),
        **fields,
    )
    if kind in ("one_of", "several_of", "ranking", "matrix"):
        for position, label in enumerate(labels or ("Jah", "Ei"), 1):
            SurveyOption.objects.create(question=made, label=label, position=position)
    return made


def options(of: SurveyQuestion) -> list[SurveyOption]:
    return list(of.options.order_by("position", "pk"))


def invitation(
    of: Survey,
    whose: Organisation | None = None,
    *,
    email: str = "",
    municipality: Municipality | None = None,
    **fields: Any,
) -> SurveyInvitation:
    """For all of an organisation where one is named, else for one person."""
    submission = uuid4()
    return SurveyInvitation.objects.create(
        survey=of,
        organisation=whose,
        for_organisation=whose is not None,
        municipality=municipality or (whose.municipality if whose else None),
        email=email,
        submission=submission,
        key_hash=hash_of_key(new_answer_key(submission)),
        invited_at=OPENS,
        **fields,
    )


def key_of_invitation(of: SurveyInvitation) -> str:
    return own_key_of(of)


def opened(of: Survey) -> Survey:
    of.status, of.opened_at = "open", of.opens_at
    of.save()
    return of
