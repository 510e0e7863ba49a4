"""Lists of participants as tables that leave the platform, and who took which."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loim.common.tables import Table
from loim.common.translated import LANGUAGES
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Export, Participant, Party, Question
from loim.events.queries.registrants.participants import answers_of
from loim.events.queries.registrants.state_labels import STATES

XLSX, CSV, NAME_LIST, BADGES = "participants.xlsx", "participants.csv", "name_list", "badges"
WHAT: dict[str, str | Promise] = {
    XLSX: gettext_lazy("participants as .xlsx"),
    CSV: gettext_lazy("participants as .csv"),
    NAME_LIST: gettext_lazy("list of names"),
    BADGES: gettext_lazy("name badges"),
}


def participant_table(people: Sequence[Participant], questions: Sequence[Question]) -> Table:
    """A row for each; two queries for the answers."""
    columns = [
        pgettext("a person", "Name"),
        _("E-mail"),
        _("Place"),
        _("Party"),
        _("Organisation"),
        _("Municipality"),
        _("County"),
        _("Language"),
        pgettext("when somebody registered", "Registered"),
        *(str(question.text("label")) for question in questions),
    ]
    return Table(_("Participants"), columns, _rows(people, questions))


def _rows(people: Sequence[Participant], questions: Sequence[Question]) -> Iterator[list[Any]]:
    answers = answers_of(people, questions)
    parties, languages = dict(Party.choices), dict(LANGUAGES)
    for person in people:
        place = person.municipality
        yield [
            person.name or _("erased"),
            person.email,
            str(STATES[ParticipantState(person.state)]),
            str(parties.get(person.party, "")),
            person.organisation.name if person.organisation else person.organisation_name,
            place.name if place else None,
            place.county.name if place else None,
            languages.get(person.language, person.language),
            person.registration.created_at,
            *(answers.get((person.pk, question.pk)) for question in questions),
        ]


def exports_of(event: Event) -> QuerySet[Export]:
    """The latest first."""
    return (
        Export.objects.filter(event=event)
        .select_related("exported_by")
        .order_by("-exported_at", "-pk")
    )
