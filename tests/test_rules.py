"""Every rule does what its docstring says: examples, near misses, sections."""

import pytest

from boilerkit import CATEGORIES, Pipeline, Rule, clean

RULES = [pytest.param(rule, id=rule.id) for rule in Pipeline.default().rules]


@pytest.mark.parametrize("rule", RULES)
def test_the_docstring_has_its_sections_and_cases(rule: Rule) -> None:
    casebook = rule.casebook
    assert casebook.summary
    assert casebook.examples
    assert casebook.near_misses
    assert {rule_id.partition(".")[0] for rule_id in rule.ids} <= set(CATEGORIES)


@pytest.mark.parametrize("rule", RULES)
def test_the_examples_come_out_as_shown(rule: Rule) -> None:
    alone = Pipeline.default().only(*rule.ids)
    for before, after in rule.casebook.examples:
        assert clean(before, pipeline=alone).text.strip() == after


@pytest.mark.parametrize("rule", RULES)
def test_the_near_misses_stay_whole(rule: Rule) -> None:
    alone = Pipeline.default().only(*rule.ids)
    for text in rule.casebook.near_misses:
        assert clean(text, pipeline=alone).text == text
