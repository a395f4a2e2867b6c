"""The house keeps its rules, and each rule is seen to break on a tree planted to break it."""

import pytest

from tests.house.rules import RULES
from tests.house.tree import checkout, planted

each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sentence)


@each
def test_the_house_keeps(rule):
    faults = list(rule.faults(checkout()))

    assert not faults, f"{rule.sentence}:\n" + "\n".join(faults)


@each
def test_it_can_be_broken(rule, tmp_path):
    assert list(rule.faults(planted(tmp_path, rule.breaks)))


@each
def test_it_forbids_no_more(rule, tmp_path):
    assert not list(rule.faults(planted(tmp_path, rule.keeps)))
