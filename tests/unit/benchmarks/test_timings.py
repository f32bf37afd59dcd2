from benchmarks.timings import percentile, timings


def test_percentiles_are_values_that_were_measured():
    hundred = [float(n) for n in range(1, 101)]
    assert [percentile(hundred, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.95) == 7.0


def test_seconds_are_told_in_milliseconds():
    found = timings([0.002, 0.001, 0.004, 0.003])
    assert (found.count, found.p50_ms, found.max_ms) == (4, 2.0, 4.0)


def test_nothing_measured_is_not_nought():
    assert timings([]) is None
