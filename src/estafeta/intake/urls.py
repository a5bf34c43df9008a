"""Addresses of loads and of plans that begin without a file."""

from __future__ import annotations

from django.urls import path

from estafeta.intake import new_views, views

HERE = "o/<slug:organisation>/loads/"
ONE = HERE + "<int:load>/"
app_name = "intake"

urlpatterns = [
    path("o/<slug:organisation>/roadmaps/new/", new_views.new, name="new"),
    path(HERE, views.start, name="load_start"),
    path(ONE, views.show, name="load"),
    path(ONE + "progress/", views.progress, name="load_progress"),
    path(ONE + "again/", views.again, name="load_again"),
    path(ONE + "file/", views.download, name="load_file"),
    path(ONE + "head/", views.head, name="load_head"),
    path(ONE + "row/<str:key>/", views.row, name="load_row"),
    path(ONE + "row/<str:key>/out/", views.leave_out, name="load_row_out"),
    path(ONE + "section/<str:key>/", views.section, name="load_section"),
    path(ONE + "deadline/", views.read_deadline, name="load_deadline"),
    path(ONE + "doubts/", views.doubts, name="load_doubts"),
    path(ONE + "doubt/<str:key>/", views.doubt, name="load_doubt"),
    path(ONE + "columns/", views.columns, name="load_columns"),
    path(ONE + "confirm/", views.confirm, name="load_confirm"),
    path(ONE + "undo/", views.undo, name="load_undo"),
    path(ONE + "discard/", views.discard, name="load_discard"),
]
