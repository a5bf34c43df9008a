"""Addresses of sites."""

from __future__ import annotations

from django.urls import path

from estafeta.websites import views

app_name = "websites"
urlpatterns = [
    path("o/<slug:organisation>/site/", views.check, name="check"),
    path("o/<slug:organisation>/sites/", views.below, name="below"),
]
