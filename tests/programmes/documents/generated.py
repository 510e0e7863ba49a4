"""Plans that no ministry wrote, for property tests: whatever a plan can say, a file can say."""

import string
from datetime import date

from hypothesis import strategies as st

from loim.programmes.documents.wording import clean, key
from loim.programmes.logic.plan_document import (
    Chapter,
    DateRange,
    IndicatorPlace,
    OrderReference,
    PlanDocument,
    PlannedActivity,
    PlannedIndicator,
    RowLevel,
    ScheduleRow,
)

_LETTERS = string.ascii_letters + "äõöüšžÄÕÖÜŠŽщы"
_SIGNS = string.digits + " .,;:()=+-@/„“–'&<>%€"

# Begins with a letter: 'Kokku', a number, a bullet and a label before the text mean something
texts = st.builds(
    lambda head, tail: clean(head + tail),
    st.sampled_from(_LETTERS),
    st.text(_LETTERS + _SIGNS, max_size=40),
)
maybe_texts = st.just("") | texts
_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
_ranges = st.tuples(_days, _days).map(lambda pair: DateRange(min(pair), max(pair)))
_maybe_ranges = st.none() | _ranges
_costs = st.none() | st.decimals(0, 10**9, places=2, allow_nan=False).map(abs)
_figures = st.none() | st.decimals(0, 10**6, places=1, allow_nan=False).map(abs)


@st.composite
def _row(draw: st.DrawFn, level: RowLevel, number: str) -> ScheduleRow:
    period = draw(_maybe_ranges)
    return ScheduleRow(
        level=level,
        number=number,
        title=draw(texts),
        overall=draw(_maybe_ranges),
        period=period,
        is_not_applicable=period is None and draw(st.booleans()),
        responsible=draw(maybe_texts),
        planned_cost=draw(_costs),
    )


@st.composite
def _rows(draw: st.DrawFn, code: str) -> tuple[ScheduleRow, ...]:
    """Nothing, or the coded row with groups and items below it, some without a number."""
    if draw(st.booleans()):
        return ()
    rows = [draw(_row(RowLevel.ACTIVITY, code))]
    for group in range(1, draw(st.integers(0, 3)) + 1):
        number = str(group) if draw(st.booleans()) else ""
        rows.append(draw(_row(RowLevel.GROUP, number)))
        for item in range(1, draw(st.integers(0, 2)) + 1):
            is_numbered = draw(st.booleans())
            rows.append(draw(_row(RowLevel.ITEM, f"{group}.{item}" if is_numbered else "")))
    return tuple(rows)


@st.composite
def _chapters(draw: st.DrawFn) -> tuple[Chapter, ...]:
    chapters = []
    titles = draw(st.lists(texts, max_size=3, unique_by=key))
    for number, title in enumerate(titles, start=1):
        activities = []
        for place in range(1, draw(st.integers(0, 3)) + 1):
            code = f"3.5.{number}.{place}"
            activity = PlannedActivity(
                section=f"{number}.{place}",
                code=code,
                title=draw(texts),
                narrative=tuple(draw(st.lists(texts | texts.map("· ".__add__), max_size=3))),
                target_group=draw(maybe_texts),
                rows=draw(_rows(code)),
            )
            activities.append(activity)
        chapters.append(Chapter(str(number), title, tuple(activities)))
    return tuple(chapters)


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    """Plans as a reader could have made them: indicators in the order of their first place."""
    chapters = draw(_chapters())
    places = [
        IndicatorPlace(activity.code, table, covers)
        for chapter in chapters
        for activity in chapter.activities
        for table, covers in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(["", "Tabel 2", "Tabel 7"]),
                    st.sampled_from(["", chapter.title]),
                ),
                max_size=2,
                unique_by=lambda pair: pair[0],
            ).map(lambda found: sorted(found, key=lambda pair: pair[1]))
        )
    ]
    year = draw(st.none() | st.integers(2027, 2040))
    indicators = []
    names = draw(st.lists(texts, max_size=4, unique_by=key))
    for name in names if places else ():
        chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True))
        chosen.sort(key=places.index)
        indicators.append(
            PlannedIndicator(
                name=name,
                unit=draw(maybe_texts),
                target=draw(_figures),
                final_target=draw(_figures),
                final_year=year,
                places=tuple(chosen),
                notes=tuple(draw(maybe_texts) for _ in chosen),
            )
        )
    indicators.sort(key=lambda indicator: places.index(indicator.places[0]))
    order = st.builds(
        OrderReference, st.from_regex(r"[1-9][0-9]{0,3}(-[A-Z0-9]{1,3})?", fullmatch=True), _days
    )
    return PlanDocument(
        title=draw(maybe_texts),
        order=draw(st.none() | order),
        period=draw(_maybe_ranges),
        chapters=chapters,
        indicators=tuple(indicators),
    )
