"""The addresses of the whole product. Everything of an organisation lives under /o/<its slug>/."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from estafeta.config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("healthz.json", views.health_figures, name="health_figures"),
    path("healthz/live", views.health_live, name="health_live"),
    path("healthz/ready", views.health_ready, name="health_ready"),
    path("enter/sessions/", RedirectView.as_view(pattern_name="accounts:sessions")),  # ours is the page
    path("enter/", include("allauth.urls")),
    path("", include("estafeta.core.urls")),
    path("", include("estafeta.accounts.urls")),
    path("o/<slug:organisation>/", views.organisation_home, name="organisation_home"),
    path("", include("estafeta.organisations.urls")),
    path("", include("estafeta.notifications.urls")),
    path("", include("estafeta.documents.urls")),
    path("", include("estafeta.websites.urls")),
    path("", include("estafeta.workbench.urls")),
    path("", include("estafeta.packs.urls")),
    path("", include("estafeta.incidents.urls")),
    path("", include("estafeta.roadmaps.urls")),
    path("", include("estafeta.intake.urls")),
    path("", include("estafeta.plan_checks.urls")),
    path("", include("estafeta.agreement.urls")),
    path("", include("estafeta.cascade.urls")),
    path("", include("estafeta.control.urls")),
    path("", include("estafeta.people.urls")),
    path("", include("estafeta.today.urls")),
]

handler403 = "estafeta.config.failures.forbidden"
handler404 = "estafeta.config.failures.not_found"
handler429 = "estafeta.config.failures.too_often"
handler500 = "estafeta.config.failures.broken"
