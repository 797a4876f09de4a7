"""What people marked and said, to look at: for those who look after the site.

Nothing is changed here. Highlights and comments have verbs that keep what belongs together, and
the pages of the site call them.
"""

from django.contrib import admin

from annotations.models import Act, Annotation, Comment, Reattachment, Report, Target
from commentary.admin.read_only import ReadOnly, ReadOnlyAdmin


class TargetInline(ReadOnly, admin.TabularInline):
    model = Target
    fields = ["position", "paragraph", "start", "end", "exact", "state", "orphaned_in"]
    ordering = ["position"]


class ReattachmentInline(ReadOnly, admin.TabularInline):
    model = Reattachment
    fields = [
        "proposed_by",
        "proposed_at",
        "answer",
        "answered_by",
        "answered_at",
        "moved_in",
    ]
    ordering = ["proposed_at", "pk"]


@admin.register(Annotation)
class AnnotationAdmin(ReadOnlyAdmin):
    list_display = [
        "__str__",
        "creator",
        "kind",
        "visibility",
        "article",
        "created_at",
        "removed_at",
    ]
    list_select_related = ["creator", "article"]
    list_filter = ["kind", "visibility", "article", "targets__state"]
    search_fields = ["quote", "creator__username"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    inlines = [TargetInline, ReattachmentInline]


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "author", "paragraph", "created_at", "edited_at", "removed_at"]
    list_select_related = ["author", "paragraph"]
    list_filter = ["paragraph__article", ("removed_at", admin.EmptyFieldListFilter)]
    search_fields = ["body", "author__username"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    fields = [
        "paragraph",
        "annotation",
        "parent",
        "author",
        "body",
        "revision_number",
        "created_at",
        "edited_at",
        "removed_at",
        "removed_by",
        "removal_reason",
        "held_for",
    ]


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    list_display = ["kind", "by", "person", "article", "reason", "until", "at"]
    list_select_related = ["by", "person", "article"]
    list_filter = ["kind", "article"]
    search_fields = ["reason", "by__username", "person__username"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["comment", "person", "ground", "reporter", "made_at", "settled_by"]
    list_select_related = ["comment", "person", "reporter", "settled_by"]
    list_filter = ["ground", ("settled_by", admin.EmptyFieldListFilter)]
    search_fields = ["words", "reporter__username"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
