"""Whose saying it is, in a tree: the subject of a verb, the agent of a passive, a noun's owner."""

from __future__ import annotations

from annotations.suggestions.attribution.parsed.trees import Tree

MOST_STEPS = 6
"""Verbs up that a subject may stand off."""


def source_of(tree: Tree, at: int) -> tuple[int | None, str]:
    """The node of who says it, and the way there: `nsubj`, `agent`, or that of a verb above."""
    steps: list[str] = []
    here = at
    for _ in range(MOST_STEPS):
        agent = tree.child(here, "agent")
        by = tree.child(agent, "pobj") if agent is not None else None
        if by is not None:
            return by, ".".join((*steps, "agent"))
        if tree.child(here, "auxpass") is not None:
            return None, ".".join((*steps, "passive"))
        subject = tree.child(here, "nsubj")
        if subject is not None:
            return subject, ".".join((*steps, "nsubj"))
        node = tree.nodes[here]
        if node.relation == "acl":
            return node.head, ".".join((*steps, "acl"))
        if node.head == here:
            break
        asked = tree.child(node.head, "dobj") if node.relation == "xcomp" else None
        if asked is not None and asked < here:
            return asked, ".".join((*steps, "dobj"))  # urged him to say
        steps.append(node.relation)
        here = node.head
    return None, ".".join((*steps, "none"))


def owner_of(tree: Tree, at: int) -> tuple[int | None, str]:
    """Whose a noun is: `his claim`, `a claim by the mayor`, or the subject of its verb."""
    owner = tree.child(at, "poss")
    if owner is not None:
        return owner, "poss"
    for i in tree.children[at]:
        node = tree.nodes[i]
        if node.relation in ("prep", "agent") and node.lemma in ("by", "from", "among"):
            by = tree.child(i, "pobj")
            if by is not None:
                return by, f"prep {node.lemma}"
    node = tree.nodes[at]
    if node.head == at:
        return None, "none"
    found, way = source_of(tree, node.head)
    return (None, "none") if found == at else (found, f"verb {node.relation} {way}")
