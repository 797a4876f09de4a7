"""What stands in a mail, and what does not."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import translation

from annotations.models import Comment, Following
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say
from tests.conftest import MakePerson
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_busy_thread_is_one_mail_with_its_words_and_a_link_to_each_comment(
    thread: Comment, other_reader: User
) -> None:
    answers = [thread.reply(author=other_reader, body=f"Answer {n}.") for n in range(3)]
    post_mail()
    (letter,) = mail.outbox
    assert letter.to == ["reader@example.com"]
    assert letter.subject == "3 new notifications · The lamp at Vell"
    html = str(letter.alternatives[0].content)
    for text in (str(letter.body), html):
        assert text.count("pays for the oil") == 1
        assert text.count("other_reader replied to you") == 3
        for answer in answers:
            assert answer.body in text
            assert f"http://testserver/comments/{answer.pk}/" in text
    assert "src=" not in html


def test_one_thing_says_in_the_subject_what_it_is(thread: Comment, other_reader: User) -> None:
    thread.reply(author=other_reader, body="The town.")
    post_mail()
    assert mail.outbox[0].subject == "other_reader replied to you · The lamp at Vell"


def test_a_mail_is_in_the_language_of_whom_it_is_for(
    thread: Comment, reader: User, other_reader: User
) -> None:
    reader.speak("es")
    with translation.override("en-gb"):
        thread.reply(author=other_reader, body="The town.")
        post_mail()
    (letter,) = mail.outbox
    assert letter.subject == "other_reader te respondió · The lamp at Vell"
    assert "Dejar de recibir correos:" in str(letter.body)
    assert '<html lang="es">' in str(letter.alternatives[0].content)


def test_words_of_people_are_escaped_in_html_and_plain_in_text(
    story: Article, thread: Comment, person: MakePerson
) -> None:
    thread.reply(author=person("o'brien"), body="1 < 2 & <script>alert(1)</script>")
    post_mail()
    assert "o'brien replied" in str(mail.outbox[0].body)
    assert "1 < 2 & <script>" in str(mail.outbox[0].body)
    assert "<script>" not in str(mail.outbox[0].alternatives[0].content)


def test_a_name_in_a_mail_leads_to_the_person_s_page(thread: Comment, other_reader: User) -> None:
    thread.reply(author=other_reader, body='See @reader, [here](/articles/) and `href="/`.')
    post_mail()
    html = str(mail.outbox[0].alternatives[0].content)
    assert 'href="http://testserver/people/reader/"' in html
    assert 'href="http://testserver/articles/"' in html


def test_the_lines_of_a_comment_stay_lines_in_the_text_of_a_mail(
    thread: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="> Who pays?\n\nThe town:\n\n- all of it")
    post_mail()
    text = str(mail.outbox[0].body)
    assert "other_reader replied to you\n> Who pays?\n\nThe town:\n\n- all of it\nhttp://" in text


def test_what_a_moderator_did_is_told_without_offering_to_mute_it(
    thread: Comment, moderator: User
) -> None:
    thread.remove(by=moderator, reason="Off the subject.")
    post_mail()
    (letter,) = mail.outbox
    assert letter.subject == "Your comment was removed · The lamp at Vell"
    assert "“Off the subject.”" in str(letter.body)
    assert "<q>Off the subject.</q>" in str(letter.alternatives[0].content)
    assert "Mute this thread" not in str(letter.body)


def test_what_was_removed_before_the_mail_is_not_in_it(
    thread: Comment, reader: User, other_reader: User
) -> None:
    removed = thread.reply(author=other_reader, body="One.")
    thread.reply(author=other_reader, body="Two.")
    work()
    removed.remove(by=other_reader)
    work(after=HOUR)
    assert "One." not in str(mail.outbox[0].body)
    assert mail.outbox[0].subject.startswith("other_reader replied")


@pytest.mark.parametrize("how", ["removed", "private"])
def test_what_was_away_when_the_mail_went_is_mailed_once_when_it_is_back(
    how: str, story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    Following.objects.choose(reader, story, "follow")
    annotation = mark(other_reader, story, "pays for the oil")
    said = say(other_reader, paragraph, "One.", annotation)
    work()
    if how == "removed":
        said.remove(by=other_reader)
    else:
        annotation.show_to("private")
    work(after=HOUR)
    assert mail.outbox == []
    # Whoever would not be told of it any more was told, and has it in their list.
    Following.objects.choose(reader, story, None)
    if how == "removed":
        said.restore(by=other_reader)
    else:
        annotation.show_to("public")
    post_mail()
    post_mail()
    (letter,) = mail.outbox
    assert "One." in str(letter.body)


def test_a_changed_text_is_mailed_with_a_link_to_the_comparison(
    story: Article, reader: User, editor: User
) -> None:
    Following.objects.choose(reader, story, "follow")
    edit(story, editor, {1: "Another beginning."}, note="A better beginning")
    post_mail()
    (letter,) = mail.outbox
    assert "editor changed the text\n“A better beginning”\n" in str(letter.body)
    assert f"http://testserver/articles/{story.slug}/revisions/1/2/" in str(letter.body)
