"""How one text stands in the four languages, for the pages of its record."""

from loim.common.translated import LANGUAGE_CODES
from loim.content.models import Text, TextState


def states_of(text: Text) -> list[TextState]:
    """In the order in which languages are always shown, the source's first; one query."""
    states = text.states.select_related("current", "draft")
    return sorted(
        states, key=lambda state: (not state.is_source, LANGUAGE_CODES.index(state.language))
    )
