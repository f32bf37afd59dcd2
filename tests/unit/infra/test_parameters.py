"""The figures that come with the software: all read, all with a source, the doubtful marked."""

from datetime import date

import pytest

from peckham.infra import reference

ALL = reference.parameters()
TODAY = date(2026, 11, 22)


def test_every_figure_has_words_and_a_value_today():
    for name, parameter in ALL.by_name.items():
        assert parameter.words, name
        assert parameter.on(TODAY).source.document


def test_a_figure_whose_source_was_not_read_says_so():
    doubtful = {name for name in ALL.by_name if not ALL.on(name, TODAY).verified}
    assert "participation.reactivation_notice_months" in doubtful
    assert "subcontracts.gms_objection_days" in doubtful
    assert "award.standstill_working_days" not in doubtful


@pytest.mark.parametrize(("day", "who"), [(date(2022, 6, 30), "ccg"), (date(2022, 7, 1), "icb")])
def test_who_commissions_changes_with_the_law(day, who):
    assert who in ALL.words("icp.commissioner_kinds", day)
