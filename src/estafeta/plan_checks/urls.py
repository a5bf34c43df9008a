"""Addresses of remarks; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.plan_checks import views

MAP = "o/<slug:organisation>/roadmaps/<int:roadmap>/remarks/"
app_name = "plan_checks"

urlpatterns = [
    path(MAP, views.remarks, name="remarks"),
    path(MAP + "count/", views.count, name="remark_count"),
    path(MAP + "<slug:step>/", views.settle, name="settle_remark"),
    path("o/<slug:organisation>/loads/<int:load>/remarks/", views.load_remarks, name="load_remarks"),
]
