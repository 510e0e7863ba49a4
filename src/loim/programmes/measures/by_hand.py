"""Numbers that no record carries: they are made of entries by hand alone."""

from django.utils.translation import gettext_lazy as _

from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Source
from loim.programmes.models.indicator import MANUAL

SOURCE = Source(
    key=MANUAL,
    label=_("entries by hand only"),
    is_state=False,
    records=None,
    sentences={CountingRule.SUM: _("Adds up what was entered by hand, with its evidence.")},
    things=_("entries"),
    marks=frozenset({MANUAL}),
    has_activities=False,
)
