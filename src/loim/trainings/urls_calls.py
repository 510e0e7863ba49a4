"""Addresses from the call to the admitted teams."""

from django.urls import URLPattern, URLResolver, path

from loim.trainings.views.assessment import assessor
from loim.trainings.views.assessment import organiser as assessment
from loim.trainings.views.teams import begin, member, own
from loim.trainings.views.teams import organiser as teams
from loim.trainings.views.training import organiser, public, publishing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.training_list, name="training-list"),
    path("new/", organiser.new_training, name="training-new"),
    path("mine/", begin.my_teams, name="my-teams"),
    path("<int:pk>/", public.training_page, name="training"),
    path("<int:pk>/result/", public.training_result, name="training-result"),
    path("<int:pk>/result/record.json", public.training_record, name="training-record"),
    path("<int:pk>/apply/", begin.apply, name="training-apply"),
    path("<int:pk>/edit/", organiser.edit, name="training-edit"),
    path("<int:pk>/copy/", organiser.copy, name="training-copy"),
    path("<int:pk>/call/", organiser.edit_call, name="training-call"),
    path("<int:pk>/publish/", publishing.publish, name="training-publish"),
    path("<int:pk>/extend/", publishing.extend, name="training-extend"),
    path("<int:pk>/information-day/", publishing.information_day, name="training-information-day"),
    path("<int:pk>/questions/new/", organiser.new_question, name="training-question-new"),
    path("questions/<int:pk>/", organiser.edit_question, name="call-question"),
    path("questions/<int:pk>/delete/", organiser.delete_question, name="call-question-delete"),
    path("<int:pk>/teams/", teams.team_list, name="training-teams"),
    path("<int:pk>/teams/teams.xlsx", teams.export, name="training-teams-export"),
    path("<int:pk>/teams/letters/", teams.letters, name="training-letters"),
    path("teams/<int:pk>/", teams.team_page, name="training-team"),
    path("teams/<int:pk>/letters/<int:letter_pk>/", teams.letter_file, name="training-team-letter"),
    path("teams/<int:pk>/consent/", teams.consent, name="team-consent"),
    path("<int:pk>/assessment/", assessment.assessment, name="training-assessment"),
    path("<int:pk>/decision/", assessment.decision, name="training-decision"),
    path("<int:pk>/decision/record.json", assessment.whole_record, name="training-whole-record"),
    path("<int:pk>/criteria/new/", assessment.new_criterion, name="training-criterion-new"),
    path("criteria/<int:pk>/", assessment.edit_criterion, name="criterion"),
    path("criteria/<int:pk>/delete/", assessment.delete_criterion, name="criterion-delete"),
    path(
        "<int:pk>/assessors/<int:assessor_pk>/", assessment.assessor_step, name="training-assessor"
    ),
    path("<int:pk>/assess/", assessor.assess, name="training-assess"),
    path("assess/<int:pk>/", assessor.assess_team, name="assess-team"),
    path(
        "assess/<int:pk>/letters/<int:letter_pk>/",
        assessor.assessed_letter,
        name="assess-team-letter",
    ),
    path("team/<str:key>/", own.own_team_page, name="own-team"),
    path("team/<str:key>/confirm/", begin.own_confirm, name="own-team-confirm"),
    path("team/<str:key>/facts/", own.own_facts, name="own-team-facts"),
    path("team/<str:key>/answers/<int:question_pk>/", own.own_answer, name="own-team-answer"),
    path("team/<str:key>/invite/", own.own_invite, name="own-team-invite"),
    path("team/<str:key>/people/<int:member_pk>/", own.own_member_step, name="own-team-member"),
    path("team/<str:key>/letter/", own.own_letter, name="own-team-letter"),
    path(
        "team/<str:key>/letter/<int:letter_pk>/", own.own_letter_file, name="own-team-letter-file"
    ),
    path("team/<str:key>/send/", own.own_send, name="own-team-send"),
    path("team/<str:key>/erase/", own.own_erase, name="own-team-erase"),
    path("member/<str:key>/", member.own_member_page, name="own-member"),
    path("member/<str:key>/answer/", member.own_member_answer, name="own-member-answer"),
    path("member/<str:key>/erase/", member.own_member_erase, name="own-member-erase"),
]
