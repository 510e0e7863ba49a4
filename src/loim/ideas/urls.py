"""Addresses below /ideas/, /proposals/ and /strategies/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.ideas.views.choice import pages as choice
from loim.ideas.views.forum import pages as forum
from loim.ideas.views.forum import settings
from loim.ideas.views.ideas import giving, idea, own, teams
from loim.ideas.views.proposal import answering, keeping, lists, making, outcomes, page
from loim.ideas.views.strategy import pages as strategies

_forum = [
    path("", forum.forum_list, name="forum-list"),
    path("events/<int:event>/open/", settings.forum_open, name="forum-open"),
    path("<int:pk>/", forum.forum_page, name="forum"),
    path("<int:pk>/settings/", settings.forum_settings, name="forum-settings"),
    path("<int:pk>/challenges/", settings.forum_challenges, name="forum-challenges"),
    path("<int:pk>/challenges/<int:challenge>/", settings.forum_challenge, name="forum-challenge"),
    path(
        "<int:pk>/challenges/<int:challenge>/step/",
        settings.forum_challenge_step,
        name="forum-challenge-step",
    ),
    path("<int:pk>/moderation/", settings.forum_moderation, name="forum-moderation"),
    path("<int:pk>/participant/", forum.participant_link, name="forum-participant-link"),
    path("<int:pk>/participant/<str:key>/", forum.participant_enters, name="forum-participant"),
    path("<int:pk>/notes/new/", forum.note_new, name="forum-note-new"),
    path("<int:pk>/notes/<int:note>/remove/", forum.note_remove, name="forum-note-remove"),
]
_ideas = [
    path("mine/", own.my_ideas_page, name="my-ideas"),
    path("<int:pk>/new/", giving.idea_new, name="forum-idea-new"),
    path("<int:pk>/new/sent/", giving.idea_sent, name="forum-idea-sent"),
    path("idea/<int:pk>/", idea.idea_page, name="idea"),
    path("idea/<int:pk>/change/", idea.idea_change, name="idea-change"),
    path("idea/<int:pk>/withdraw/", idea.idea_withdraw, name="idea-withdraw"),
    path("idea/<int:pk>/support/", idea.idea_support, name="idea-support"),
    path("idea/<int:pk>/comment/", idea.idea_comment, name="idea-comment"),
    path("idea/<int:pk>/join/", idea.idea_join, name="idea-join"),
    path("idea/<int:pk>/moderate/", settings.idea_moderate, name="idea-moderate"),
    path("idea/<int:pk>/translate/<str:language>/", idea.idea_translate, name="idea-translate"),
    path("idea/<int:pk>/team/start/", teams.idea_team_start, name="idea-team-start"),
    path("idea/<int:pk>/team/join/", teams.idea_team_join, name="idea-team-join"),
    path("idea/<int:pk>/team/edit/", teams.idea_team_edit, name="idea-team-edit"),
    path("idea/<int:pk>/team/leave/", teams.idea_team_leave, name="idea-team-leave"),
    path("comment/<int:pk>/report/", idea.comment_report, name="comment-report"),
    path("comment/<int:pk>/moderate/", settings.comment_moderate, name="comment-moderate"),
    path("own/<str:key>/", own.own_idea, name="idea-own"),
    path("own/comment/<str:key>/", own.own_comment, name="comment-own"),
    path("own/support/<str:key>/", own.own_support, name="support-own"),
    path("own/team/<str:key>/", own.own_membership, name="idea-team-own"),
]
_choice = [
    path("<int:pk>/vote/", choice.forum_vote, name="forum-vote"),
    path("<int:pk>/jury/", choice.forum_jury, name="forum-jury"),
    path("<int:pk>/jury/<int:idea>/", choice.forum_jury_idea, name="forum-jury-idea"),
    path("<int:pk>/choice/", choice.forum_choice, name="forum-choice"),
]

_outcomes = [
    path("<int:pk>/outcomes/", outcomes.forum_outcomes, name="forum-outcomes"),
    path(
        "<int:pk>/outcomes.<str:file_format>",
        outcomes.forum_outcomes_export,
        name="forum-outcomes-export",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [*_forum, *_ideas, *_choice, *_outcomes]

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
