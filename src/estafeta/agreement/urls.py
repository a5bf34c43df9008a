"""Addresses of agreement; the namespace is that of roadmaps."""

from __future__ import annotations

from django.urls import path

from estafeta.agreement import editions_views, queue_views, views

HERE = "o/<slug:organisation>/"
MAP = HERE + "roadmaps/<int:roadmap>/"
REMARK = HERE + "agreement-remarks/<int:remark>/"
app_name = "agreement"

urlpatterns = [
    path(HERE + "agreements/", queue_views.queue, name="agreements"),
    path(HERE + "agreements/agree/", queue_views.agree_chosen, name="agree_chosen"),
    path(HERE + "agreements/list/", queue_views.agreement_list, name="agreement_list"),
    path(MAP + "agreement/", views.agreement, name="agreement"),
    path(MAP + "agreement/send/", views.send, name="send_roadmap"),
    path(MAP + "agreement/recall/", views.recall, name="recall_roadmap"),
    path(MAP + "agreement/decide/", views.decide, name="decide_roadmap"),
    path(MAP + "agreement/remark/", views.remark, name="agreement_remark"),
    path(MAP + "agreement/letter/", views.letter, name="agreement_letter"),
    path(MAP + "agreement/letter/register/", views.register_letter, name="register_letter"),
    path(MAP + "agreement/approve/", views.approve, name="approve_roadmap"),
    path(MAP + "agreement/enact/", views.enact, name="enact_roadmap"),
    path(MAP + "agreement/close/", views.close, name="close_roadmap"),
    path(MAP + "amend/", views.amend, name="amend_roadmap"),
    path(MAP + "amend/withdraw/", views.withdraw, name="withdraw_amendment"),
    path(MAP + "editions/", editions_views.editions, name="editions"),
    path(MAP + "editions/compare/", editions_views.compare, name="compare_editions"),
    path(MAP + "editions/<int:edition>/", editions_views.edition, name="edition"),
    path(MAP + "editions/<int:edition>/scan/", editions_views.scan, name="edition_scan"),
    path(MAP + "on/", editions_views.on_day, name="roadmap_on"),
    path(REMARK + "answer/", views.answer, name="answer_agreement_remark"),
    path(REMARK + "remove/", views.remove_remark, name="remove_agreement_remark"),
]
