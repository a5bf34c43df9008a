"""Addresses of notifications."""

from __future__ import annotations

from django.urls import path

from estafeta.notifications import letter_views, mailing_views, views

app_name = "notifications"
HERE = "o/<slug:organisation>/"
urlpatterns = [
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path(HERE + "inbox/", views.inbox, name="inbox"),
    path(HERE + "inbox/read/", views.read_all, name="read_all"),
    path(HERE + "inbox/<int:notice>/", views.open_notice, name="open"),
    path(HERE + "settings/reminders/", views.settings_page, name="settings"),
    path(HERE + "settings/reminders/mine/", views.choose_channels, name="choose_channels"),
    path(HERE + "letters/", letter_views.letters, name="letters"),
    path(HERE + "letters/again/", letter_views.send_all_again, name="send_all_again"),
    path(HERE + "write/<str:code>/", mailing_views.write, name="write"),
    path(HERE + "letters/to-many/<int:mailing>/", mailing_views.mailing, name="mailing"),
    path(HERE + "letters/to-many/<int:mailing>/sheets/", mailing_views.sheets, name="mailing_sheets"),
    path(HERE + "letters/to-many/<int:mailing>/cancel/", mailing_views.cancel, name="mailing_cancel"),
    path(HERE + "letters/to-many/<int:mailing>/handed/", mailing_views.hand_over, name="mailing_handed"),
    path(HERE + "letters/<int:letter>/again/", letter_views.send_again, name="send_again"),
    path(HERE + "letters/<int:letter>/<slug:step>/", letter_views.step, name="letter_step"),
    path(HERE + "settings/reminders/calendar/", views.renew_calendar, name="renew_calendar"),
]
