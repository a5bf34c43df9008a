"""How the words of a day field are understood, while they are typed."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.clock import today_here
from estafeta.core.days import NO_DAY
from estafeta.core.fields import OF_OUR_TIME
from estafeta.core.forms import LenientForm
from estafeta.core.rights import open_to_all
from russian.dates import distance_words, long_day
from russian.months import WEEKDAYS
from russian.typed_days import read_day


class WordsForm(LenientForm):
    """What is being typed, and the day it is there."""

    text = forms.CharField(required=False, max_length=60, initial="")
    today = forms.DateField(required=False, validators=OF_OUR_TIME)


@open_to_all("it reads words and knows nothing of anybody")
@require_GET
def read_words(request: HttpRequest) -> HttpResponse:
    """The day in words, with its date in the header «X-Day» for the calendar; a sentence when there is none."""
    said = WordsForm(request.GET).chosen()
    today = said["today"] or today_here()
    day = read_day(said["text"], today) if said["text"] else None
    if day is None:
        return HttpResponse(NO_DAY if said["text"] else "", content_type="text/plain; charset=utf-8")
    words = f"{WEEKDAYS[day.weekday()]}, {long_day(day)}, {distance_words(day, today)}"
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers={"X-Day": day.isoformat()})
