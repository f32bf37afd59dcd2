from benchmarks.crowd import let_act


def test_users_act_until_the_time_is_over_and_each_step_is_kept():
    crowd = let_act([lambda pause: {"step": 0.001}] * 3, seconds=0.05, think_seconds=0.002)
    assert len(crowd.seconds["step"]) >= 1
    assert crowd.elapsed >= 0.05
    assert not crowd.failures


def test_a_user_who_fails_stops_and_says_why():
    def act(pause):
        raise ValueError("the page was odd")

    crowd = let_act([act], seconds=5, think_seconds=0)
    assert crowd.failures == ["ValueError: the page was odd"]
    assert crowd.elapsed < 5
