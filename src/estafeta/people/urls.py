"""Addresses of people."""

from django.urls import path

from estafeta.people.views import cards, entering, lists, merging, moves, places, settings, transfers

app_name = "people"
HERE = "o/<slug:organisation>/people/"

urlpatterns = [
    path(HERE, lists.first, name="first"),
    path(HERE + "add/", cards.add, name="add"),
    path(HERE + "fields/", settings.fields, name="fields"),
    path(HERE + "fields/add/", settings.add_field, name="add_field"),
    path(HERE + "fields/<int:field>/", settings.change_field, name="change_field"),
    path(HERE + "list/<slug:group>/", lists.listing, name="list"),
    path(HERE + "list/<slug:group>/ticked/<slug:file>/", lists.export_ticked, name="export_ticked"),
    path(HERE + "places/<int:place>/", places.change, name="change_place"),
    path(HERE + "places/<int:place>/end/", places.end, name="end_place"),
    path(HERE + "places/<int:place>/return/", places.reopen, name="reopen_place"),
    path(HERE + "guardians/<int:tie>/end/", places.end_guardian, name="end_guardian"),
    path(HERE + "relations/<int:tie>/end/", places.end_relation, name="end_relation"),
    path(HERE + "list/<slug:group>/move/", moves.move, name="move"),
    path(HERE + "list/<slug:group>/let-go/", moves.let_go, name="let_go"),
    path(HERE + "entering/", entering.entering, name="entering"),
    path(HERE + "entering/sheets/", entering.sheets, name="sheets"),
    path(HERE + "entering/again/", entering.again, name="invite_again"),
    path(HERE + "transfers/", transfers.transfers, name="transfers"),
    path(HERE + "transfers/ask/", transfers.ask, name="ask_transfer"),
    path(HERE + "transfers/<int:transfer>/withdraw/", transfers.withdraw, name="withdraw_transfer"),
    path(HERE + "transfers/<int:transfer>/refuse/", transfers.refuse, name="refuse_transfer"),
    path(HERE + "transfers/<int:transfer>/agree/<int:person>/", transfers.agree, name="agree_transfer"),
    path(HERE + "new-year/", moves.new_year, name="new_year"),
    path(HERE + "alike/", merging.alike, name="alike"),
    path(HERE + "alike/look/", merging.look_now, name="look_now"),
    path(HERE + "alike/<int:likeness>/", merging.decide, name="decide"),
    path(HERE + "alike/<int:likeness>/apart/", merging.part, name="part"),
    path(HERE + "<int:person>/same/", merging.with_whom, name="with_whom"),
    path(HERE + "<int:person>/", cards.card, name="card"),
    path(HERE + "<int:person>/contacts/", cards.contacts, name="contacts"),
    path(HERE + "<int:person>/edit/", cards.change, name="change"),
    path(HERE + "<int:person>/own/", cards.extras, name="extras"),
    path(HERE + "<int:person>/history/", cards.history, name="history"),
    path(HERE + "<int:person>/looks/", cards.looks, name="looks"),
    path(HERE + "<int:person>/as/<slug:kind>/", places.add, name="add_place"),
    path(HERE + "<int:person>/guardian/", places.guardian, name="add_guardian"),
    path(HERE + "<int:person>/relation/", places.relation, name="add_relation"),
]
