"""Changes of a plan as sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from loim.communities.logic.crisis.content import Change


def in_words(changes: Sequence[Change]) -> list[str]:
    return [_sentence(change) for change in changes]


def _sentence(change: Change) -> str:
    said = {
        ("people", "added"): _("New: %(what)s can be reached."),
        ("people", "removed"): _("%(what)s is not in the plan any more."),
        ("people", "changed"): _("Details of %(what)s are new."),
        ("role", "added"): _("New role: %(what)s."),
        ("role", "removed"): _("There is no role “%(what)s” any more."),
        ("role", "changed"): _("Role “%(what)s” is described or held otherwise."),
        ("resource", "added"): _("New resource: %(what)s."),
        ("resource", "removed"): _("Resource no longer there: %(what)s."),
        ("resource", "changed"): _("Changed resource: %(what)s."),
        ("place", "added"): _("New vulnerable place: %(what)s."),
        ("place", "removed"): _("No longer vulnerable: %(what)s."),
        ("place", "changed"): _("Changed vulnerable place: %(what)s."),
        ("point", "added"): _("New meeting point or shelter: %(what)s."),
        ("point", "removed"): _("Meeting point or shelter no longer there: %(what)s."),
        ("point", "changed"): _("Changed meeting point or shelter: %(what)s."),
        ("steps", "changed"): _("What we do first is new."),
        ("tree", "changed"): _("Some people are called by others than before."),
    }[change.part, change.how]
    return said % {"what": change.what}
