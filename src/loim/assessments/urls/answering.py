from django.urls import path

from loim.assessments.views import alone, leading, results, subject, together

urlpatterns = [
    path("subjects/<int:pk>/", subject.subject_page, name="assessments-of-subject"),
    path("subjects/<int:pk>/begin/<slug:questionnaire>/", subject.begin, name="assessment-begin"),
    path(
        "subjects/<int:pk>/history/<slug:questionnaire>/",
        results.history,
        name="assessment-history",
    ),
    path("<int:pk>/", leading.assessment_page, name="assessment"),
    path("<int:pk>/letters/", leading.letters, name="assessment-letters"),
    path("<int:pk>/poster/", leading.poster, name="assessment-poster"),
    path("<int:pk>/steps/<slug:assessment_step>/", leading.step, name="assessment-step"),
    path("<int:pk>/together/", together.together, name="assessment-together"),
    path(
        "<int:pk>/together/<int:theme_number>/",
        together.together_theme,
        name="assessment-together-theme",
    ),
    path("<int:pk>/result/", results.result, name="assessment-result"),
    path("evidence/<int:pk>/", together.evidence, name="assessment-evidence"),
    path("alone/<str:key>/", alone.alone_start, name="assessment-alone"),
    path("alone/<str:key>/thanks/", alone.alone_thanks, name="assessment-alone-thanks"),
    path("alone/<str:key>/<int:number>/", alone.alone_theme, name="assessment-alone-theme"),
]
