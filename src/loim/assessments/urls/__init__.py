"""Addresses of questionnaires and self-assessments, below /assessments/."""

from loim.assessments.urls import answering, questionnaires

urlpatterns = [*questionnaires.urlpatterns, *answering.urlpatterns]
