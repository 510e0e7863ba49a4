"""The public form as a whole: who registers, who comes, and what they ask for."""

import re
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from loim.events.actions.places import PersonRequest, RegistrationRequest
from loim.events.forms.registration.person import FormQuestions, PersonForm
from loim.events.forms.registration.typed import QuietForm, typed
from loim.events.forms.registration.who import WhoForm
from loim.events.models import QuestionStage, RegistrationSettings
from loim.events.queries.registration.needs import needs_municipality
from loim.events.queries.registration.questions import form_version, questions_of
from loim.people.permissions import Person

ADD, ALONE, GROUP, REMOVE = "add", "alone", "group", "remove-"
_ROW = re.compile(r"[0-9]{1,3}")


class EntryForm:
    """One form to the reader, several to Django: `who`, and one of `people` for each row.

    `step` is a button of the page that changes its shape (another person, one less) and
    sends nothing; None is a form to be sent.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        settings: RegistrationSettings,
        person: Person,
        language: str,
        people_wanted: int = 1,
    ) -> None:
        self.settings = settings
        self.data = data
        self.step = data.get("step") if data is not None else None
        self.most = settings.most_per_registration
        questions = questions_of(settings.event, QuestionStage.APPLICATION)
        self.version = form_version(settings, questions)
        self.asked = FormQuestions.read(questions)
        self.rows, self.is_group = self._shape(people_wanted)
        self.who = WhoForm(
            data,
            settings=settings,
            person=person,
            is_group=self.is_group,
            needs_municipality=needs_municipality(settings),
            language=language,
        )
        self.people = [
            PersonForm(
                self._row_data(row), asked=self.asked, is_named=self.is_group, prefix=f"p{row}"
            )
            for row in self.rows
        ]
        self.errors_of_all: list[str] = []
        if self.step:
            for form in self.forms:
                form.is_quiet = True

    def _shape(self, people_wanted: int) -> tuple[list[int], bool]:
        """Which rows there are, after the button that was pressed."""
        if self.data is None:
            wanted = min(people_wanted, self.most)
            return list(range(wanted)), wanted > 1
        rows = [int(row) for row in self.data.getlist("row") if _ROW.fullmatch(row)]
        rows = list(dict.fromkeys(rows)) or [0]
        is_group = self.data.get("is_group") == "1"
        if self.step == GROUP:
            is_group = True
        elif self.step == ALONE:
            rows, is_group = rows[:1], False
        elif self.step == ADD:
            rows = [*rows, max(rows) + 1]
        elif self.step and self.step.startswith(REMOVE):
            rows = [row for row in rows if f"{REMOVE}{row}" != self.step] or rows[:1]
        is_group = is_group and self.most > 1
        return (rows[: self.most] if is_group else rows[:1]), is_group

    def _row_data(self, row: int) -> QueryDict | None:
        """None for a row that was just added. The first of several is who registers."""
        if self.data is None:
            return None
        is_new = self.step == ADD and row == self.rows[-1] and f"p{row}" not in self._known_rows()
        if is_new:
            return None
        if self.step == GROUP and f"p{row}-name" not in self.data:
            with_name = self.data.copy()
            with_name[f"p{row}-name"] = self.data.get("name", "")
            return with_name
        return self.data

    def _known_rows(self) -> set[str]:
        return {f"p{row}" for row in (self.data or QueryDict()).getlist("row")}

    @property
    def forms(self) -> list[QuietForm]:
        return [self.who, *self.people]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors_of_all) or any(form.errors for form in self.forms)

    @property
    def next_row(self) -> str:
        return f"p{max(self.rows) + 1}"

    def typed(self) -> list[tuple[str, str]]:
        return [pair for form in self.forms for pair in typed(form)]

    @property
    def can_grow(self) -> bool:
        return self.is_group and len(self.rows) < self.most

    @property
    def is_changed_meanwhile(self) -> bool:
        """The organiser changed the form after it had been opened."""
        return self.data is not None and self.data.get("version") != self.version

    def is_valid(self) -> bool:
        wrong = [form for form in self.forms if not form.is_valid()]  # each says what is wrong
        return not wrong and self._addresses_differ()

    def _addresses_differ(self) -> bool:
        addresses = [person.email.lower() for person in self.request().people if person.email]
        if len(addresses) == len(set(addresses)):
            return True
        self.errors_of_all.append(
            _(
                "Two of these people have the same e-mail. Each needs an address of their own, or none."
            )
        )
        return False

    def request(self) -> RegistrationRequest:
        """Of a valid form."""
        cleaned, user = self.who.cleaned_data, self.who.person
        organisation, words = self.who.organisation_of_all()
        shared: dict[str, Any] = {
            "language": cleaned["language"],
            "party": cleaned.get("party", ""),
            "organisation": organisation,
            "organisation_name": words,
            "municipality": cleaned.get("municipality")
            or (organisation.municipality if organisation else None),
        }
        return RegistrationRequest(
            name=cleaned["name"],
            email=self.email,
            language=cleaned["language"],
            user=user,
            on_behalf_of=self.who.represented(),
            comes_whole=cleaned.get("comes_whole", False),
            submission=cleaned["submission"],
            consented=cleaned.get("consent", False),
            is_confirmed=user is not None,
            people=tuple(self._person(form, shared) for form in self.people),
        )

    @property
    def email(self) -> str:
        user = self.who.person
        return user.email if user else self.who.cleaned_data["email"]

    def _person(self, form: PersonForm, shared: dict[str, Any]) -> PersonRequest:
        contact = self.who.cleaned_data["name"]
        name = form.cleaned_data.get("name", contact) if self.is_group else contact
        email = form.cleaned_data.get("email", "") if self.is_group else self.email
        if not email and name.casefold() == contact.casefold():
            email = self.email
        return PersonRequest(name=name, email=email, answers=form.answers(), **shared)
