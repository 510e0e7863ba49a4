from django.urls import path

from loim.assessments.views import building, questionnaires

_OF = "questionnaires/<slug:questionnaire>/"

urlpatterns = [
    path("", questionnaires.questionnaire_list, name="questionnaire-list"),
    path("new/", questionnaires.questionnaire_new, name="questionnaire-new"),
    path(_OF, questionnaires.questionnaire_page, name="questionnaire"),
    path(f"{_OF}edit/", questionnaires.questionnaire_edit, name="questionnaire-edit"),
    path(f"{_OF}copy/", questionnaires.questionnaire_copy, name="questionnaire-copy"),
    path(f"{_OF}publish/", questionnaires.questionnaire_publish, name="questionnaire-publish"),
    path(f"{_OF}versions/", questionnaires.questionnaire_versions, name="questionnaire-versions"),
    path(
        f"{_OF}versions/new/",
        questionnaires.questionnaire_new_version,
        name="questionnaire-new-version",
    ),
    path(
        f"{_OF}versions/drop/",
        questionnaires.questionnaire_drop_draft,
        name="questionnaire-drop-draft",
    ),
    path(f"{_OF}retire/", questionnaires.questionnaire_retire, name="questionnaire-retire"),
    path(f"{_OF}build/", building.build, name="questionnaire-build"),
    path(f"{_OF}build/introduction/", building.introduction, name="questionnaire-introduction"),
    path(f"{_OF}build/themes/new/", building.theme, name="questionnaire-theme-new"),
    path(f"{_OF}build/themes/<int:theme>/", building.theme, name="questionnaire-theme"),
    path(f"{_OF}build/themes/<int:theme>/advice/", building.advice, name="questionnaire-advice"),
    path(
        f"{_OF}build/themes/<int:theme>/statements/new/",
        building.statement_new,
        name="questionnaire-statement-new",
    ),
    path(
        f"{_OF}build/statements/<int:statement>/",
        building.statement,
        name="questionnaire-statement",
    ),
    path(f"{_OF}build/levels/new/", building.level, name="questionnaire-level-new"),
    path(f"{_OF}build/levels/<int:level>/", building.level, name="questionnaire-level"),
    path(f"{_OF}build/steps/new/", building.next_step, name="questionnaire-step-new"),
    path(f"{_OF}build/steps/<int:next_step>/", building.next_step, name="questionnaire-step"),
    path(
        f"{_OF}build/<slug:part>/<int:part_pk>/move/", building.move, name="questionnaire-part-move"
    ),
    path(
        f"{_OF}build/<slug:part>/<int:part_pk>/remove/",
        building.remove,
        name="questionnaire-part-remove",
    ),
]
