"""Addresses of the cascade; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.cascade import views

HERE = "o/<slug:organisation>/"
app_name = "cascade"

urlpatterns = [
    path(HERE + "roadmaps/<int:roadmap>/cascade/", views.cascade, name="cascade"),
    path(HERE + "roadmaps/<int:roadmap>/cascade/changes/", views.send_changes, name="cascade_changes"),
    path(HERE + "measures/<int:measure>/taken/", views.taken, name="taken"),
    path(HERE + "offers/", views.offers, name="offers"),
    path(HERE + "offers/accept/", views.accept, name="accept_offers"),
    path(HERE + "offers/decline/", views.decline, name="decline_offers"),
]
