"""The real plan of 2023, imported from the ministry's own file by the actions that import any."""

from datetime import date, datetime
from pathlib import Path

from loim import programmes
from loim.people.models import Organisation, User
from loim.programmes.actions.indicators import confirm_measure
from loim.programmes.actions.plan_approval import approve_version
from loim.programmes.actions.plan_files import plan_file
from loim.programmes.actions.plan_import import import_plan
from loim.programmes.actions.programmes import create_programme
from loim.programmes.documents.reader import read_plan
from loim.programmes.models import Measure, Programme

FILE = Path(programmes.__file__).parent / "data" / "tegevuskava-2023.docx"


def import_real_plan(
    *,
    ministry: Organisation,
    implementer: Organisation,
    manager: User,
    approver: User,
    now: datetime,
) -> Programme:
    """The programme with its plan of 2023, approved by the order that the file names."""
    content = FILE.read_bytes()
    document = read_plan(content)
    programme = create_programme(
        name=document.title,
        implementer=implementer,
        ministry=ministry,
        start_date=date(2023, 1, 1),
        end_date=date(2029, 10, 31),
        by=manager,
    )
    version = import_plan(
        document=document,
        file=plan_file(name=FILE.name, content=content, by=manager, now=now),
        programme=programme,
        by=manager,
        now=now,
    )
    if document.order is None:
        raise ValueError(f"{FILE.name} names no order")
    approve_version(
        version=version,
        order_number=document.order.number,
        order_date=document.order.date,
        by=approver,
        now=now,
    )
    for measure in Measure.objects.filter(indicator__programme=programme):
        confirm_measure(measure=measure, by=manager)
    return programme
