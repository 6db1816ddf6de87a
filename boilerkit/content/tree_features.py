"""Features of a block's place in the tree: what its ancestors hold, and what repeats."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from boilerkit import dom
from boilerkit.content.columns import Columns, Floats, Ints, ratio
from boilerkit.content.tree import TAGS, Tree

_NEAR = 4
_AROUND = slice(1, 4)
"""Ancestors in which a block's place is told: its element's parent and the two above."""

_REPEATED = 3
"""Elements of one kind under one parent from which on they are a repetition."""

_FLAG_NAMES = tuple(dom.FLAGS)
_FLAGS = np.array(tuple(dom.FLAGS.values()), dtype=np.int64)[:, np.newaxis]
_NEVER_MAIN = dom.NAV | dom.FOOTER | dom.HIDDEN | dom.DIALOG


def ancestor_features(tree: Tree) -> Columns:
    """What the element of a block and those above it hold: words, links, prose, and how densely."""
    blocks = (tree.stop - tree.first).astype(np.float64)
    of_element = {
        "words": np.log1p(tree.words),
        "share": tree.words / tree.measures.total,
        "linked": ratio(tree.linked, tree.words),
        "blocks": np.log1p(blocks),
        "prose": ratio(tree.prose, tree.words),
        "text_density": tree.words / tree.nodes_inside,
    }
    columns = _by_ancestor(of_element, tree.ancestors)
    near = tree.ancestors[_AROUND]
    headings = tree.within(np.concatenate([[0.0], np.cumsum(tree.levels > 0)]))
    places = ratio(tree.measures.index - tree.first[near], blocks[near])
    shares = ratio(headings, blocks)[near]
    for up, (place, share) in enumerate(zip(places, shares, strict=True), _AROUND.start):
        columns[f"place^{up}"], columns[f"headings^{up}"] = place, share
    for up, tags in enumerate(tree.tag_numbers[tree.ancestors[:_NEAR]]):
        columns[f"tag^{up}"] = tags
    columns["depth"] = tree.depths[tree.of_block]
    columns["level"] = tree.levels
    for name, inside in zip(_FLAG_NAMES, (tree.flags & _FLAGS) != 0, strict=True):
        columns[f"in_{name}"] = inside
    for tag in ("article", "main"):
        columns |= _landmark_features(tree, tag)
    return columns


def _by_ancestor(of_element: Mapping[str, NDArray[np.generic]], ancestors: Ints) -> Columns:
    """Of each block what there is to each of its ancestors, from one value an element."""
    values: Floats = np.array(list(of_element.values()), dtype=np.float32).take(ancestors, axis=1)
    return Columns(
        {
            f"{name}^{up}": column
            for name, rows in zip(of_element, values, strict=True)
            for up, column in enumerate(rows)
        }
    )


def _landmark_features(tree: Tree, tag: str) -> Columns:
    """Share of the page in the landmark around a block, and the block's place in it; -1 outside."""
    around = tree.nearest(tag)
    inside, element = around >= 0, np.maximum(around, 0)
    place = ratio(tree.measures.index - tree.first[element], tree.stop[element] - tree.first[element])
    return Columns(
        **{
            f"share_{tag}": np.where(inside, tree.words[element] / tree.measures.total, -1),
            f"place_{tag}": np.where(inside, place, -1),
        }
    )


def repetition_features(tree: Tree) -> Columns:
    """How many siblings of the same kind each ancestor has, and what they hold on average: cards, menus, posts."""
    siblings, total = tree.surroundings.siblings, tree.measures.total
    count = np.bincount(siblings, tree.stop > tree.first)
    words = np.bincount(siblings, tree.words)
    # Elements without blocks are in no count, yet move the places of all others on: so the trees have learned it.
    order = np.argsort(siblings, kind="stable")
    place = np.empty(len(siblings))
    place[order] = np.arange(len(siblings)) - np.concatenate([[0], np.cumsum(count)[:-1]])[siblings[order]]
    of_kind = {
        "siblings": count,
        "sibling_words": words / np.maximum(count, 1),
        "sibling_linked": ratio(np.bincount(siblings, tree.linked), words),
        "sibling_share": words / total,
        "sibling_prose": ratio(np.bincount(siblings, tree.prose), words),
    }
    kinds = siblings[tree.ancestors]
    columns = _by_ancestor(of_kind, kinds[:_NEAR])
    columns |= _by_ancestor({"sibling": place}, tree.ancestors[:_NEAR])
    repeated = np.where(count >= _REPEATED, words, 0)
    shares = (repeated / total)[kinds]
    largest = np.argmax(shares, axis=0)[np.newaxis]
    share = np.take_along_axis(shares, largest, axis=0)[0]
    columns["repeated_share"] = share
    columns["repeated_count"] = np.where(share > 0, count[np.take_along_axis(kinds, largest, axis=0)[0]], 0)
    columns["page_repeated_share"] = repeated.max() / total
    columns["page_repeated_count"] = count[int(np.argmax(repeated))] if repeated.max() else 0
    columns |= _path_features(tree)
    return columns


def _path_features(tree: Tree) -> Columns:
    """How many blocks stand on the same path of tags and classes, and what they hold."""
    path, words = tree.surroundings.paths, tree.measures.words
    count = np.bincount(path)
    size = np.bincount(path, words)
    linked = np.bincount(path, words * tree.measures.link_density)
    return Columns(
        path_count=count[path],
        path_words=np.log1p(size)[path],
        path_share=(size / tree.measures.total)[path],
        path_mean=(size / np.maximum(count, 1))[path],
        path_linked=ratio(linked, size)[path],
    )


def main_element(tree: Tree) -> int:
    """The element that most of the prose stands right in, as readability scores it (Arc90, 2009).

    Each block gives its words to its element's parent, half to the grandparent, a quarter to the one above.
    """
    measures = tree.measures
    counts = (measures.words >= 8) & (measures.link_density < 0.5) & ((tree.flags & _NEVER_MAIN) == 0)
    score = np.where(counts, measures.words * (1 - measures.link_density) + 5 * measures.letters.sentences, 0)
    elements = len(tree.parents)
    summed = np.zeros(elements)
    for up, weight in ((1, 1.0), (2, 0.5), (3, 0.25)):
        summed += weight * np.bincount(tree.ancestors[up], score, minlength=elements)
    not_paragraph = tree.tag_numbers[tree.of_block] != TAGS["p"]
    summed += 0.7 * np.bincount(tree.of_block, score * not_paragraph, minlength=elements)
    return int(np.argmax(summed * (1 - ratio(tree.linked, tree.words))))


def distance_features(tree: Tree, element: int, name: str) -> Columns:
    """How far each block is from an element: steps up until it holds the block, and how much it holds then."""
    chain = [element]
    while chain[-1]:
        chain.append(int(tree.parents[chain[-1]]))
    index = tree.measures.index
    steps: NDArray[np.int64] = np.zeros(len(index), dtype=np.int64)
    for ancestor in chain:
        steps += (index < tree.first[ancestor]) | (index >= tree.stop[ancestor])
    common = np.asarray(chain)[np.minimum(steps, len(chain) - 1)]
    return Columns(
        **{
            f"{name}_steps": steps,
            f"{name}_steps_share": steps / len(chain),
            f"{name}_common_share": tree.words[common] / tree.measures.total,
        }
    )


def main_features(tree: Tree) -> Columns:
    """How each block lies to the element that holds most of the prose."""
    main = main_element(tree)
    columns = distance_features(tree, main, "main")
    index, first, stop = tree.measures.index, int(tree.first[main]), int(tree.stop[main])
    before = tree.measures.words_before
    columns["main_blocks"] = np.where(index < first, index - first, np.where(index >= stop, index - stop + 1, 0))
    above, below = before[:-1] - before[first], before[:-1] - before[stop]
    columns["main_words"] = np.where(index < first, above, np.where(index >= stop, below, 0)) / tree.measures.total
    columns["main_share"] = tree.words[main] / tree.measures.total
    return columns


def headline_features(tree: Tree, text: Columns) -> Columns:
    """How each block lies to the one that looks most like the headline."""
    never = (tree.flags & (dom.NAV | dom.FOOTER | dom.HIDDEN)) != 0
    level = np.where(tree.levels == 1, 0.6, np.where(tree.levels == 2, 0.2, 0))
    likeness = np.asarray(text["like_heading"]) + 0.3 * np.asarray(text["title_in_block"])
    likeness = likeness + 0.5 * np.asarray(text["block_in_title"]) + level
    likeness = likeness - 0.3 * tree.measures.link_density - 0.5 * never
    headline = int(np.argmax(likeness))
    columns = distance_features(tree, int(tree.of_block[headline]), "headline")
    index, before = tree.measures.index, tree.measures.words_before
    columns["headline_is"] = index == headline
    columns["headline_blocks"] = index - headline
    columns["headline_words"] = (before[:-1] - before[headline]) / tree.measures.total
    columns["headline_score"] = likeness[headline]
    return columns
