"""Addresses of norms."""

from __future__ import annotations

from django.urls import path

from estafeta.packs import changing_views, views

app_name = "packs"
HERE = "o/<slug:organisation>/norms/"
ENTRY = HERE + "<slug:family>/<slug:code>/"

urlpatterns = [
    path(HERE, views.families, name="families"),
    path(HERE + "<slug:family>/", views.family, name="family"),
    path(HERE + "<slug:family>/add-entry/", changing_views.add, name="add"),
    path(ENTRY, views.entry, name="entry"),
    path(ENTRY + "file/", views.download, name="file"),
    path(ENTRY + "edit/", changing_views.edit, name="edit"),
    path(ENTRY + "text/", changing_views.edit_text, name="edit_text"),
    path(ENTRY + "hide/", changing_views.hide, name="hide"),
    path(ENTRY + "reset/", changing_views.reset, name="reset"),
    path(HERE + "versions/<int:version>/restore/", changing_views.restore, name="restore"),
]
