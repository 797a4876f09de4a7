from django.urls import path

from annotations.notes.formats import FORMATS
from annotations.views import (
    annotations,
    article_discussion,
    comments,
    discussion,
    mentions,
    notes,
    passages,
    places,
    preferences,
    reactions,
    reading,
    revisions,
    threads,
    wordings,
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
        "articles/<slug:slug>/discussion/",
        article_discussion.article_discussion,
        name="article-discussion",
    ),
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
    path("articles/<slug:slug>/orphans/", places.orphans, name="orphans"),
    path("articles/<slug:slug>/people/", mentions.mentionable, name="mentionable"),
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
    path("annotations/<int:pk>/", annotations.annotation, name="annotation"),
    path("annotations/<int:pk>/comment/", annotations.comment, name="comment-on-annotation"),
    path("annotations/<int:pk>/edit/", annotations.edit, name="edit-annotation"),
    path("annotations/<int:pk>/remove/", annotations.remove, name="remove-annotation"),
    path("annotations/<int:pk>/restore/", annotations.restore, name="restore-annotation"),
    path("annotations/<int:pk>/place/", places.place, name="place"),
    path("proposals/<int:pk>/accept/", places.accept, name="accept-proposal"),
    path("proposals/<int:pk>/decline/", places.decline, name="decline-proposal"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/thread/", threads.thread, name="thread"),
    path("comments/<int:pk>/thread/resolve/", threads.resolve, name="resolve-thread"),
    path("comments/<int:pk>/thread/reopen/", threads.reopen, name="reopen-thread"),
    path("comments/<int:pk>/thread/status/", threads.track, name="track-thread"),
    path("comments/<int:pk>/thread/history/", threads.history, name="thread-history"),
    path("comments/<int:pk>/reply/", comments.reply, name="reply"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit-comment"),
    path("comments/<int:pk>/remove/", comments.remove, name="remove-comment"),
    path("comments/<int:pk>/restore/", comments.restore, name="restore-comment"),
    path("comments/<int:pk>/reactions/", reactions.reactions, name="reactions"),
    path("comments/<int:pk>/wordings/", wordings.wordings, name="wordings"),
]
