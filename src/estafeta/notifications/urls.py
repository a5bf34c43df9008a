"""Addresses of notifications."""

from __future__ import annotations

from django.urls import path

from estafeta.notifications import views

app_name = "notifications"
HERE = "o/<slug:organisation>/"
urlpatterns = [
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path(HERE + "inbox/", views.inbox, name="inbox"),
    path(HERE + "inbox/read/", views.read_all, name="read_all"),
    path(HERE + "inbox/<int:notice>/", views.open_notice, name="open"),
    path(HERE + "settings/reminders/", views.settings_page, name="settings"),
    path(HERE + "settings/reminders/digest/", views.choose_digest, name="choose_digest"),
    path(HERE + "settings/reminders/calendar/", views.renew_calendar, name="renew_calendar"),
]
