"""How far annotators agree, broken one small thing at a time."""

from __future__ import annotations

from tests.mutations.harness import Mutation, Room

AGREEMENT = Room(
    "agreement",
    "annotations/agreement",
    "tests/agreement",
    (
        Mutation(
            "chance is drawn with replacement",
            "test_agreement",
            "alpha.py",
            "(have + lack - 1) * differ",
            "(have + lack) * differ",
        ),
        Mutation(
            "where nothing varies all agree",
            "test_agreement",
            "alpha.py",
            "    if not have or not lack:\n        return None",
            "    if not have or not lack:\n        return 1.0",
        ),
        Mutation(
            "overlapping spans of one count twice",
            "test_agreement",
            "alpha.py",
            "if found and start <= found[-1].end:",
            "if False:",
        ),
        Mutation(
            "a span inside another ends it",
            "test_agreement",
            "alpha.py",
            "max(end, found[-1].end)",
            "end",
        ),
        Mutation(
            "spans that touch overlap",
            "test_agreement",
            "spans_in_common.py",
            "if theirs[at].end > start:",
            "if theirs[at].end >= start:",
        ),
        Mutation(
            "a pair once made stays",
            "test_agreement",
            "spans_in_common.py",
            "            waiting.append(partner[theirs])\n",
            "",
        ),
        Mutation(
            "what one alone worked on is compared",
            "test_agreement",
            "agreement.py",
            "shared = sorted(work[one].keys() & work[other].keys())",
            "shared = sorted(work[one].keys())",
        ),
        Mutation(
            "a suggestion is somebody's work",
            "test_agreement",
            "agreement.py",
            "if not each.suggested and each.state is not AnchorState.ORPHAN:",
            "if each.state is not AnchorState.ORPHAN:",
        ),
        Mutation(
            "what has lost its place is compared",
            "test_agreement",
            "agreement.py",
            "if not each.suggested and each.state is not AnchorState.ORPHAN:",
            "if not each.suggested:",
        ),
        Mutation(
            "F1 is half of what it is",
            "test_agreement",
            "spans_in_common.py",
            "return 2 * common / (one + other)",
            "return common / (one + other)",
        ),
    ),
)
