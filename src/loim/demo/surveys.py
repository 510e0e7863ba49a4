"""What municipalities need: the analysis of 2023 with what came of it, and two surveys of today.

The plan's 3.5.1.4 asks for a training-needs analysis in the first half of 2023; what was
answered is invented.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from loim.demo import survey_texts as words
from loim.demo.survey_texts import Words
from loim.events.actions.steps import mark_held
from loim.people.models import Organisation, User
from loim.programmes.models import Activity, Programme
from loim.surveys.actions.answering import save_draft, send_anonymously, send_answer
from loim.surveys.actions.inviting import Asked, invite
from loim.surveys.actions.planning import plan_training
from loim.surveys.actions.questions import (
    OptionFacts,
    QuestionFacts,
    add_question,
    save_section,
)
from loim.surveys.actions.steps import close_survey, open_survey, publish_results
from loim.surveys.actions.surveys import (
    SurveyFacts,
    copy_survey,
    edit_survey,
    make_survey,
)
from loim.surveys.models import AnsweredBy, Survey, SurveyInvitation, SurveyQuestion, ToldApart
from loim.surveys.queries.recipients import governments

CODES = ("en", "ru", "uk")
OPENED = datetime(2023, 3, 13, 7, 0, tzinfo=UTC)
CLOSED = datetime(2023, 4, 14, 20, 59, tzinfo=UTC)
ANSWERED_THEN, ANSWERED_NOW, DRAFTS_NOW = 62, 34, 6
OFFICIALS, OFFICIALS_ANSWERED = 44, 33
HELD = UUID("6f0f43f2-52b8-4f0e-93a4-3c4f0ab7a001")
PLANNED = UUID("6f0f43f2-52b8-4f0e-93a4-3c4f0ab7a002")


def create_surveys(
    *,
    programme: Programme,
    organisations: dict[str, Organisation],
    users: dict[str, User],
    now: datetime,
) -> None:
    by = users["juht@example.ee"]
    activity = Activity.objects.get(programme=programme, code="3.5.1.4", number="1")
    analysis = _analysis(programme.implementer, activity, by)
    _plan_from_it(analysis, organisations, by, now)
    _again(analysis, by, now)
    _officials(programme.implementer, activity, by, now)


def _analysis(implementer: Organisation, activity: Activity, by: User) -> Survey:
    start = OPENED - timedelta(days=10)
    survey = make_survey(
        facts=SurveyFacts(
            title=words.TITLE[0],
            introduction=words.INTRODUCTION[0],
            purpose=words.PURPOSE[0],
            organisation=implementer,
            activity=activity,
            opens_at=OPENED,
            closes_at=CLOSED,
            remind_days=5,
            kept_days=3650,
            translations=_survey_words(words.TITLE),
        ),
        by=by,
        now=start,
    )
    _ask(survey, by, start)
    open_survey(survey=survey, by=by, now=OPENED)
    survey.refresh_from_db()
    _invite_municipalities(survey, by, OPENED)
    invitations = list(survey.invitations.order_by("pk"))
    for number, invitation in enumerate(_spread(invitations)[:ANSWERED_THEN]):
        _answer(invitation, number, OPENED + timedelta(hours=7 * number))
    close_survey(survey=survey, by=by, now=CLOSED)
    publish_results(
        survey=survey,
        findings=words.FINDINGS[0],
        translations={
            code: {**texts, "findings": words.FINDINGS[place]}
            for place, (code, texts) in enumerate(_survey_words(words.TITLE).items(), 1)
        },
        by=by,
        now=CLOSED + timedelta(days=14),
    )
    survey.refresh_from_db()
    return survey


def _ask(survey: Survey, by: User, now: datetime) -> None:
    first = survey.sections.get()
    save_section(
        survey=survey, section=first, title=words.CONTACT[0], description="",
        translations=_label(words.CONTACT, "title"), by=by,
    )  # fmt: skip
    second = save_section(
        survey=survey, section=None, title=words.TRAININGS[0], description="",
        translations=_label(words.TRAININGS, "title"), by=by,
    )  # fmt: skip
    low, high = words.LOW_HIGH
    for section, kind, label, options, more in (
        (first, "one_of", words.HOW_OFTEN, words.OFTEN, {"is_required": True}),
        (first, "several_of", words.WHERE, words.FIELDS, {}),
        (first, "number", words.PEOPLE, (), {"lowest": 0, "highest": 500}),
        (second, "ranking", words.TOPICS_ASKED, words.TOPICS, {"most": 3, "is_required": True}),
        (second, "matrix", words.SURE_ASKED, words.SITUATIONS, {}),
        (second, "several_of", words.FORMS_ASKED, words.FORMS, {}),
        (second, "long_text", words.ELSE, (), {}),
    ):
        translations = _label(label)
        fields: dict[str, Any] = dict(more)
        if kind == "matrix":
            fields |= {"low_label": low[0], "high_label": high[0]}
            for place, code in enumerate(CODES, 1):
                translations[code] |= {"low_label": low[place], "high_label": high[place]}
        facts = QuestionFacts(
            label=label[0],
            section=section,
            translations=translations,
            options=_options(options),
            **fields,
        )
        add_question(survey=survey, kind=kind, facts=facts, by=by, now=now)


def _plan_from_it(
    survey: Survey, organisations: dict[str, Organisation], by: User, now: datetime
) -> None:
    """One training was held, one is to come."""
    question = survey.questions.get(kind="ranking")
    topics = list(question.options.order_by("position"))
    activity = Activity.objects.get(
        programme=survey.activity.programme if survey.activity else None,
        code="3.5.1.4",
        number="2",
    )
    given: dict[str, Any] = {
        "survey": survey, "question": question, "organiser": survey.organisation,
        "activity": activity, "by": by, "now": now,
    }  # fmt: skip
    held = plan_training(
        option=topics[0],
        title="Kuhu suunata? Teenused uutele elanikele",
        day=_day(now, -12),
        note="Enamik vastanuid tahtis teada, kuhu inimesi suunata.",
        submission=HELD,
        **given,
    )
    towns = [each for each in organisations.values() if each.kind == "municipality"]
    mark_held(event=held.event, attendance={each.pk: 2 for each in towns[::6]}, by=by, now=now)
    plan_training(
        option=topics[1],
        title="Võrdne kohtlemine ametniku töös",
        day=_day(now, 40),
        note="Teine kõige sagedamini küsitud teema.",
        submission=PLANNED,
        **given,
    )


def _again(analysis: Survey, by: User, now: datetime) -> None:
    """Open now, nearly over: some have answered, some are writing, others are silent."""
    copy = copy_survey(survey=analysis, title=words.AGAIN[0], by=by, now=now)
    opened = now - timedelta(days=15)
    facts = SurveyFacts(
        title=words.AGAIN[0],
        introduction=words.INTRODUCTION[0],
        purpose=words.PURPOSE[0],
        organisation=copy.organisation,
        activity=copy.activity,
        opens_at=opened,
        closes_at=now + timedelta(days=6),
        remind_days=3,
        translations=_survey_words(words.AGAIN),
    )
    edit_survey(survey=copy, facts=facts, by=by, now=now)
    open_survey(survey=copy, by=by, now=now)
    copy.refresh_from_db()
    _invite_municipalities(copy, by, opened)
    rest = _spread(list(copy.invitations.order_by("pk")))
    partners = [each for each in rest if each.name]
    others = [each for each in rest if not each.name]
    for number, invitation in enumerate(others[:ANSWERED_NOW]):
        _answer(invitation, number + 3, opened + timedelta(hours=6 * number))
    writing = [*partners[:1], *others[ANSWERED_NOW : ANSWERED_NOW + DRAFTS_NOW]]
    for number, invitation in enumerate(writing):
        answers = _answers(copy, number)
        some = dict(list(answers.items())[: 2 + number % 3])
        save_draft(
            invitation=invitation, seen={}, answers=some, seen_version=0, saved_by=invitation.name,
            now=now - timedelta(hours=5 * number + 2),
        )  # fmt: skip


def _officials(implementer: Organisation, activity: Activity, by: User, now: datetime) -> None:
    opened = now - timedelta(days=8)
    facts = SurveyFacts(
        title=words.OFFICIALS[0],
        purpose=words.PURPOSE[0],
        organisation=implementer,
        activity=activity,
        answered_by=AnsweredBy.PERSON,
        is_anonymous=True,
        told_apart_by=ToldApart.KIND,
        opens_at=opened,
        closes_at=now + timedelta(days=12),
        remind_days=4,
        translations={
            code: {"title": words.OFFICIALS[n], "purpose": words.PURPOSE[n]}
            for n, code in enumerate(CODES, 1)
        },
    )
    survey = make_survey(facts=facts, by=by, now=opened)
    section = survey.sections.get()
    for kind, label, options in (
        ("one_of", words.FEELING, words.OFTEN),
        ("scale", words.SUPPORT, ()),
        ("long_text", words.WORRY, ()),
    ):
        question = QuestionFacts(
            label=label[0],
            section=section,
            translations=_label(label),
            options=_options(options),
        )
        add_question(survey=survey, kind=kind, facts=question, by=by, now=opened)
    open_survey(survey=survey, by=by, now=opened)
    survey.refresh_from_db()
    places = governments()
    people = [
        Asked(
            email=f"ametnik{number + 1}@example.ee",
            municipality=places[number * 7 % len(places)].municipality,
        )
        for number in range(OFFICIALS)
    ]
    invite(survey=survey, people=people, by=by, now=opened)
    feeling, support, worry = survey.questions.order_by("position", "pk")
    often = list(feeling.options.order_by("position"))
    for number, invitation in enumerate(
        survey.invitations.select_related("survey", "municipality").order_by("pk")[
            :OFFICIALS_ANSWERED
        ]
    ):
        answers: dict[str, Any] = {
            str(feeling.pk): [often[number * 5 % 7 % 3].pk],
            str(support.pk): (3, 4, 2, 5, 0, 4)[number % 6],
        }
        if number % 3 == 0:
            answers[str(worry.pk)] = words.OWN_WORDS[number % len(words.OWN_WORDS)]
        send_anonymously(invitation=invitation, answers=answers, now=now)


def _invite_municipalities(survey: Survey, by: User, now: datetime) -> None:
    people = [
        Asked(
            name=each.contact_name,
            # Invented: example.ee receives no mail. A few are left for the organiser to find.
            email=each.contact_email or (f"kov{each.municipality}@example.ee" if n % 13 else ""),
            language=each.contact_language,
            organisation=each.organisation,
            municipality=each.municipality,
            for_organisation=True,
        )
        for n, each in enumerate(governments(now.date()))
    ]
    invite(survey=survey, people=people, by=by, now=now)


def _spread(invitations: list[SurveyInvitation]) -> list[SurveyInvitation]:
    """Every fifth, so that those who answer come from all counties."""
    return [each for start in range(5) for each in invitations[start::5]]


def _answer(invitation: SurveyInvitation, number: int, at: datetime) -> None:
    send_answer(
        invitation=invitation,
        seen={},
        answers=_answers(invitation.survey, number),
        seen_version=0,
        saved_by="",
        now=at,
    )


def _answers(survey: Survey, number: int) -> dict[str, Any]:
    """The same every time; what is asked for most is clear all the same."""
    found: dict[str, Any] = {}
    for question in survey.questions.order_by("section__position", "position", "pk"):
        value = _value(question, number)
        if value not in (None, "", []):
            found[str(question.pk)] = value
    return found


def _value(question: SurveyQuestion, number: int) -> Any:
    keys = [option.pk for option in question.options.order_by("position")]
    match question.kind:
        case "one_of":
            return [keys[(number * 5 + number // 4) % 7 % len(keys)]]
        case "several_of":
            return [key for place, key in enumerate(keys) if (number + place * 3) % (place + 2)]
        case "ranking":
            start = (0, 1, 0, 2, 4, 0, 1, 3, 5)[number % 9]
            return list(dict.fromkeys([keys[start], keys[number % 4], keys[number // 2 % 6]]))
        case "matrix":
            return [[key, (number * (place + 2) + place) % 6] for place, key in enumerate(keys)]
        case "number":
            return str(3 + number * 7 % 23)
        case _:
            return words.OWN_WORDS[number % len(words.OWN_WORDS)] if number % 4 == 1 else ""


def _survey_words(title: Words) -> dict[str, dict[str, str]]:
    return {
        code: {
            "title": title[place],
            "introduction": words.INTRODUCTION[place],
            "purpose": words.PURPOSE[place],
        }
        for place, code in enumerate(CODES, 1)
    }


def _label(label: Words, field: str = "label") -> dict[str, dict[str, str]]:
    return {code: {field: label[place]} for place, code in enumerate(CODES, 1)}


def _options(options: tuple[Words, ...]) -> tuple[OptionFacts, ...]:
    return tuple(OptionFacts(each[0], translations=_label(each)) for each in options)


def _day(now: datetime, days: int) -> date:
    return (now + timedelta(days=days)).date()
