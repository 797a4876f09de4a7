"""Which threads are listed, and in which order: as the address asks, and nothing else remembers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations.forms import AskingForm
from annotations.models import Comment, CommentQuerySet, ReadMark, Target
from annotations.searching import Term, terms_of
from commentary.models import Article, User

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models.expressions import OrderBy

SORTS = {
    "place": _("By place"),
    "oldest": _("Oldest first"),
    "newest": _("Newest first"),
    "active": _("Most active"),
    "agreed": _("Most agreed with"),
}
ORDERS: "dict[str, tuple[str | OrderBy, ...]]" = {
    "place": ("paragraph__position", F("begins").asc(nulls_last=True), "created_at", "pk"),
    "oldest": ("created_at", "pk"),
    "newest": ("-created_at", "-pk"),
    "active": ("-opened__comments", "-opened__latest_at", "-pk"),
    "agreed": ("-opened__agreements", "created_at", "pk"),
}
SHOWS = {
    "": _("All threads"),
    "new": pgettext_lazy("threads", "New to me"),
    "mine": _("Mine"),
    "unresolved": _("Unresolved"),
}
VISITORS_SHOWS = ("", "unresolved")


class ListingForm(AskingForm):
    q = forms.CharField(
        label=_("Search"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words, or “a phrase”")}),
    )
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOWS, required=False)
    person = forms.CharField(
        label=_("With"),
        max_length=150,
        required=False,
        widget=forms.TextInput(
            attrs={"placeholder": _("Someone’s name"), "autocapitalize": "none"}
        ),
    )

    def __init__(self, data: "Mapping[str, Any]", *, sort: str, user: User | AnonymousUser) -> None:
        super().__init__(
            {"sort": sort, **dict(data.items())}, auto_id="listing-%s", label_suffix=""
        )
        if not user.is_authenticated:
            shows = [(show, SHOWS[show]) for show in VISITORS_SHOWS]
            self.fields["show"] = forms.ChoiceField(label=_("Show"), choices=shows, required=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for; `sort` is the usual order where nothing else was.

    Whoever asks with the form may ask for what is usual: that is still asked.
    """

    form: ListingForm
    sort: str
    usual: str
    show: str
    person: str
    q: str
    is_asked: bool

    @classmethod
    def asked(
        cls, data: "Mapping[str, Any]", user: User | AnonymousUser, *, usual: str = "oldest"
    ) -> Self:
        form = ListingForm(data, sort=usual, user=user)
        form.is_valid()
        given = form.cleaned_data
        return cls(
            form=form,
            sort=given.get("sort") or usual,
            usual=usual,
            show=given.get("show", ""),
            person=given.get("person", ""),
            q=given.get("q", ""),
            is_asked=not form.fields.keys().isdisjoint(data),
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        return terms_of(self.q)

    @property
    def leaves_out(self) -> bool:
        """Whether some threads may not be listed."""
        return bool(self.show or self.person or self.q)

    @property
    def query(self) -> str:
        """The same once more, as an address says it; empty for what is usual."""
        asked = {
            "q": self.q,
            "sort": self.sort if self.sort != self.usual else "",
            "show": self.show,
            "person": self.person,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def of(
        self, roots: CommentQuerySet, user: User | AnonymousUser, article: Article
    ) -> CommentQuerySet:
        """Those of these opening comments of an article whose threads are asked for, in order."""
        said = Comment.objects.visible_to(user).filter(removed_at=None)
        if self.show == "new":
            mark = ReadMark.objects.of(user, article)
            unread = mark.unread() if mark else Comment.objects.none()
            roots = roots.filter(pk__in=_threads_with(unread))
        if self.show == "mine":
            roots = roots.filter(pk__in=_threads_with(said.filter(author=user.pk)))
        if self.show == "unresolved":
            roots = roots.filter(opened__resolved_at=None)
        if self.person:
            roots = roots.filter(pk__in=_threads_with(said.filter(author__in=_called(self.person))))
        if self.q:
            roots = roots.filter(pk__in=_threads_with(said.saying(self.terms)))
        if self.sort == "place":
            roots = roots.alias(begins=Subquery(_begins()))
        return roots.order_by(*ORDERS[self.sort])


def _called(name: str) -> Any:
    """The key of the person of that name, if there is one."""
    return User.objects.alias(name=Lower("username")).filter(name=Lower(Value(name))).values("pk")


def _threads_with(comments: CommentQuerySet) -> Any:
    """The keys of the threads in which these comments are."""
    return comments.annotate(in_thread=Coalesce("root_id", "pk")).values("in_thread")


def _begins() -> Any:
    """Where in its paragraph the passage of an opening comment begins now."""
    return (
        Target.objects.standing()
        .filter(annotation=OuterRef("annotation"), paragraph=OuterRef("paragraph"))
        .order_by("start")
        .values("start")[:1]
    )
