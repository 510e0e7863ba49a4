"""Full-time posts that are held while the holder's organisation has an agreement in force."""

from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import HistoryOf, Source
from loim.programmes.models import Post, PostHolding
from loim.programmes.models.agreement import POSTS


def posts_held(programme: int) -> QuerySet[Any]:
    """A row for each holding and agreement: the days on which all that is asked for holds.

    The days of post, holding and agreement are intersected, so a vacant post counts for
    nobody, and a post goes on when the agreement is renewed under another number.
    """
    agreement = "post__organisation__agreement_parties__agreement__"
    return PostHolding.objects.filter(
        post__share=1, **{f"{agreement}programme": programme}, post__agreement__programme=programme
    ).annotate(
        record=F("post_id"),
        page=F("post__agreement_id"),
        municipality=Case(
            When(
                post__organisation__kind__in=KINDS_OF_LOCAL_GOVERNMENT,
                then=F("post__organisation__municipality_id"),
            ),
            output_field=CharField(),
        ),
        from_date=Greatest("start_date", "post__start_date", f"{agreement}start_date"),
        to_date=Least("end_date", "post__end_date", f"{agreement}end_date"),
        kind=Value(""),
        scope=Value(""),
        root=Value(None, output_field=BigIntegerField()),
        amount=F("post__share"),
        title=F("post__organisation__name"),
    )


SOURCE = Source(
    key=POSTS,
    label=_("full-time posts of coordinators"),
    is_state=True,
    records=posts_held,
    sentences={
        CountingRule.MUNICIPALITIES: _(
            "Counts each municipality once where, on the last day of the period, a partnership"
            " agreement is in force and a full-time coordinator's post is held."
        ),
        CountingRule.RECORDS: _(
            "Counts each full-time coordinator's post that is held, on the last day of the"
            " period, where a partnership agreement is in force."
        ),
    },
    things=_("coordinators' posts"),
    marks=frozenset({POSTS}),
    page="agreement",
    is_page_public=False,
    has_activities=False,
    histories=(HistoryOf(Post), HistoryOf(PostHolding, "post_id")),
)
