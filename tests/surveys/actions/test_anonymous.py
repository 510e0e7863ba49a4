"""An anonymous answer leads to nobody: not by a key, a time, an order or a transaction.

Each promise has its control: written the plain way, the same look finds whose answer it is.
"""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from loim.surveys.actions import urn
from loim.surveys.actions.answering import AnsweredAlready, NotAnswerable, send_anonymously
from loim.surveys.actions.steps import close_survey
from loim.surveys.models import (
    Sheet,
    SheetAnswer,
    Survey,
    SurveyInvitation,
    SurveyStatus,
    UrnSheet,
)
from tests.conftest import NOW
from tests.events.places.parallel import at_once
from tests.factories import surveys as make
from tests.world import World


def invited(survey: Survey, people: int) -> list[SurveyInvitation]:
    return [make.invitation(survey, email=f"ametnik{n}@example.ee") for n in range(people)]


def answer(invitation: SurveyInvitation, which: int = 0, text: str = "") -> None:
    choice, words = invitation.survey.questions.order_by("pk")
    answers = {str(choice.pk): [make.options(choice)[which].pk]}
    if text:
        answers[str(words.pk)] = text
    send_anonymously(invitation=invitation, answers=answers, now=NOW)


def transactions(table: str, survey: Survey) -> dict[str, str]:
    """Which transaction wrote each row, as whoever has the database can read."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id::text, xmin::text FROM {table} WHERE survey_id = %s", [survey.pk]
        )
        return dict(cursor.fetchall())


def told_by_transaction(survey: Survey) -> list[str]:
    """Answers that alone share a transaction with the mark of one invitation."""
    marks = list(transactions("surveys_surveyinvitation", survey).values())
    found = []
    for table in ("surveys_sheet", "surveys_urnsheet"):
        rows = transactions(table, survey)
        found += [
            key
            for key, number in rows.items()
            if marks.count(number) == 1 and list(rows.values()).count(number) == 1
        ]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_shared_by_one_answer_and_one_invitation(anonymous: Survey) -> None:
    told = []
    for number, invitation in enumerate(invited(anonymous, 18)):
        answer(invitation, number % 2)
        if number:  # one answer alone is the answer of whoever alone has answered
            told += told_by_transaction(anonymous)

    assert told == []
    assert Sheet.objects.filter(survey=anonymous).count() == urn.BATCH
    assert UrnSheet.objects.filter(survey=anonymous).count() == 8


@pytest.mark.django_db(transaction=True)
def test_written_the_plain_way_the_transaction_would_tell(
    anonymous: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""

    def at_once_into_the_table(survey: Survey, rows: object, **_groups: object) -> None:
        Sheet.objects.create(survey=survey, is_anonymous=True)

    monkeypatch.setattr(urn, "put_in", at_once_into_the_table)
    for invitation in invited(anonymous, 3):
        answer(invitation)

    assert len(told_by_transaction(anonymous)) == 3


@pytest.mark.django_db(transaction=True)
def test_closing_writes_everything_anew_in_one_transaction(anonymous: Survey, world: World) -> None:
    people = invited(anonymous, 17)
    for number, invitation in enumerate(people):
        answer(invitation, number % 2, text=f"Mure {number}")
    before = set(transactions("surveys_sheet", anonymous))

    close_survey(survey=anonymous, by=world.coordinator, now=NOW)

    after = transactions("surveys_sheet", anonymous)
    assert len(after) == 17
    assert not before & set(after)
    assert len(set(after.values())) == 1
    assert set(transactions("surveys_surveyinvitation", anonymous).values()) == set(after.values())
    assert not UrnSheet.objects.exists()
    texts = SheetAnswer.objects.exclude(text="")
    assert sorted(texts.values_list("text", flat=True)) == sorted(f"Mure {n}" for n in range(17))
    choice = anonymous.questions.get(kind="one_of")
    counted = [SheetAnswer.objects.filter(option=each).count() for each in make.options(choice)]
    assert counted == [9, 8]
    assert SheetAnswer.objects.filter(sheet__isnull=False).values("sheet").distinct().count() == 17


@pytest.mark.django_db
def test_no_column_of_an_anonymous_answer_leads_to_a_person(anonymous: Survey) -> None:
    for invitation in invited(anonymous, urn.BATCH + urn.LEFT):
        answer(invitation, text="Palju tööd")

    [sheet, *_others] = Sheet.objects.filter(survey=anonymous)
    kept = {field.attname: getattr(sheet, field.attname) for field in Sheet._meta.concrete_fields}
    del kept["id"]
    assert kept == {
        "survey_id": anonymous.pk,
        "is_anonymous": True,
        "invitation_id": None,
        "organisation_id": None,
        "sent_on": None,
        "county_id": None,
        "kind": "",
    }
    # Own words hang on no sheet.
    assert set(SheetAnswer.objects.exclude(text="").values_list("sheet", flat=True)) == {None}


def test_nothing_that_is_written_with_an_answer_knows_a_time_a_number_or_a_history() -> None:
    written = [Sheet, SheetAnswer, UrnSheet]
    for model in written:
        fields = model._meta.concrete_fields
        assert not [each for each in fields if isinstance(each, models.DateTimeField)]
        assert isinstance(model._meta.pk, models.UUIDField)
    names = {model.__name__ for model in apps.get_app_config("surveys").get_models()}
    assert not names & {"SheetHistory", "SheetAnswerHistory", "UrnSheetHistory",
                        "SurveyInvitationHistory", "DraftHistory"}  # fmt: skip
    # The invitation says that somebody answered, and no more.
    about = {field.name for field in SurveyInvitation._meta.concrete_fields}
    assert {name for name in about if "answer" in name} == {"has_answered"}


@pytest.mark.django_db
def test_the_database_refuses_an_anonymous_answer_with_a_name(
    anonymous: Survey, survey: Survey
) -> None:
    [invitation] = invited(anonymous, 1)

    with pytest.raises(IntegrityError, match="sheet_anonymous_knows_nobody"), transaction.atomic():
        Sheet.objects.create(survey=anonymous, is_anonymous=True, invitation=invitation)
    with pytest.raises(IntegrityError, match="exactly when its survey is"), transaction.atomic():
        Sheet.objects.create(
            survey=anonymous, is_anonymous=False, invitation=invitation, sent_on=NOW.date()
        )
    anonymous.is_anonymous = False
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        anonymous.save()


@pytest.mark.django_db(transaction=True)
def test_one_link_gives_one_answer_however_many_send_at_once(anonymous: Survey) -> None:
    [invitation] = invited(anonymous, 1)

    outcomes = at_once([lambda: answer(invitation) for _try in range(4)])

    assert sum(isinstance(each, AnsweredAlready) for each in outcomes) == 3
    assert UrnSheet.objects.filter(survey=anonymous).count() == 1


@pytest.mark.django_db(transaction=True)
def test_looking_first_and_marking_after_would_count_some_twice(
    anonymous: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what `_use_up` is for."""
    [invitation] = invited(anonymous, 1)

    def look_then_mark(of: SurveyInvitation) -> bool:
        if of.has_answered:  # as it was when the page was opened
            return False
        SurveyInvitation.objects.filter(pk=of.pk).update(has_answered=True)
        return True

    monkeypatch.setattr("loim.surveys.actions.answering._use_up", look_then_mark)
    at_once([lambda: answer(invitation) for _try in range(4)])

    assert UrnSheet.objects.filter(survey=anonymous).count() > 1


@pytest.mark.django_db
def test_a_county_is_kept_only_where_five_were_asked(world: World, anonymous: Survey) -> None:
    kept = make.survey(world.rakvere, is_anonymous=True, told_apart_by="county")
    make.question(kept, "one_of", "Jah", "Ei")
    make.question(kept, "long_text")
    make.opened(kept)
    many = [
        make.invitation(kept, email=f"v{n}@example.ee", municipality=world.rakvere.municipality)
        for n in range(6)
    ]
    few = [
        make.invitation(kept, email=f"t{n}@example.ee", municipality=world.tartu.municipality)
        for n in range(5)
    ]
    lone = make.invitation(kept, email="n@example.ee", municipality=world.narva.municipality)
    for invitation in (*many, *few, lone):
        answer(invitation)
    close_survey(survey=kept, by=world.coordinator, now=NOW)

    counties = sorted(sheet.county_id or "" for sheet in kept.sheets.all())
    # Narva's one is put together with the smallest other county, so that six are in the pool.
    assert counties == [""] * 6 + ["0060"] * 6
    assert kept.sheets.exclude(kind="").count() == 0


@pytest.mark.django_db
def test_a_closed_survey_takes_no_anonymous_answer(anonymous: Survey, world: World) -> None:
    [invitation] = invited(anonymous, 1)
    close_survey(survey=anonymous, by=world.coordinator, now=NOW)

    with pytest.raises(NotAnswerable):
        answer(invitation)
    assert SurveyStatus(Survey.objects.get(pk=anonymous.pk).status) == SurveyStatus.CLOSED
    assert not UrnSheet.objects.exists()
