from loim.casework.models.appointments.appointment import Appointment, CancelledBy
from loim.casework.models.appointments.calendar import Absence, BookableHours, CalendarLink, Room
from loim.casework.models.appointments.home_visit import HomeVisit, SafetyContact, VisitAlarm
from loim.casework.models.appointments.interpreter import Interpreter, InterpreterOrder
from loim.casework.models.appointments.task import Task

__all__ = [
    "Absence",
    "Appointment",
    "BookableHours",
    "CalendarLink",
    "CancelledBy",
    "HomeVisit",
    "Interpreter",
    "InterpreterOrder",
    "Room",
    "SafetyContact",
    "Task",
    "VisitAlarm",
]
