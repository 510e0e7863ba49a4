"""What somebody asks for when registering: as a form, a file or a program gives it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from loim.events.models import Door
from loim.people.models import Municipality, Organisation, User


@dataclass(frozen=True)
class AnswerRequest:
    """One option that was chosen (a request for each), or `text` in a plain form."""

    question_id: int
    option_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class PersonRequest:
    """`language` empty: the registration's. `participant`: the key of somebody who is in the
    registration already, when it is changed."""

    name: str
    email: str = ""
    language: str = ""
    party: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""
    municipality: Municipality | None = None
    answers: tuple[AnswerRequest, ...] = ()
    participant: int | None = None


@dataclass(frozen=True)
class RegistrationRequest:
    """`submission` is of the form that was sent: the same sent twice registers once.

    `is_confirmed`: the address is known to be theirs (signed in), or nobody asks (organiser).
    """

    name: str
    email: str
    people: tuple[PersonRequest, ...]
    language: str = "et"
    user: User | None = None
    on_behalf_of: Organisation | None = None
    comes_whole: bool = False
    submission: UUID = field(default_factory=uuid4)
    consented: bool = False
    is_confirmed: bool = False


@dataclass(frozen=True)
class Asking:
    """One request as it comes to the desk: through which door, from whom, when.

    `note` is the organiser's reason for letting somebody in at the door. `named_again`:
    addresses, in small letters, that are on the list already.
    """

    request: RegistrationRequest
    door: Door
    by: User | None
    now: datetime
    note: str = ""
    named_again: frozenset[str] = frozenset()
