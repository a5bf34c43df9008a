from __future__ import annotations

from pairing.rules.languages import Kind
from pairing.tests.data.people import guide, pupil


def test_silence_speaks_the_usual_language():
    assert Kind().reason(pupil(), guide(languages=("якутский", "русский"))) is None
    assert Kind(usual="якутский").reason(pupil(), guide(languages=("якутский",))) is None


def test_no_common_language_is_said():
    reason = Kind().reason(pupil(languages=("якутский",)), guide())
    assert reason == "нет общего языка: у наставляемого якутский, у наставника русский"
