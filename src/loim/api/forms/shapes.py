"""What comes and goes, as programs write and read it (JSON).

Texts are objects by language, the source among them: {"et": "...", "en": "..."}.
"""

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints, field_validator

Texts = dict[str, str]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
# One line: it stands in letters.
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    AfterValidator(lambda name: " ".join(name.split())),
]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254)]


class Strict(Schema):
    """What we do not know is a mistake of whoever sends it, not something to pass over."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        """The database keeps every character but this one."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("String should have no null characters")
        return value


class EventFilters(Schema):
    """Empty means all. Counties and municipalities by EHAK code."""

    kind: str = Field("", max_length=20)
    county: str = Field("", max_length=4, description="EHAK code")
    municipality: str = Field("", max_length=4, description="EHAK code")
    language: str = Field("", max_length=2, description="Spoken there")
    audience: str = Field("", max_length=20)
    programme: str = Field("", max_length=60)
    series: str = Field("", max_length=18)
    since: date | None = Field(None, description="Ends on this day or later; none: today")
    until: date | None = Field(None, description="Begins on this day or earlier")
    page: int = Field(1, ge=1, le=1_000_000)


class OrganisationOut(Schema):
    name: str


class PlaceOut(Schema):
    name: str
    address: str
    municipality: str | None = Field(None, description="EHAK code")
    county: str | None = Field(None, description="EHAK code")


class EventOut(Schema):
    id: int
    title: Texts
    kind: str
    status: str = Field(description="published, held or cancelled")
    scope: str
    start_date: date
    end_date: date
    start_time: time | None = Field(None, description="Tallinn's time; none: whole days")
    end_time: time | None = None
    place: PlaceOut
    languages: list[str]
    audiences: list[str]
    organiser: OrganisationOut
    url: str = Field(description="The page for people")


class EventListOut(Schema):
    items: list[EventOut]
    count: int
    page: int
    pages: int


class SpeakerOut(Schema):
    name: str
    position: Texts
    biography: Texts


class SessionOut(Schema):
    day: date
    start: time
    end: time | None = None
    kind: str
    room: str
    title: Texts
    description: Texts
    speakers: list[SpeakerOut]


class OptionOut(Schema):
    id: int
    label: Texts
    left: int | None = Field(None, description="How many may still choose it; none: no limit")


class QuestionOut(Schema):
    id: int
    kind: str
    label: Texts
    help: Texts
    is_required: bool
    only_if: int | None = Field(None, description="Asked only where this option was chosen")
    options: list[OptionOut]


class RegistrationCallOut(Schema):
    state: str = Field(description="open, waiting_list, full, not_yet, closed, ...")
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    capacity: int | None = None
    free: int | None = None
    parties: list[str]
    asks_organisation: bool
    asks_municipality: bool
    most_per_registration: int
    consent: Texts
    questions: list[QuestionOut]


class EventDetailOut(EventOut):
    purpose: Texts
    description: Texts
    target_group: Texts
    accessibility: Texts
    agenda: list[SessionOut]
    registration: RegistrationCallOut | None = None


class AnswerIn(Strict):
    question: int
    options: list[int] = Field(default_factory=list, max_length=100)
    text: str = Field("", max_length=4000)


class PersonIn(Strict):
    name: Name
    email: Email = ""
    language: str = ""
    party: str = ""
    organisation: Line = Field("", description="Its name")
    municipality: str = Field("", max_length=4, description="EHAK code")
    answers: list[AnswerIn] = Field(default_factory=list, max_length=200)


class RegistrationIn(Strict):
    name: Name = Field(description="Who registers")
    email: Email = Field(description="Letters about the registration go there")
    language: str = "et"
    consented: bool = False
    comes_whole: bool = Field(default=False, description="All people together, or nobody of them")
    people: list[PersonIn] = Field(min_length=1, max_length=100)


class PersonOut(Schema):
    id: int
    name: str
    state: str = Field(
        description="applied, offered, admitted, waiting, declined, cancelled, attended, absent"
    )
    explanation: list[str]
    offer_expires_at: datetime | None = None


class RegistrationOut(Schema):
    id: int
    event: int
    created_at: datetime
    people: list[PersonOut]


class ProblemError(Schema):
    pointer: str = Field(description="Where in what was sent: /people/0/email")
    detail: str


class ProblemOut(Schema):
    """RFC 9457, Problem Details for HTTP APIs."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = []
