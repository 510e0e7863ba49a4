"""Named answers: drafts that colleagues share, one answer for an organisation."""

import pytest
from django.db import IntegrityError

from loim.surveys.actions import answering
from loim.surveys.actions.answering import NotAnswerable, Saved, Sent, save_draft, send_answer
from loim.surveys.actions.steps import close_survey
from loim.surveys.models import Draft, Sheet, Survey, SurveyInvitation
from tests.conftest import NOW
from tests.events.places.parallel import at_once
from tests.factories import surveys as make
from tests.world import World


@pytest.fixture
def invitation(survey: Survey, world: World) -> SurveyInvitation:
    return make.invitation(survey, world.tartu)


def save(of: SurveyInvitation, **said: object) -> Saved:
    given: dict[str, object] = {"seen": {}, "answers": {}, "seen_version": 0, "saved_by": ""}
    return save_draft(invitation=of, now=NOW, **{**given, **said})  # type: ignore[arg-type]


def send(of: SurveyInvitation, **said: object) -> Sent:
    given: dict[str, object] = {"seen": {}, "answers": {}, "seen_version": 0, "saved_by": ""}
    return send_answer(invitation=of, now=NOW, **{**given, **said})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_two_colleagues_fill_in_different_questions_and_both_are_kept(
    survey: Survey, invitation: SurveyInvitation
) -> None:
    number = make.question(survey, "number")
    choice = survey.questions.get(kind="one_of")
    option = make.options(choice)[0].pk

    save(invitation, answers={str(choice.pk): [option]}, saved_by="Mari")
    saved = save(invitation, answers={str(number.pk): "12"}, saved_by="Jaan")

    assert saved.was_changed
    assert saved.replaced == {}
    assert saved.draft.answers == {str(choice.pk): [option], str(number.pk): "12"}
    assert (saved.draft.version, saved.draft.saved_by) == (2, "Jaan")


@pytest.mark.django_db
def test_of_two_answers_to_one_question_the_later_counts_and_the_other_is_kept(
    survey: Survey, invitation: SurveyInvitation
) -> None:
    choice = survey.questions.get()
    first, second = (each.pk for each in make.options(choice))

    save(invitation, answers={str(choice.pk): [first]}, saved_by="Mari")
    saved = save(invitation, answers={str(choice.pk): [second]}, saved_by="Jaan")

    assert saved.was_changed
    assert saved.replaced == {str(choice.pk): [first]}
    assert saved.draft.answers == {str(choice.pk): [second]}
    assert saved.draft.replaced == [{"question": choice.pk, "answer": [first], "by": "Mari"}]


@pytest.mark.django_db
def test_sending_after_a_colleague_saved_asks_to_look_first(
    survey: Survey, invitation: SurveyInvitation
) -> None:
    choice = survey.questions.get()
    first, second = (each.pk for each in make.options(choice))
    save(invitation, answers={str(choice.pk): [first]}, saved_by="Mari")

    sent = send(invitation, answers={str(choice.pk): [second]})

    assert sent.sheet is None
    assert sent.saved.was_changed
    assert not Sheet.objects.exists()
    again = send(
        invitation,
        seen=sent.saved.draft.answers,
        answers=sent.saved.draft.answers,
        seen_version=sent.saved.draft.version,
    )
    assert again.sheet is not None
    assert list(again.sheet.answers.values_list("option", flat=True)) == [second]


@pytest.mark.django_db
def test_sent_again_it_replaces_the_answer(survey: Survey, invitation: SurveyInvitation) -> None:
    choice = survey.questions.get()
    first, second = (each.pk for each in make.options(choice))
    send(invitation, answers={str(choice.pk): [first]})

    send(
        invitation,
        seen={str(choice.pk): [first]},
        answers={str(choice.pk): [second]},
        seen_version=1,
    )

    sheet = Sheet.objects.get()
    assert sheet.organisation == invitation.organisation
    assert list(sheet.answers.values_list("option", flat=True)) == [second]
    invitation.refresh_from_db()
    assert invitation.has_answered


@pytest.mark.django_db
def test_what_must_be_answered_is_named_and_the_rest_is_kept(
    survey: Survey, invitation: SurveyInvitation
) -> None:
    must = make.question(survey, "number", is_required=True)
    choice = survey.questions.get(kind="one_of")
    option = make.options(choice)[0].pk

    sent = send(invitation, answers={str(choice.pk): [option]})

    assert sent.sheet is None
    assert sent.missing == (must.pk,)
    assert Draft.objects.get().answers == {str(choice.pk): [option]}
    invitation.refresh_from_db()
    assert not invitation.has_answered


@pytest.mark.django_db
def test_a_closed_survey_takes_neither_draft_nor_answer(
    survey: Survey, invitation: SurveyInvitation, world: World
) -> None:
    close_survey(survey=survey, by=world.coordinator, now=NOW)

    with pytest.raises(NotAnswerable):
        save(invitation)
    with pytest.raises(NotAnswerable):
        send(invitation)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_send_at_once_give_one_answer(
    survey: Survey, invitation: SurveyInvitation
) -> None:
    choice = survey.questions.get()
    options = make.options(choice)

    outcomes = at_once(
        [lambda n=n: send(invitation, answers={str(choice.pk): [options[n].pk]}) for n in (0, 1)]
    )

    assert sorted(each.sheet is not None for each in outcomes) == [False, True]
    assert Sheet.objects.count() == 1
    [told] = [each for each in outcomes if each.sheet is None]
    assert told.saved.was_changed
    assert len(Draft.objects.get().replaced) == 1


@pytest.mark.django_db(transaction=True)
def test_without_taking_turns_one_of_two_would_be_lost(
    survey: Survey, invitation: SurveyInvitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the lock is for; the database alone still keeps it to one answer."""
    import time

    def without_lock(of: SurveyInvitation, *, with_survey: bool = False) -> SurveyInvitation:
        return SurveyInvitation.objects.select_related("survey", "municipality").get(pk=of.pk)

    def slowly(*arguments: object, **named: object) -> Saved:
        found = Draft.objects.filter(invitation=invitation).first()
        time.sleep(0.1)
        draft = found or Draft(invitation=invitation, saved_at=NOW)
        draft.answers = {}
        draft.save()
        return Saved(draft, was_changed=False, replaced={})

    monkeypatch.setattr(answering, "_locked", without_lock)
    monkeypatch.setattr(answering, "_save", slowly)

    with pytest.raises(IntegrityError):
        at_once([lambda: send(invitation) for _try in (0, 1)])

    assert Sheet.objects.count() == 1
