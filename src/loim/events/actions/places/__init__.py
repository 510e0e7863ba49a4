"""The one way by which places are given and taken, whatever the door.

Every change is decided under the event's lock (`desk`), by the rules in `logic/places`, and
written by one function (`changing`) together with its reason.
"""

from loim.events.actions.places.adding import Addition, add_person
from loim.events.actions.places.answering import (
    LinkExpired,
    NotConfirmed,
    NothingToAnswer,
    accept_offer,
    confirm_email,
    decline_offer,
    withdraw,
)
from loim.events.actions.places.attending import mark_absent, mark_attended, undo_attendance
from loim.events.actions.places.by_hand import (
    NoPlaceLeft,
    ReasonMissing,
    admit_by_hand,
    approve,
    move_to_waiting,
    refuse,
    reorder,
)
from loim.events.actions.places.changing import StepNotPossible
from loim.events.actions.places.desk import Busy, EventNotOpen
from loim.events.actions.places.editing import (
    ChangeClosed,
    PlaceNotForThis,
    change_registration,
)
from loim.events.actions.places.refusals import (
    AlreadyRegistered,
    FormUsedElsewhere,
    Full,
    NotOpenYet,
    OptionFull,
    RegistrationClosed,
    TooManyInRegistration,
    TooManyOfOrganisation,
)
from loim.events.actions.places.registering import register, register_all
from loim.events.actions.places.request import AnswerRequest, PersonRequest, RegistrationRequest
from loim.events.actions.places.settling import settle_places

__all__ = [
    "Addition",
    "AlreadyRegistered",
    "AnswerRequest",
    "Busy",
    "ChangeClosed",
    "EventNotOpen",
    "FormUsedElsewhere",
    "Full",
    "LinkExpired",
    "NoPlaceLeft",
    "NotConfirmed",
    "NotOpenYet",
    "NothingToAnswer",
    "OptionFull",
    "PersonRequest",
    "PlaceNotForThis",
    "ReasonMissing",
    "RegistrationClosed",
    "RegistrationRequest",
    "StepNotPossible",
    "TooManyInRegistration",
    "TooManyOfOrganisation",
    "accept_offer",
    "add_person",
    "admit_by_hand",
    "approve",
    "change_registration",
    "confirm_email",
    "decline_offer",
    "mark_absent",
    "mark_attended",
    "move_to_waiting",
    "refuse",
    "register",
    "register_all",
    "reorder",
    "settle_places",
    "undo_attendance",
    "withdraw",
]
