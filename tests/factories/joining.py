from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from loim.assessments.models import Subject
from loim.networks.actions.joining.beginning import SUBJECT_KIND
from loim.networks.models import JoiningProcess, JoiningStep, Network, NetworkKind
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories.networks import network

_AT = datetime(2023, 5, 11, tzinfo=UTC)


def cities(led_by: Organisation, under: Activity, **fields: Any) -> Network:
    return network(led_by, under, kind=NetworkKind.INTERNATIONAL, **fields)


def process(of: Network, *steps: date | None, **fields: Any) -> JoiningProcess:
    """With a step for each day on which one is due."""
    subject = Subject.objects.create(kind=SUBJECT_KIND, name=str(of), organisation=of.organisation)
    made = JoiningProcess.objects.create(
        network=of, subject=subject, start_date=fields.pop("start_date", date(2023, 3, 1)),
        created_at=_AT, submission=uuid4(), **fields,
    )  # fmt: skip
    for place, due in enumerate(steps):
        JoiningStep.objects.create(
            process=made, position=place, title=f"Samm {place + 1}", due_date=due
        )
    return made
