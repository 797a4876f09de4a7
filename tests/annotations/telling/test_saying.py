from annotations.models import Decision, Notification
from annotations.telling.saying import SENTENCES

Kind, Verb = Notification.Kind, Notification.Verb


def test_whatever_can_be_told_has_a_sentence() -> None:
    # Of these the verb says what was done; of acts, their kind.
    open_kinds = {Kind.STATUS, Kind.PLACE, Kind.ACT}
    assert set(SENTENCES) == {*Verb, *(set(Kind) - open_kinds)}


def test_whatever_is_decided_about_a_thread_can_be_told() -> None:
    assert set(Decision.Act.values) <= set(Verb.values)
