"""Addresses of evidence; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.roadmaps.evidence import views

HERE = "o/<slug:organisation>/"
urlpatterns = [
    path(HERE + "roadmaps/proofs/", views.kinds, name="evidence_kinds"),
    path(HERE + "roadmaps/<int:roadmap>/evidence/all/", views.close_all, name="close_all_by_evidence"),
    path(HERE + "roadmaps/<int:roadmap>/evidence/", views.evidence, name="evidence"),
    path(HERE + "dues/<int:due>/by-facts/", views.close, name="close_by_evidence"),
    path(HERE + "measures/<int:measure>/site/", views.check_site, name="check_site"),
    path(HERE + "snapshots/<int:snapshot>/settle/", views.settle, name="settle_lost"),
]
