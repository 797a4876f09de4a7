"""Markdown in, safe HTML out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.writing.bodies import to_html
from annotations.writing.mentions import MOST_NAMED, names_in
from annotations.writing.quoting import LONGEST_QUOTATION, is_said_in, quotation, without_quotations

PEOPLE = {"anna": "/people/anna/", "jean_luc.p": "/people/jean_luc.p/"}
REL = 'rel="nofollow ugc noopener"'
ANNA = f'<a class="mention" href="/people/anna/" {REL}>@anna</a>'

PIECES = ("@anna", "@jean_luc.p", "https://a.example", "anna", *"@*_`[]()<>\\ \n/:.-+!#&\"'")
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("> Quoted.", "<blockquote>\n<p>Quoted.</p>\n</blockquote>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("~~no~~ **yes**", "<p><s>no</s> <strong>yes</strong></p>"),
        ("[a](https://a.example)", f'<p><a href="https://a.example" {REL}>a</a></p>'),
        ("# Not a heading", "<p># Not a heading</p>"),
        (
            "![no](https://a.example/x.png)",
            f'<p>!<a href="https://a.example/x.png" {REL}>no</a></p>',
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ],
)
def test_a_body_has_what_a_comment_needs_and_no_more(body: str, html: str) -> None:
    assert to_html(body) == html


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("See https://a.example/b_c_d?e=1.", "https://a.example/b_c_d?e=1"),
        ("(https://a.example/)", "https://a.example/"),
        ("*https://a.example*", "https://a.example"),
        ("https://a.example/@anna", "https://a.example/@anna"),
    ],
)
def test_a_bare_address_is_a_link_without_the_sentence_s_punctuation(
    body: str, address: str
) -> None:
    assert f'<a href="{address}" {REL}>{address}</a>' in to_html(body, PEOPLE)


@pytest.mark.parametrize("body", ["`https://a.example`", "xhttps://a.example", "https://."])
def test_code_and_fragments_are_not_links(body: str) -> None:
    assert "<a" not in to_html(body)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("@anna", f"<p>{ANNA}</p>"),
        ("Well, @anna.", f"<p>Well, {ANNA}.</p>"),
        ("(@anna)", f"<p>({ANNA})</p>"),
        ("*@anna*", f"<p><em>{ANNA}</em></p>"),
        ("@ANNA", f"<p>{ANNA.replace('@anna', '@ANNA')}</p>"),
        ("@nobody", "<p>@nobody</p>"),
        ("\\@anna", "<p>@anna</p>"),
        ("me@anna", "<p>me@anna</p>"),
        ("`@anna`", "<p><code>@anna</code></p>"),
        ("[@anna](https://a.example)", f'<p><a href="https://a.example" {REL}>@anna</a></p>'),
    ],
)
def test_a_mention_of_a_person_is_a_link_to_them(body: str, html: str) -> None:
    assert to_html(body, PEOPLE) == html


def test_whoever_has_no_page_is_told_apart_all_the_same() -> None:
    assert f'<a class="mention" {REL}>@anna</a>' in to_html("@anna", {"anna": ""})


def test_names_may_hold_what_accounts_allow() -> None:
    assert names_in("@jean_luc.p, @a-b+c: @Ünal!") == ("jean_luc.p", "a-b+c", "Ünal")


def test_a_name_counts_once_whatever_its_capitals() -> None:
    assert names_in("@Anna and @anna") == ("Anna",)


@pytest.mark.parametrize("body", ["`@anna`", "```\n@anna\n```", "[@anna](/x)", "> @anna", "a@anna"])
def test_nobody_is_called_from_code_from_a_link_or_from_a_quotation(body: str) -> None:
    assert names_in(body) == ()


def test_a_comment_calls_only_so_many() -> None:
    body = " ".join(f"@p{number}" for number in range(50))
    assert len(names_in(body)) == MOST_NAMED


@given(MARKDOWN)
def test_whatever_is_typed_the_html_has_only_links_that_say_what_they_are(body: str) -> None:
    html = to_html(body, PEOPLE)
    assert html.count("<a ") == html.count(REL)
    assert not any(tag in html for tag in ("<h1", "<img", "<script"))


@given(MARKDOWN)
def test_who_is_linked_is_named_or_quoted(body: str) -> None:
    linked = {name for name in PEOPLE if f'href="{PEOPLE[name]}"' in to_html(body, PEOPLE)}
    named = {name.lower() for name in names_in(body)}
    assert named & set(PEOPLE) <= linked


def test_quoted_words_stand_behind_their_source_and_leave_room() -> None:
    said = quotation("One.\n\nTwo.", "[anna](/comments/7/) wrote:")
    assert said == "[anna](/comments/7/) wrote:\n\n> One.\n>\n> Two.\n\n"
    assert to_html(said + "Mine.").endswith("</blockquote>\n<p>Mine.</p>")


def test_what_was_quoted_before_is_not_quoted_again() -> None:
    assert without_quotations(quotation("One.", "[anna](/comments/7/) wrote:") + "Mine.") == "Mine."
    assert without_quotations("Before\n\n> x\n> y\n\nAfter") == "Before\n\nAfter"
    assert without_quotations("> only\n") == "> only\n"


def test_a_long_comment_is_quoted_in_part() -> None:
    assert len(quotation("word " * 1_000)) <= LONGEST_QUOTATION + 10
    assert quotation("word " * 1_000).rstrip().endswith("word …")


def test_selected_words_are_found_however_their_lines_are_broken() -> None:
    html = to_html("Who *voted* & why?\nThe **whole** council.")
    assert is_said_in("voted & why?\nThe whole", html)
    assert not is_said_in("I never said this", html)
    assert not is_said_in(" ", html)
