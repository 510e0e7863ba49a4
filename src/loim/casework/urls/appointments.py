"""Times with people: appointments, tasks, interpreters, home visits, booking on the web."""

from django.urls import path

from loim.casework.views.appointments import (
    appointment,
    booking,
    calendar,
    hours,
    interpreters,
    own,
    tasks,
    visits,
)

_APPOINTMENT = "appointments/<uuid:appointment_uuid>/"
_VISIT = "appointments/visits/<uuid:visit_uuid>/"

urlpatterns = [
    path("appointments/", calendar.calendar_page, name="appointment-list"),
    path("appointments/new/", appointment.new_page, name="appointment-new"),
    path("appointments/hours/", hours.hours_page, name="bookable-hours"),
    path("appointments/hours/<int:pk>/remove/", hours.hours_remove, name="bookable-hours-remove"),
    path(
        "appointments/absences/<int:pk>/remove/",
        hours.absence_remove,
        name="counsellor-absence-remove",
    ),
    path("appointments/calendar-link/", hours.calendar_link_new, name="calendar-link-new"),
    path("appointments/rooms/", hours.rooms_page, name="counselling-rooms"),
    path("appointments/rooms/<int:pk>/", hours.room_switch, name="counselling-room-switch"),
    path("appointments/interpreters/", interpreters.interpreters_page, name="interpreters"),
    path("appointments/interpreters/costs/", interpreters.costs_page, name="interpreter-costs"),
    path("appointments/interpreters/<int:pk>/", interpreters.interpreter_page, name="interpreter"),
    path(
        "appointments/interpreters/<int:pk>/retire/",
        interpreters.interpreter_retire,
        name="interpreter-retire",
    ),
    path(
        "appointments/orders/<uuid:order_uuid>/step/",
        appointment.order_step,
        name="interpreter-order-step",
    ),
    path("appointments/tasks/", tasks.tasks_page, name="counselling-tasks"),
    path("appointments/tasks/<int:pk>/", tasks.task_step, name="counselling-task-step"),
    path("appointments/visits/", visits.visits_page, name="home-visits"),
    path("appointments/visits/new/", visits.visit_new, name="home-visit-new"),
    path(
        "appointments/visits/list/<int:pk>/remove/",
        visits.contact_remove,
        name="safety-contact-remove",
    ),
    path(_VISIT, visits.visit_page, name="home-visit"),
    path(f"{_VISIT}step/", visits.visit_step, name="home-visit-step"),
    path(_APPOINTMENT, appointment.appointment_page, name="appointment"),
    path(f"{_APPOINTMENT}move/", appointment.move_page, name="appointment-move"),
    path(f"{_APPOINTMENT}step/", appointment.step, name="appointment-step"),
    path(f"{_APPOINTMENT}interpreter/", appointment.order, name="interpreter-order"),
    # Without an account.
    path("booking/", booking.places_page, name="booking-places"),
    path("booking/<int:organisation>/", booking.booking_page, name="booking"),
    path("booking/<int:organisation>/who/", booking.who_page, name="booking-who"),
    path("booking/own/<str:key>/", own.own_page, name="booking-own"),
    path("booking/own/<str:key>/loim.ics", own.own_ics, name="booking-own-ics"),
    path("booking/interpreter/<str:key>/", interpreters.answer_page, name="interpreter-answer"),
    path("booking/calendar/<str:key>.ics", own.feed, name="appointment-feed"),
]
