"""`loim plan export`: a stored version as a file."""

import argparse
from pathlib import Path

from loim.programmes.commands.plan_source import prepared_database, version_named
from loim.programmes.commands.plans import CommandRefused


def exported(options: argparse.Namespace) -> Path:
    """The path of the file that was written. Raises CommandRefused."""
    from loim.programmes.documents.writer_docx import write_plan_docx
    from loim.programmes.documents.writer_xlsx import write_plan_xlsx
    from loim.programmes.queries.plans import plan_file_name
    from loim.programmes.queries.stored_plans import stored_document

    with prepared_database():
        version = version_named(options.version, options.programme)
        document = stored_document(version)
    write = write_plan_docx if options.format == "docx" else write_plan_xlsx
    path: Path = options.output or Path(f"{plan_file_name(version)}.{options.format}")
    try:
        path.write_bytes(write(document))
    except OSError as failure:
        message = f"{path} cannot be written: {failure.strerror}."
        raise CommandRefused("no_file", message) from failure
    return path
