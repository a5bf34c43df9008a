"""Addresses of control; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.control import changing_views, overview_views, views

HERE = "o/<slug:organisation>/"
CONTROL = HERE + "control/"
MAP = HERE + "roadmaps/<int:roadmap>/"
app_name = "control"

urlpatterns = [
    path(HERE + "overview/", overview_views.overview_page, name="overview"),
    path(CONTROL, views.control, name="control"),
    path(CONTROL + "list/", views.behind, name="control_list"),
    path(CONTROL + "file/", views.export, name="control_export"),
    path(CONTROL + "remind/", views.remind, name="remind"),
    path(CONTROL + "views/", views.save_view, name="save_view"),
    path(CONTROL + "views/<int:view>/forget/", views.forget_view, name="forget_view"),
    path(CONTROL + "rules/", changing_views.rules, name="control_rules"),
    path(CONTROL + "dues/<int:due>/off/", changing_views.off_control, name="off_control"),
    path(HERE + "hand-over/", changing_views.hand_over, name="hand_over"),
    path(HERE + "hand-over/<int:hand>/act/", changing_views.hand_over_act, name="hand_over_act"),
    path(HERE + "hand-over/<int:hand>/act/register/", changing_views.register_act, name="register_act"),
    path(MAP + "controller/", changing_views.controller, name="controller"),
    path(MAP + "next-year/", changing_views.roll_over, name="roll_over"),
]
