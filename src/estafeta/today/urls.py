"""Addresses of «Сегодня»."""

from __future__ import annotations

from django.urls import path

from estafeta.today import views

app_name = "today"

HERE = "o/<slug:organisation>/today/"
urlpatterns = [
    path(HERE, views.today, name="today"),
    path(HERE + "colleagues/", views.colleagues, name="colleagues"),
    path(HERE + "maps/<int:roadmap>/leave/", views.leave, name="leave"),
]
