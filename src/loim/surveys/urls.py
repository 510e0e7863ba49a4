"""Addresses of surveys, below /surveys/."""

from django.urls import path

from loim.surveys.views import answer, invitations, questions, results, surveys

urlpatterns = [
    path("", surveys.survey_list, name="survey-list"),
    path("new/", surveys.survey_new, name="survey-new"),
    path("answer/thanks/", answer.thanks, name="survey-thanks"),
    path("answer/<str:key>/", answer.answer_start, name="survey-answer"),
    path("answer/<str:key>/<int:number>/", answer.answer_page, name="survey-answer-page"),
    path("<int:pk>/", surveys.survey_page, name="survey"),
    path("<int:pk>/edit/", surveys.survey_edit, name="survey-edit"),
    path("<int:pk>/copy/", surveys.survey_copy, name="survey-copy"),
    path("<int:pk>/publish/", surveys.survey_publish, name="survey-publish"),
    path("<int:pk>/steps/<slug:step>/", surveys.survey_step, name="survey-step"),
    path("<int:pk>/questions/", questions.question_list, name="survey-questions"),
    path("<int:pk>/preview/", questions.preview, name="survey-preview"),
    path("<int:pk>/questions/new/<str:kind>/", questions.question_new, name="survey-question-new"),
    path(
        "<int:pk>/questions/<int:survey_question>/",
        questions.question_edit,
        name="survey-question-edit",
    ),
    path(
        "<int:pk>/questions/<int:survey_question>/move/",
        questions.question_move,
        name="survey-question-move",
    ),
    path(
        "<int:pk>/questions/<int:survey_question>/withdraw/",
        questions.question_withdraw,
        name="survey-question-withdraw",
    ),
    path("<int:pk>/pages/new/", questions.section_new, name="survey-section-new"),
    path(
        "<int:pk>/pages/<int:survey_section>/", questions.section_edit, name="survey-section-edit"
    ),
    path(
        "<int:pk>/pages/<int:survey_section>/move/",
        questions.section_move,
        name="survey-section-move",
    ),
    path("<int:pk>/invitations/", invitations.invitation_list, name="survey-invitations"),
    path("<int:pk>/invitations/new/", invitations.invite_page, name="survey-invite"),
    path("<int:pk>/invitations/remind/", invitations.remind_page, name="survey-remind"),
    path(
        "<int:pk>/invitations/<int:survey_invitation>/",
        invitations.invitation_edit,
        name="survey-invitation-edit",
    ),
    path(
        "<int:pk>/invitations/<int:survey_invitation>/withdraw/",
        invitations.invitation_withdraw,
        name="survey-invitation-withdraw",
    ),
    path("<int:pk>/results/", results.results_page, name="survey-results"),
    path("<int:pk>/results/crosstab/", results.crosstab_page, name="survey-crosstab"),
    path("<int:pk>/results/export.xlsx", results.export_results, name="survey-export"),
    path("<int:pk>/results/plan/", results.plan_page, name="survey-plan"),
    path("<int:pk>/answers/", results.sheet_list, name="survey-sheets"),
]
