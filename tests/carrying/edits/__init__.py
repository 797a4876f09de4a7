"""The kinds of edit, each made on text that remembers where its characters came from.

An edit is a function of the article and the maker; it returns whether it could be made. What it
needs of chance and of fresh words comes from the maker, so that a seed repeats everything.
"""

from collections.abc import Callable

from tests.carrying.edits.making import Maker
from tests.carrying.edits.paragraphs import (
    add_look_alike,
    add_pull_quote,
    delete_paragraph,
    heavy_hand,
    insert_paragraph,
    merge_paragraphs,
    move_paragraph,
    overwrite_paragraph,
    retype_paragraph,
    split_paragraph,
    swap_paragraphs,
)
from tests.carrying.edits.sentences import (
    delete_sentence,
    edit_sentence,
    insert_sentence,
    join_sentences,
    move_sentence,
    replace_sentence,
    reword_sentence,
)
from tests.carrying.edits.words import (
    delete_words,
    emoji,
    insert_words,
    punctuation,
    replace_words,
    typo,
    typography,
)
from tests.carrying.tracked import Article

Edit = Callable[[Article, Maker], bool]

EDITS: tuple[Edit, ...] = (
    typo,
    replace_words,
    insert_words,
    delete_words,
    punctuation,
    typography,
    emoji,
    edit_sentence,
    reword_sentence,
    replace_sentence,
    insert_sentence,
    delete_sentence,
    move_sentence,
    join_sentences,
    split_paragraph,
    merge_paragraphs,
    move_paragraph,
    swap_paragraphs,
    delete_paragraph,
    insert_paragraph,
    overwrite_paragraph,
    retype_paragraph,
    heavy_hand,
    add_pull_quote,
    add_look_alike,
)
