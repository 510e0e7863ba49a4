"""Which organisation is meant by a name that participants gave."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.events.forms.questions import LEAVE_OUT, QuestionForm
from loim.events.logic.attendance_lines import ReadLine
from loim.events.queries.day.organisations import Unresolved
from loim.events.queries.organisation_book import OrganisationBook


class ResolveForm(QuestionForm):
    """Not bound until it is answered, so that the others can be answered later."""

    def __init__(self, data: Any, *, question: Unresolved, book: OrganisationBook) -> None:
        line = ReadLine(
            text=question.name,
            name=question.name,
            people=len(question.people),
            suggestions=question.suggestions,
        )
        super().__init__(data, lines=[line], book=book)
        self.question = question
        answer = cast("forms.ChoiceField", self.fields["answer"])
        answer.choices = [
            (value, _("None: they came for themselves") if value == LEAVE_OUT else label)
            for value, label in cast("list[tuple[str, Any]]", answer.choices)
        ]
        answer.required = False

    @property
    def is_answered(self) -> bool:
        return self.is_bound and bool(self.data.get(self.add_prefix("answer")))
