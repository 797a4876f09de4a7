from annotations.news.pace import LATEST, SOONEST, pace


def test_a_page_asks_soon_while_people_talk_and_rarely_when_they_do_not() -> None:
    assert pace(0) == SOONEST
    assert pace(60) == 8
    assert pace(600) == 75
    assert pace(10**9) == LATEST


def test_the_pace_never_quickens_while_nothing_happens() -> None:
    paces = [pace(seconds) for seconds in range(0, 2000, 7)]
    assert paces == sorted(paces)
