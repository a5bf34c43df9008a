"""Addresses of organisations."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "organisations"
urlpatterns: list[URLPattern] = []
