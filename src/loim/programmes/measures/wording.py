"""A measure in words: what counts as one, of what, where it was done."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.programmes.measures.method import Method


def in_words(method: Method) -> str:
    """'Counts each municipality once per event: network meetings, trainings and study trips of
    activities 3.5.1.3 and 3.5.1.4 that have been held.'"""
    sentence = str(method.source.sentences[method.rule])
    return sentence % {"things": _things(method), "activities": _activities(method.codes)}


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def any_of(words: Sequence[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _things(method: Method) -> str:
    """What happens adds up: trainings and trips. Of what lasts, one of any kind is enough."""
    chosen = [str(choice.wording) for choice in method.source.kinds if choice.value in method.kinds]
    joined = any_of if method.source.is_state else listed
    things = joined(chosen) if chosen else str(method.source.things)
    scope = next((one for one in method.source.scopes if one.value == method.scope), None)
    return str(scope.wording) % {"things": things} if scope else things


def _activities(codes: Sequence[str]) -> str:
    if not codes:
        return _("all activities")
    return ngettext("activity %(codes)s", "activities %(codes)s", len(codes)) % {
        "codes": listed(codes)
    }
