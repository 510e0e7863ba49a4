"""Figures of counselling, as programs read them."""

from datetime import date

from ninja import Field, Schema


class FigureFilters(Schema):
    """Empty means all. Only whole calendar periods are published, so none can be shifted."""

    organisation: str = Field("", max_length=18, description="Its number here")
    year: str = Field("", max_length=4, pattern="^([0-9]{4})?$")
    by: str = Field("", max_length=12, description="topic, channel, language, municipality, ...")
    period: str = Field("", max_length=7, description="month, quarter or year")
    page: int = Field(1, ge=1, le=100_000)


class FigureOut(Schema):
    organisation: int
    period: str
    start_date: date
    by: str
    category: str
    value: int | None = Field(None, description="None: hidden")


class FigureListOut(Schema):
    items: list[FigureOut]
    count: int
    page: int
    pages: int
