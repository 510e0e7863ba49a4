"""The questionnaire with its sections, questions and options, in three queries."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from loim.surveys.logic.answer_rows import Asked
from loim.surveys.models import Survey, SurveyOption, SurveyQuestion, SurveySection


@dataclass
class Page:
    """A section and what is asked there."""

    section: SurveySection
    questions: list[SurveyQuestion] = field(default_factory=list)


@dataclass
class Questionnaire:
    survey: Survey
    pages: list[Page]

    @property
    def questions(self) -> list[SurveyQuestion]:
        return [question for page in self.pages for question in page.questions]

    @property
    def by_key(self) -> dict[int, SurveyQuestion]:
        return {question.pk: question for question in self.questions}

    def asked(self) -> list[Asked]:
        """As the rules need them, in their order."""
        return [
            Asked(question.pk, question.kind, question.is_required, question.only_if_id)
            for question in self.questions
            if question.withdrawn_at is None
        ]

    def page_of(self, question: int) -> int:
        """The number of the page, from 1 on, on which it is asked."""
        return next(
            number
            for number, page in enumerate(self.pages, 1)
            if any(each.pk == question for each in page.questions)
        )


def questionnaire(survey: Survey, *, with_withdrawn: bool = False) -> Questionnaire:
    """Without pages on which nothing is asked, unless withdrawn questions are wanted, too."""
    sections = list(SurveySection.objects.filter(survey=survey).order_by("position", "pk"))
    pages = {section.pk: Page(section) for section in sections}
    questions = (
        SurveyQuestion.objects.filter(survey=survey)
        .select_related("only_if__question")
        .prefetch_related(
            Prefetch("options", SurveyOption.objects.order_by("position", "pk"), "all_options")
        )
        .order_by("position", "pk")
    )
    if not with_withdrawn:
        questions = questions.filter(withdrawn_at=None)
    for section in sections:
        section.survey = survey
    for question in questions:
        question.survey = survey
        for option in question.all_options:
            option.question = question
        if question.only_if is not None:
            question.only_if.question.survey = survey
        pages[question.section_id].questions.append(question)
    shown = [page for page in pages.values() if page.questions or with_withdrawn]
    return Questionnaire(survey, shown)


def options_of(question: SurveyQuestion) -> list[SurveyOption]:
    """As `questionnaire` read them."""
    options: list[SurveyOption] = question.all_options  # type: ignore[attr-defined]
    return options
