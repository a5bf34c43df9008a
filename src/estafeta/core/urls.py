"""Addresses of core."""

from __future__ import annotations

from django.urls import path

from estafeta.core import day_views
from estafeta.core.components import gallery, look

app_name = "core"
urlpatterns = [
    path("_look/", look.choose_look, name="look"),
    path("_day/", day_views.read_words, name="read_day"),
    path("_gallery/", gallery.gallery, name="gallery"),
    path("_gallery/page/", gallery.sample_page, name="sample_page"),
]
