"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from estafeta.workbench import views

app_name = "workbench"

urlpatterns = [
    path("o/<slug:organisation>/undo/<int:undo>/", views.undo, name="undo"),
    path("o/<slug:organisation>/views/", views.keep_view, name="keep_view"),
    path("o/<slug:organisation>/views/<int:view>/forget/", views.drop_view, name="drop_view"),
]
