"""A page that refuses by a rule shows what the rule says and where it is from."""

from peckham.interfaces.pages.cited_rules import cited_rules


def test_every_rule_that_can_be_cited_has_words_and_a_source():
    assert sorted(cited_rules()) == list(range(1, 75))
    for rule in cited_rules().values():
        assert rule.words.endswith(".")
        assert rule.source
