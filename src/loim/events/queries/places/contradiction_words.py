"""What is wrong with rules of representation, in sentences to the organiser."""

from django.utils.translation import gettext as _

from loim.events.logic.places.contradictions import Contradiction, Fault
from loim.events.queries.places.naming import AnswerNames


def contradiction_in_words(found: Contradiction, names: AnswerNames) -> str:
    whom = names.all_of(found.about)
    numbers = dict(zip(("one", "other"), found.numbers, strict=False))
    return {
        Fault.TWICE: _("Two rules are about the same people (%(whom)s). Keep one of them."),
        Fault.SAYS_NOTHING: _(
            "The rule for %(whom)s says nothing. Write how many at least or at most."
        ),
        Fault.FLOOR_ABOVE_CEILING: _(
            "%(whom)s: at least %(one)s and at most %(other)s cannot both be kept."
        ),
        Fault.FLOORS_ABOVE_CAPACITY: _(
            "%(whom)s: %(one)s places are kept in all, and there are only %(other)s. Keep fewer, or"
            " add places in the settings of registration."
        ),
        Fault.FLOOR_ABOVE_CHOICE: _(
            "%(whom)s: %(one)s places are kept, but the form lets at most %(other)s choose it."
        ),
        Fault.FLOOR_WITHOUT_CAPACITY: _(
            "%(whom)s: places can be kept only where their number is limited. Say in the settings"
            " of registration how many places there are."
        ),
        Fault.CEILINGS_BELOW_CAPACITY: _(
            "%(whom)s: together at most %(one)s may come, so some of the %(other)s places will"
            " stay empty."
        ),
        Fault.HELD_ABOVE_CEILING: _(
            "%(whom)s: %(one)s have a place already, more than %(other)s. Nobody loses theirs."
        ),
        Fault.NOT_ASKED: _(
            "%(whom)s: nobody is asked about this when registering, so the rule finds nobody."
        ),
    }[found.fault] % {"whom": whom, **numbers}
