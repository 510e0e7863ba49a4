"""Who applied to a body, was chosen and took a seat: by gender, age group, mother tongue.

Small numbers are left out so that nobody computes them (`loim.common.suppression`); the same
numbers go to the page and the file. They are counted once, when everybody has answered: pages
of two days could otherwise be compared, and applications are erased before the page is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.common.suppression import suppress
from loim.networks.logic.bodies.applicant_states import (
    HAVE_APPLIED,
    WERE_CHOSEN,
    ApplicantState,
)
from loim.networks.models.bodies import AgeGroup, Gender, MemberCall, MotherTongue

Number = int | None  # None: too small to be shown
STAGES = (
    pgettext_lazy("a stage", "Applied"),
    pgettext_lazy("a stage", "Chosen"),
    pgettext_lazy("a stage", "Took a seat"),
)
GROUPS: Mapping[str, list[tuple[str, str | Promise]]] = {
    "gender": list(Gender.choices),
    "age_group": list(AgeGroup.choices),
    "mother_tongue": list(MotherTongue.choices),
}
TITLES = {
    "gender": gettext_lazy("By gender"),
    "age_group": gettext_lazy("By age group"),
    "mother_tongue": gettext_lazy("By mother tongue"),
}
HEADINGS = {
    "gender": gettext_lazy("Gender"),
    "age_group": gettext_lazy("Age group"),
    "mother_tongue": gettext_lazy("Mother tongue"),
}


@dataclass(frozen=True)
class GroupRow:
    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class GroupTable:
    key: str
    title: str
    heading: str
    rows: tuple[GroupRow, ...]
    together: GroupRow | None
    total: GroupRow

    @property
    def hides_something(self) -> bool:
        return any(None in row.numbers for row in (*self.rows, self.total))


def counted_figures(call: MemberCall) -> dict[str, Any]:
    """What may be shown and nothing else, ready for JSON: three queries."""
    return {key: _shown(call, key) for key in GROUPS}


def _shown(call: MemberCall, key: str) -> dict[str, Any]:
    answers = [*(value for value, _label in GROUPS[key]), ""]  # those who gave none are a group
    rows = (
        call.applicants.filter(state__in=HAVE_APPLIED)
        .values_list(key)
        .annotate(
            applied=Count("pk"),
            chosen=Count("pk", filter=Q(state__in=WERE_CHOSEN)),
            seated=Count("pk", filter=Q(state=ApplicantState.ACCEPTED)),
        )
        .order_by()
    )
    found = {answer: tuple(numbers) for answer, *numbers in rows}
    counts = [found.get(answer, (0, 0, 0)) for answer in answers]
    ranks = [
        salted_hmac("loim.networks.bodies.figures", f"{call.pk} {key} {answer}").hexdigest()
        for answer in answers
    ]
    shown = suppress(counts, ranks=ranks)
    return {
        "rows": dict(zip(answers, shown.rows, strict=True)),
        "together": shown.together,
        "total": shown.totals,
    }


def figures_of(call: MemberCall) -> list[GroupTable]:
    """Tables in the reader's language, of what was written down; empty before that."""
    return [] if not call.figures else [_table(key, call.figures[key]) for key in GROUPS]


def _table(key: str, shown: Mapping[str, Any]) -> GroupTable:
    names = {**{value: capfirst(str(label)) for value, label in GROUPS[key]}, "": _("Not said")}
    together = shown["together"]
    return GroupTable(
        key=key,
        title=str(TITLES[key]),
        heading=str(HEADINGS[key]),
        rows=tuple(GroupRow(name, tuple(shown["rows"][value])) for value, name in names.items()),
        together=GroupRow(_("Those not shown, together"), tuple(together)) if together else None,
        total=GroupRow(_("All"), tuple(shown["total"])),
    )
