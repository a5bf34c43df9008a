"""Addresses of remarks; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.roadmaps.linting import views

MAP = "o/<slug:organisation>/roadmaps/<int:roadmap>/remarks/"
urlpatterns = [
    path(MAP, views.remarks, name="remarks"),
    path(MAP + "<slug:step>/", views.settle, name="settle_remark"),
]
