"""The real plan of 2023 and the people around it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from loim import programmes
from loim.people.models import Role, User
from loim.programmes.actions.plan_files import plan_file
from loim.programmes.actions.plan_import import import_plan
from loim.programmes.documents.reader import read_plan
from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.models import PlanVersion, Programme
from tests import factories as make

FILE_2023 = Path(programmes.__file__).parent / "data" / "tegevuskava-2023.docx"
CONTENT_2023 = FILE_2023.read_bytes()


@pytest.fixture(scope="session")
def document() -> PlanDocument:
    return read_plan(CONTENT_2023)


@pytest.fixture
def programme(document: PlanDocument) -> Programme:
    return make.programme(document.title, slug="loimumine")


@pytest.fixture
def manager(programme: Programme) -> User:
    person = make.user("juht@example.ee")
    make.membership(person, programme.implementer, Role.PROGRAMME_MANAGER)
    return person


@pytest.fixture
def approver(programme: Programme) -> User:
    person = make.user("kinnitaja@example.ee")
    make.membership(person, programme.ministry, Role.MINISTRY_APPROVER)
    return person


@pytest.fixture
def partner(programme: Programme) -> User:
    """A coordinator of a city that has an agreement: takes part, manages nothing."""
    city = make.municipality_organisation("Näidislinn")
    make.agreement(programme, programme.implementer, city)
    person = make.user("partner@example.ee")
    make.membership(person, city, Role.COORDINATOR)
    return person


@pytest.fixture
def stranger() -> User:
    """Has an account and a role, in an organisation that the programme does not know."""
    person = make.user("keegi@example.ee")
    make.membership(person, make.organisation(), Role.PROGRAMME_MANAGER)
    return person


Import = Callable[..., PlanVersion]


@pytest.fixture
def imported(
    programme: Programme, manager: User, document: PlanDocument, now: datetime
) -> PlanVersion:
    """The plan of 2023, as a draft."""
    file = plan_file(name="tegevuskava-2023.docx", content=CONTENT_2023, by=manager, now=now)
    return import_plan(document=document, file=file, by=manager, now=now)
