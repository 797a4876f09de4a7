"""What a few made-up readers marked and said about the article that ships with the project."""

from dataclasses import dataclass

from annotations.models import Annotation

KIND = Annotation.Kind


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with the replies to it."""

    author: str
    body: str
    replies: tuple["Remark", ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage and what was said about it. The quote has a line for each paragraph it crosses."""

    creator: str
    quote: str
    kind: Annotation.Kind = KIND.HIGHLIGHT
    said: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark on the whole paragraph in which these words stand."""

    words: str
    said: Remark


TWO_PHENOMENA = (
    "Terrorism and organised crime are two very different phenomena. The first is a method of "
    "exercising violence that serves to intimidate its target."
)

MARKS = (
    Mark("amara", TWO_PHENOMENA),
    Mark(
        "jonas",
        f"{TWO_PHENOMENA} The second has to do with criminal associations whose ultimate "
        "objective is to profit through the production of goods or the sale of services.",
        KIND.IMPORTANT,
        (
            Remark(
                "jonas",
                "This distinction carries the rest of the argument: a *method* on one side, an "
                "*aim* on the other. If they differ in kind, one group can be both at once.",
                (
                    Remark(
                        "priya",
                        "Then the question that follows answers itself: a group that lives from "
                        "profit can still intimidate as a means.",
                        (
                            Remark(
                                "jonas",
                                "Yes, and there I would have liked a word on the law: is it the "
                                "means or the aim that makes a designation?",
                            ),
                        ),
                    ),
                    Remark(
                        "lucia",
                        "The paragraph above, on the State Department, comes close. It lists "
                        "activities and their effect, so the means.",
                    ),
                ),
            ),
        ),
    ),
    Mark("lucia", "a method of exercising violence that serves to intimidate its target"),
    Mark("priya", "a method of exercising violence"),
    Mark("tomasz", "Can a cartel intimidate through terror?", KIND.QUESTION),
    Mark(
        "priya",
        "But under what terms will the US and Latin America reengage?\n"
        "The perceived misalignment of long-term policy between the US and the Americas is a "
        "decades-old debate which comes to the surface with every presidential election.",
        KIND.IMPORTANT,
        (
            Remark(
                "priya",
                "I read these two sentences as one: the question, and why it is hard. The article "
                "comes back to the other side’s terms only in its last line.",
            ),
        ),
    ),
    Mark(
        "amara",
        "what scholars describe as Washington’s ‘benign neglect’ approach to the hemisphere",
        KIND.QUESTION,
        (
            Remark(
                "amara",
                "Which scholars? I know the phrase from other debates, and a reference would help "
                "to see how it is used for this region.",
            ),
        ),
    ),
    Mark(
        "tomasz",
        "a realistic reading of what is known in security studies as convergence should be "
        "considered by policymakers",
    ),
    Mark(
        "lucia",
        "known in security studies as convergence",
        KIND.QUESTION,
        (
            Remark(
                "lucia",
                "For readers new to the term: do these groups *work together*, or do they come to "
                "*resemble* each other? The quotation that ends this paragraph suggests the first, "
                "‘military structures more typical of insurgencies’ the second.",
            ),
        ),
    ),
    Mark(
        "jonas",
        "Anything that smelled of terrorism could and should be eliminated.",
        KIND.DISAGREE,
    ),
)

ASIDES = (
    Aside(
        "3,200-kilometre border",
        Remark(
            "tomasz",
            "A useful reminder that the border works in both directions: drugs one way, arms the "
            "other. It makes ‘coordinate’, but not be ‘subordinate’, easier to understand.",
        ),
    ),
    Aside(
        "his was clear",
        Remark("amara", "A slip, I think: “his was clear” should read “he was clear”."),
    ),
)
