from django.urls import path

from annotations.notes.formats import FORMATS
from annotations.views import (
    annotations,
    comments,
    discussion,
    locks,
    moderation,
    notes,
    own_acts,
    passages,
    preferences,
    reading,
    reports,
    revisions,
    rules,
    suspension,
)

urlpatterns = [
    path("", reading.article_list, name="articles"),
    path("notes/", notes.notes, name="notes"),
    path("notes/change/", notes.change, name="change-notes"),
    *(
        path(f"notes/{name}/", notes.export, {"name": name}, name=f"notes-{name}")
        for name in FORMATS
    ),
    path("preferences/", preferences.preferences, name="preferences"),
    path("articles/<slug:slug>/", reading.article, name="article"),
    path("articles/<slug:slug>/annotate/", passages.annotate, name="annotate"),
    path(
        "articles/<slug:slug>/paragraphs/<int:identity>/",
        discussion.discussion,
        name="discussion",
    ),
    path(
        "articles/<slug:slug>/paragraphs/<int:identity>/words/",
        passages.choose_words,
        name="choose-words",
    ),
    path("articles/<slug:slug>/revisions/", revisions.revisions, name="revisions"),
    path("articles/<slug:slug>/revisions/<int:number>/", revisions.revision, name="revision"),
    path(
        "articles/<slug:slug>/revisions/<int:first>/<int:second>/",
        revisions.comparison,
        name="comparison",
    ),
    path(
        "articles/<slug:slug>/revisions/<int:number>/bring-back/",
        revisions.bring_back,
        name="bring-back",
    ),
    path(
        "articles/<slug:slug>/paragraphs/<int:identity>/lock/",
        locks.lock_paragraph,
        name="lock-paragraph",
    ),
    path("articles/<slug:slug>/rules/", rules.rules, name="rules"),
    path("articles/<slug:slug>/closing/", rules.closing, name="closing"),
    path("articles/<slug:slug>/moderation/", rules.log, name="moderation-log"),
    path("annotations/<int:pk>/", annotations.annotation, name="annotation"),
    path("annotations/<int:pk>/comment/", annotations.comment, name="comment-on-annotation"),
    path("annotations/<int:pk>/edit/", annotations.edit, name="edit-annotation"),
    path("annotations/<int:pk>/remove/", annotations.remove, name="remove-annotation"),
    path("annotations/<int:pk>/restore/", annotations.restore, name="restore-annotation"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/thread/", discussion.thread, name="thread"),
    path("comments/<int:pk>/reply/", comments.reply, name="reply"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit-comment"),
    path("comments/<int:pk>/remove/", comments.remove, name="remove-comment"),
    path("comments/<int:pk>/restore/", comments.restore, name="restore-comment"),
    path("comments/<int:pk>/report/", reports.report, name="report"),
    path("comments/<int:pk>/moderation/", moderation.decide, name="decide"),
    path("comments/<int:pk>/lock/", locks.lock_thread, name="lock-thread"),
    path("moderation/", moderation.queue, name="queue"),
    path("people/<int:pk>/suspension/", suspension.suspension, name="suspension"),
    path("own/acts/", own_acts.acts, name="own-acts"),
    path("own/reports/", own_acts.reports, name="own-reports"),
]
