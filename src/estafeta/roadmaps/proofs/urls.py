"""Addresses of proofs; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.roadmaps.proofs import views

HERE = "o/<slug:organisation>/"
urlpatterns = [
    path(HERE + "roadmaps/proofs/", views.kinds, name="evidence_kinds"),
    path(HERE + "roadmaps/<int:roadmap>/evidence/all/", views.close_all, name="close_all_by_evidence"),
    path(HERE + "roadmaps/<int:roadmap>/evidence/", views.evidence, name="evidence"),
    path(HERE + "dues/<int:due>/by-facts/", views.close, name="close_by_evidence"),
    path(HERE + "proofs/<int:proof>/accept/", views.accept, name="accept_proof"),
    path(HERE + "proofs/<int:proof>/return/", views.give_back, name="return_proof"),
    path(HERE + "measures/<int:measure>/waive/<slug:kind>/", views.waive, name="waive_kind"),
    path(HERE + "measures/<int:measure>/concerns/", views.concerns, name="concerns"),
    path(HERE + "waivers/<int:waiver>/withdraw/", views.unwaive, name="withdraw_waiver"),
    path(HERE + "snapshots/<int:snapshot>/settle/", views.settle, name="settle_lost"),
]
