"""Addresses below /ideas/, /proposals/ and /strategies/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.ideas.views.ideas import own
from loim.ideas.views.proposal import answering, keeping, lists, making, outcomes, page
from loim.ideas.views.strategy import pages as strategies

_ideas = [
    path("own/<str:key>/", own.own_idea, name="idea-own"),
]

_outcomes = [
    path("<int:pk>/outcomes/", outcomes.forum_outcomes, name="forum-outcomes"),
    path(
        "<int:pk>/outcomes.<str:file_format>",
        outcomes.forum_outcomes_export,
        name="forum-outcomes-export",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [*_ideas, *_outcomes]

proposals_urlpatterns: list[URLPattern | URLResolver] = [
    path("proposals/", lists.proposal_list, name="proposal-list"),
    path("proposals/export.<str:file_format>", lists.proposal_export, name="proposal-export"),
    path("proposals/new/", making.proposal_new, name="proposal-new"),
    path("proposals/letter/<str:key>/", page.proposal_letter, name="proposal-letter"),
    path("proposals/<int:pk>/", page.proposal_page, name="proposal"),
    path("proposals/<int:pk>/undo/", page.proposal_undo, name="proposal-undo"),
    path("proposals/<int:pk>/edit/", keeping.proposal_edit, name="proposal-edit"),
    path("proposals/<int:pk>/keep/", keeping.proposal_keep, name="proposal-keep"),
    path("proposals/<int:pk>/answer/", answering.proposal_answer, name="proposal-answer"),
    path("proposals/<int:pk>/progress/", answering.proposal_progress, name="proposal-progress"),
    path(
        "proposals/<int:pk>/milestones/", answering.proposal_milestones, name="proposal-milestones"
    ),
    path(
        "proposals/<int:pk>/milestones/<int:milestone_pk>/",
        answering.proposal_milestone,
        name="proposal-milestone",
    ),
    path("strategies/", strategies.strategy_list, name="strategy-list"),
    path("strategies/new/", strategies.strategy_new, name="strategy-new"),
    path("strategies/<int:pk>/", strategies.strategy_page, name="strategy"),
    path("strategies/<int:pk>/edit/", strategies.strategy_edit, name="strategy-edit"),
]
