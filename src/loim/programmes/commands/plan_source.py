"""What a plan command was given: a file or a version, and the refusals of both in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from loim.programmes.commands.plans import LATEST, CommandRefused, is_file
from loim.programmes.documents.guard import MAX_FILE_BYTES
from loim.programmes.documents.reader import read_plan
from loim.programmes.documents.refusals import PlanFileRefused
from loim.programmes.logic.plan_document import PlanDocument

if TYPE_CHECKING:
    from loim.programmes.models import PlanVersion, Programme


def file_content(path: Path) -> bytes:
    """The bytes of a file that is not too large to be a plan."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refused(PlanFileRefused("too_big", limit_mb=MAX_FILE_BYTES // 1_000_000))
        return path.read_bytes()
    except OSError as failure:
        raise CommandRefused("no_file", f"{path} cannot be read: {failure.strerror}.") from failure


def document_in(content: bytes) -> PlanDocument:
    try:
        return read_plan(content)
    except PlanFileRefused as refused:
        raise _refused(refused) from refused


def _refused(refused: PlanFileRefused) -> CommandRefused:
    return CommandRefused(refused.code, str(refused))


def document_named(named: str, programme: str | None) -> PlanDocument:
    """Of a .docx file, or of a stored version."""
    if is_file(named):
        return document_in(file_content(Path(named)))
    from loim.programmes.queries.stored_plans import stored_document

    with prepared_database():
        return stored_document(version_named(named, programme))


def version_named(named: str, programme: str | None) -> "PlanVersion":
    from loim.programmes.models import PlanVersion
    from loim.programmes.queries.plans import latest_version

    if named == LATEST:
        found = latest_version(_only_programme(programme))
    elif named.isdecimal():
        found = PlanVersion.objects.select_related("plan__programme").filter(pk=named).first()
    else:
        raise CommandRefused("no_version", f"“{named}” is no version's number and no .docx file.")
    if found is None:
        raise CommandRefused("no_version", f"There is no version “{named}”.")
    return found


def _only_programme(slug: str | None) -> "Programme":
    from loim.programmes.models import Programme

    programmes = list(Programme.objects.order_by("slug"))
    chosen = [p for p in programmes if slug in {None, p.slug}]
    if len(chosen) != 1:
        known = ", ".join(p.slug for p in programmes) or "none yet"
        raise CommandRefused("which_programme", f"Say --programme SLUG. Known: {known}.")
    return chosen[0]


@contextmanager
def prepared_database() -> Iterator[None]:
    """An empty database is no reason for a traceback."""
    from django.db import ProgrammingError

    try:
        yield
    except ProgrammingError as failure:
        raise CommandRefused(
            "not_prepared", f"The database is not prepared: run `loim prepare`. ({failure})"
        ) from failure
