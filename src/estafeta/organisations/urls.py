"""Addresses of organisations."""

from __future__ import annotations

from django.urls import include, path

from estafeta.organisations import doors, trust_views, views

app_name = "organisations"

inside = [
    path("settings/", views.card, name="card"),
    path("settings/card/", views.change_card, name="change_card"),
    path("settings/members/", views.members, name="members"),
    path("settings/members/invite/", views.invite, name="invite"),
    path("settings/members/<int:pk>/", views.membership, name="membership"),
    path("settings/members/<int:pk>/end/", views.end_membership, name="end_membership"),
    path("settings/members/<int:pk>/open/", views.open_sign_in, name="open_sign_in"),
    path("settings/invitations/<int:pk>/resend/", views.resend_invitation, name="resend_invitation"),
    path("settings/invitations/<int:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
    path("settings/journal/", views.journal, name="journal"),
    path("settings/trusts/", trust_views.given, name="given"),
    path("settings/trusts/new/", trust_views.entrust, name="entrust"),
    path("settings/trusts/<int:pk>/", trust_views.entrusting, name="entrusting"),
    path("settings/trusts/<int:pk>/withdraw/", trust_views.withdraw, name="withdraw_entrusting"),
    path("trusts/", trust_views.held, name="held"),
    path("organisations/", views.below, name="below"),
    path("organisations/new/", views.add_organisation, name="add_organisation"),
]
urlpatterns = [
    path("switch/", doors.switch, name="switch"),
    path("invite/<str:token>/", doors.accept, name="accept"),
    path("o/<slug:organisation>/", include(inside)),
]
