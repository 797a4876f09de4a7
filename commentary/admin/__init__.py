"""The editors' rooms: articles, their text and its revisions, and people.

Whoever is not signed in goes to the site's own sign-in page first, so that there is one way in.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commentary.admin.article import ArticleAdmin
from commentary.admin.revision import RevisionAdmin
from commentary.admin.user import UserAdmin
from commentary.models import Article, Revision, User

admin.site.site_header = _("Commentary")
admin.site.site_title = _("Commentary")
admin.site.index_title = _("Editing")
admin.site.enable_nav_sidebar = False
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

admin.site.register(Article, ArticleAdmin)
admin.site.register(Revision, RevisionAdmin)
admin.site.register(User, UserAdmin)
