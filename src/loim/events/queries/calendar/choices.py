"""What a calendar can be filtered by: four queries, whatever there is."""

from dataclasses import dataclass

from django.utils.translation import get_language

from loim.events.models import Series
from loim.events.permissions import events_open_to_all
from loim.people.models import County, Municipality
from loim.programmes.models import Programme

Choices = list[tuple[str, str]]
MOST_SERIES = 200


@dataclass(frozen=True)
class CalendarChoices:
    counties: Choices
    municipalities: Choices
    programmes: Choices
    series: Choices


def calendar_choices() -> CalendarChoices:
    """Municipalities that exist; programmes and series in which there is something to see."""
    public = events_open_to_all().order_by()
    series = Series.objects.filter(pk__in=public.values("series")).order_by("-pk")[:MOST_SERIES]
    language = get_language()
    return CalendarChoices(
        counties=list(County.objects.order_by("name", "pk").values_list("ehak", "name")),
        municipalities=list(
            Municipality.objects.filter(valid_to=None)
            .order_by("name", "pk")
            .values_list("ehak", "name")
        ),
        programmes=list(
            Programme.objects.filter(pk__in=public.values("activity__programme"))
            .order_by("name", "pk")
            .values_list("slug", "name")
        ),
        series=sorted(
            ((str(each.pk), str(each.text("title", language))) for each in series),
            key=lambda choice: choice[1].casefold(),
        ),
    )
