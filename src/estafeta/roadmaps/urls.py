"""Addresses of roadmaps."""

from __future__ import annotations

from django.urls import URLPattern, path

from estafeta.roadmaps.proofs.urls import urlpatterns as of_proofs
from estafeta.roadmaps.views import bulk, dues, editing, measure, plan, printed, stages

app_name = "roadmaps"

HERE = "o/<slug:organisation>/"
MAPS = HERE + "roadmaps/"
MAP = MAPS + "<int:roadmap>/"
SECTION = HERE + "sections/<int:section>/"
MEASURE = HERE + "measures/<int:measure>/"
DUE = HERE + "dues/<int:due>/"

urlpatterns: list[URLPattern] = [
    *of_proofs,
    path(HERE + "roadmap/", plan.current, name="roadmap"),
    path(HERE + "stages/<int:number>/", stages.stage, name="stage"),
    path(MAPS, plan.listing, name="roadmaps"),
    path(MAP, plan.plan, name="plan"),
    path(MAP + "timeline/", plan.timeline_page, name="timeline"),
    path(MAP + "calendar/", plan.calendar_page, name="calendar"),
    path(MAP + "edit/", plan.edit, name="edit"),
    path(MAP + "archive/", plan.turn, {"step": "archive"}, name="archive"),
    path(MAP + "restore/", plan.turn, {"step": "restore"}, name="restore"),
    path(MAP + "renumber/", plan.renumber, name="renumber"),
    path(MAP + "file/<slug:format>/", printed.download, name="export"),
    path(MAP + "bulk/", bulk.bulk, name="bulk"),
    path(MAP + "deadline/", editing.read_deadline, name="read_deadline"),
    path(MAP + "sections/add/", editing.add_section, name="add_section"),
    path(SECTION + "edit/", editing.change_section, name="change_section"),
    path(SECTION + "add/", editing.add_measure, name="add_measure"),
    path(SECTION + "<slug:step>/", editing.section_step, name="section_step"),
    path(MEASURE, measure.measure, name="measure"),
    path(MEASURE + "edit/", editing.change_measure, name="change_measure"),
    path(MEASURE + "split/", editing.split, name="split"),
    path(MEASURE + "move/", editing.move, name="move_measure"),
    path(MEASURE + "delete/", editing.delete, name="delete_measure"),
    path(MEASURE + "kinds/", measure.kinds, name="kinds"),
    path(MEASURE + "assign/", measure.assign, name="assign"),
    path(MEASURE + "people/<int:responsible>/remove/", measure.unassign, name="unassign"),
    path(MEASURE + "due/", measure.add_due, name="add_due"),
    path(MEASURE + "proof/", measure.add_proof, name="add_proof"),
    path(MEASURE + "remark/", measure.remark, name="remark"),
    path(DUE + "close/", dues.close, name="close_due"),
    path(DUE + "move/", dues.ask_move, name="ask_move"),
    path(DUE + "<slug:step>/", dues.step, name="due_step"),
    path(HERE + "moves/<int:move>/<slug:step>/", dues.decide, name="decide_move"),
    path(HERE + "proofs/<int:proof>/file/", measure.proof_file, name="proof_file"),
    path(HERE + "proofs/<int:proof>/remove/", measure.remove_proof, name="remove_proof"),
]
