"""What an editor with a heavy hand does to a text, one thing after another."""

from random import Random

from commentary.models import ParagraphInput
from commentary.style import Style
from tests.annotations.conftest import PARAGRAPHS

WORDS = ("lamp", "oil", "ships", "council", "night", "灯台", "*weather*", "bell", "😀", "fog")


def scrambled(random: Random, source: str) -> str:
    """The words with a few of them replaced, put in, taken out or swapped."""
    typed = source.split()
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(typed))
        match random.randrange(4):
            case 0:
                typed[at] = random.choice(WORDS)
            case 1:
                typed.insert(at, random.choice(WORDS))
            case 2 if len(typed) > 1:
                del typed[at : at + random.randint(1, 6)]
            case _:
                typed = typed[at:] + typed[:at]
        typed = typed or [random.choice(WORDS)]
    return " ".join(typed)


def edited(random: Random, inputs: list[ParagraphInput]) -> list[ParagraphInput]:
    """The text after something that editors do."""
    at = random.randrange(len(inputs))
    here = inputs[at]
    typed = here.source.split()
    match random.randrange(7):
        case 0:
            inputs[at] = ParagraphInput(here.style, scrambled(random, here.source), here.identity)
        case 1 if len(inputs) > 1:
            del inputs[at]
        case 2 if len(typed) > 1:
            half = len(typed) // 2
            inputs[at : at + 1] = [
                ParagraphInput(here.style, " ".join(typed[:half]), here.identity),
                ParagraphInput(here.style, " ".join(typed[half:])),
            ]
        case 3 if at:
            above = inputs[at - 1]
            joined = ParagraphInput(above.style, f"{above.source} {here.source}", above.identity)
            inputs[at - 1 : at + 1] = [joined]
        case 4:
            inputs.insert(random.randrange(len(inputs)), inputs.pop(at))
        case 5:
            inputs.insert(at, ParagraphInput(Style.BODY, random.choice(PARAGRAPHS)))
        case _:
            # The whole text pasted anew, every identity lost.
            inputs = [ParagraphInput(given.style, given.source) for given in inputs]
            random.shuffle(inputs)
    return inputs
