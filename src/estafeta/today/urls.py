"""Addresses of «Сегодня»."""

from __future__ import annotations

from django.urls import path

from estafeta.today import views

app_name = "today"

urlpatterns = [path("o/<slug:organisation>/today/", views.today, name="today")]
