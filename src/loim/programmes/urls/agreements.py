"""Addresses of agreements and posts, below /programmes/."""

from django.urls import path

from loim.programmes.views import agreement_documents, agreements, posts

urlpatterns = [
    path("<slug:slug>/agreements/", agreements.agreement_list, name="agreements"),
    path("<slug:slug>/agreements/new/", agreements.agreement_new, name="agreement-new"),
    path("agreements/<int:pk>/", agreements.agreement_page, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.agreement_edit, name="agreement-edit"),
    path("agreements/<int:pk>/extend/", agreements.agreement_extend, name="agreement-extend"),
    path("agreements/<int:pk>/end/", agreements.agreement_end, name="agreement-end"),
    path(
        "agreements/<int:pk>/documents/new/",
        agreement_documents.agreement_document_new,
        name="agreement-document-new",
    ),
    path(
        "agreements/documents/<int:pk>/",
        agreement_documents.agreement_document,
        name="agreement-document",
    ),
    path(
        "agreements/documents/<int:pk>/remove/",
        agreement_documents.agreement_document_remove,
        name="agreement-document-remove",
    ),
    path("agreements/<int:pk>/posts/new/", posts.post_new, name="post-new"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post-edit"),
    path("posts/<int:pk>/end/", posts.post_end, name="post-end"),
    path("posts/<int:pk>/fill/", posts.post_hire, name="post-hire"),
    path("posts/<int:pk>/hand-over/", posts.post_hand_over, name="post-hand-over"),
    path("holdings/<int:pk>/leave/", posts.holding_leave, name="holding-leave"),
]
