"""Addresses of accounts. Signing in, passwords and the second factor are allauth's, under /enter/."""

from __future__ import annotations

from django.urls import path

from estafeta.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/sessions/", views.sessions, name="sessions"),
]
