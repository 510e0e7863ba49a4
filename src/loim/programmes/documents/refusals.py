"""Why a file is not read as a plan, in words a person can act on."""


def gettext_noop(message: str) -> str:
    """Mark a message for the translators' extractor; the page translates it when it is shown."""
    return message


REFUSALS: dict[str, str] = {
    "empty": gettext_noop("The file is empty. Choose the plan's .docx file and try again."),
    "too_big": gettext_noop(
        "The file is larger than %(limit_mb)s MB. Remove large pictures from the document "
        "and try again."
    ),
    "not_docx": gettext_noop(
        "This is not a Word document (.docx). Open the plan in Word or LibreOffice, save it "
        "as .docx and try again."
    ),
    "old_doc": gettext_noop(
        "This is a document of an old Word version (.doc). Open it, save it as .docx and try again."
    ),
    "encrypted": gettext_noop(
        "The document is protected by a password, so it cannot be read. Save it without "
        "a password and try again."
    ),
    "damaged_file": gettext_noop(
        "The file is damaged and cannot be unpacked. Ask for the file again, or open it in Word, "
        "save a new copy and try again."
    ),
    "too_many_parts": gettext_noop(
        "The document is made of more than %(limit)s parts, which no plan is. It was not opened."
    ),
    "unpacks_too_big": gettext_noop(
        "The document unpacks to far more than its size (in “%(part)s”), as harmful files do. "
        "It was not opened."
    ),
    "unsafe_name": gettext_noop(
        "The document holds a part with a forbidden name (“%(part)s”), as harmful files do. "
        "It was not opened."
    ),
    "duplicate_part": gettext_noop(
        "The document holds the part “%(part)s” twice, so it is not clear which one counts. "
        "Open it in Word, save a new copy and try again."
    ),
    "entities": gettext_noop(
        "The document declares XML entities (in “%(part)s”), which Word never does and harmful "
        "files do. It was not opened."
    ),
    "macros": gettext_noop(
        "The document contains macros. Save it as an ordinary .docx without macros and try again."
    ),
    "outside_content": gettext_noop(
        "The document fetches content from elsewhere (“%(target)s”). Break the link or remove "
        "the attached template in Word, save and try again."
    ),
    "damaged_part": gettext_noop(
        "A part of the document is damaged (“%(part)s”). Open it in Word, save a new copy "
        "and try again."
    ),
    "damaged_table": gettext_noop(
        "Table %(table)s of the document is damaged. Open the document in Word, repair or "
        "redraw the table, save and try again."
    ),
}


class PlanFileRefused(Exception):
    """The file was not read and nothing was kept of it.

    `code` is a key of `REFUSALS`, `params` fill its message; `str()` is the English message.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(REFUSALS[code] % params)
