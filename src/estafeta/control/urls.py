"""Addresses of control."""

from __future__ import annotations

from django.urls import path

from estafeta.control import absence_views, changing_views, views

HERE = "o/<slug:organisation>/"
OVERVIEW = HERE + "overview/"
CONTROL = HERE + "control/"
MAP = HERE + "roadmaps/<int:roadmap>/"
app_name = "control"

urlpatterns = [
    path(OVERVIEW, views.overview, name="overview"),
    path(OVERVIEW + "list/", views.behind, name="overview_list"),
    path(OVERVIEW + "file/", views.export, name="overview_export"),
    path(OVERVIEW + "remind/", views.remind, name="remind"),
    path(CONTROL + "rules/", changing_views.rules, name="control_rules"),
    path(HERE + "absences/", absence_views.listing, name="absences"),
    path(HERE + "absences/<int:absence>/end/", absence_views.end, name="end_absence"),
    path(HERE + "hand-over/", changing_views.hand_over, name="hand_over"),
    path(HERE + "hand-over/<int:hand>/act/", changing_views.hand_over_act, name="hand_over_act"),
    path(HERE + "hand-over/<int:hand>/act/register/", changing_views.register_act, name="register_act"),
    path(MAP + "controller/", changing_views.controller, name="controller"),
    path(MAP + "next-year/", changing_views.roll_over, name="roll_over"),
]
