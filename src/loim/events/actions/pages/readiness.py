"""A page goes out only when somebody could come by what it says."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Event
from loim.events.queries.pages.readiness import Gap, what_is_missing


class NotReady(Refusal):
    """`gaps` say what to fill in, and where."""

    message = _("Everybody who reads the page needs more. Please add: %(missing)s.")

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(missing="; ".join(str(gap.text) for gap in gaps))
        self.gaps = gaps


def refuse_gaps(event: Event) -> None:
    if gaps := what_is_missing(event):
        raise NotReady(gaps)
