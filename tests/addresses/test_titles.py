"""Every page's title says where one is, in each language; walked by the table."""

import re
from collections import defaultdict

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from commentary.models import Article, User
from tests.addresses.examples import request_for
from tests.addresses.table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_no_two_templates_have_one_title(
    article: Article, author: User, people: dict[str, Client]
) -> None:
    titled: dict[str, set[str]] = defaultdict(set)
    for (method, name, which), row in TABLE.items():
        if method != "GET" or 200 not in row:
            continue
        client = list(people.values())[row.index(200)]
        with transaction.atomic():
            url, form = request_for(name, which, article, author)
            for language, _name in settings.LANGUAGES:
                client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
                answer = client.get(url, form)
                if answer.streaming or b"<html" not in answer.content:
                    continue  # a file, a feed, a part of a page
                assert f'<html lang="{language}"' in answer.text
                titles = re.findall(
                    r"<title>(.+) · Commentary</title>", " ".join(answer.text.split())
                )
                assert len(titles) == 1, url
                titled[f"{language}: {titles[0].strip()}"].add(answer.templates[0].name)
            transaction.set_rollback(True)
    assert {title: pages for title, pages in titled.items() if len(pages) > 1} == {}
