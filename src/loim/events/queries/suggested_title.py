"""What an event is called when nobody named it."""

from django.utils.translation import gettext

from loim.events.models import EventKind


def suggested_title(kind: str, place: str) -> str:
    """'Network meeting, Rakvere', in the reader's language."""
    words = str(EventKind(kind).label)
    words = words[:1].upper() + words[1:]
    if not place:
        return words
    return gettext("%(kind)s, %(place)s") % {"kind": words, "place": place}
