"""What is wrong with a file of translations, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from loim.content.documents.xliff_reading import XliffRefused
from loim.content.logic.xliff.checking import Trouble

_WORDS = {
    Trouble.UNKNOWN_PART: _(
        "The file part is none that was sent. Keep the “id” of <file> as it was."
    ),
    Trouble.OTHER_VERSION: _(
        "The file part is of another version of the text than the one that was sent. Translate the"
        " newest file."
    ),
    Trouble.DOUBLE_PART: _("The file part is there twice. Leave one."),
    Trouble.UNKNOWN_UNIT: _("The unit is none that was sent. Keep the “id” of <unit> as it was."),
    Trouble.MISSING_UNIT: _("The unit is missing. Put it back from the file that was sent."),
    Trouble.DOUBLE_UNIT: _("The unit is there twice. Leave one."),
    Trouble.SEGMENTS: _(
        "The segments are not those that were sent. Do not join, split or renumber them."
    ),
    Trouble.SOURCE: _(
        "The source was changed. Leave it as it was: only the translation is taken over."
    ),
    Trouble.EMPTY: _("There is no translation yet. Write one."),
    Trouble.CODES: _(
        "Codes of links, emphasis or line breaks were lost, added or crossed. Put in each code of"
        " the source once."
    ),
}
_REFUSALS = {
    "size": _("The file is larger than 5 MB."),
    "broken": _("The file is no XML that can be read. Export it anew from your tool."),
    "doctype": _("The file has a document type of its own. Export it without one."),
    "format": _("The file is not XLIFF. Choose the .xlf file that your tool gives back."),
    "version": _("The file is XLIFF of another version. Export it as XLIFF 2."),
    "empty": _("The file has no segments."),
    "many": _("The file has too many segments. Split it."),
}


def words_for(trouble: Trouble) -> str:
    return str(_WORDS[trouble])


def words_for_refused(refused: XliffRefused) -> str:
    return str(_REFUSALS[refused.code])
