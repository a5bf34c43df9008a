"""Addresses of incidents."""

from django.urls import path

from estafeta.incidents import views

app_name = "incidents"
HERE = "o/<slug:organisation>/incidents/"
ONE = HERE + "<int:incident>/"

urlpatterns = [
    path(HERE, views.listing, name="list"),
    path(HERE + "report/", views.report, name="report"),
    path(ONE, views.card, name="card"),
    path(ONE + "edit/", views.change, name="change"),
    path(ONE + "touched/", views.touched, name="touched"),
    path(ONE + "paper/<slug:kind>/", views.paper, name="paper"),
    path(ONE + "tell/<slug:step>/", views.tell, name="tell"),
    path(ONE + "step/<slug:step>/", views.step, name="step"),
]
