"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from estafeta.workbench import guide_views, task_views, views
from estafeta.workbench.drafts import views as drafts
from estafeta.workbench.imports import views as imports
from estafeta.workbench.jobs import views as jobs
from estafeta.workbench.search.views import search

app_name = "workbench"

HERE = "o/<slug:organisation>/"
TASKS = HERE + "tasks/"
TASK = TASKS + "<int:task>/"
IMPORTS = HERE + "imports/"
CHECKING = IMPORTS + "check/<int:draft>/"
MADE = IMPORTS + "made/<int:made>/"

urlpatterns = [
    path(HERE + "undo/<int:undo>/", views.undo, name="undo"),
    path(HERE + "views/", views.keep_view, name="keep_view"),
    path(HERE + "views/<int:view>/forget/", views.drop_view, name="drop_view"),
    path(HERE + "jobs/", jobs.every, name="jobs"),
    path(HERE + "jobs/<int:job>/", jobs.show, name="job"),
    path(HERE + "jobs/<int:job>/cancel/", jobs.cancel, name="job_cancel"),
    path(HERE + "jobs/<int:job>/repeat/", jobs.repeat, name="job_repeat"),
    path(HERE + "drafts/", drafts.every, name="drafts"),
    path(HERE + "drafts/<int:draft>/discard/", drafts.discard, name="draft_discard"),
    path(IMPORTS, imports.every, name="imports"),
    path(CHECKING, imports.show, name="import_check"),
    path(CHECKING + "columns/", imports.columns, name="import_columns"),
    path(CHECKING + "lines/<int:number>/", imports.line, name="import_line"),
    path(CHECKING + "confirm/", imports.confirm, name="import_confirm"),
    path(MADE, imports.result, name="import_result"),
    path(MADE + "undo/", imports.undo, name="import_undo"),
    path(IMPORTS + "<str:code>/", imports.start, name="import_start"),
    path(IMPORTS + "<str:code>/sample/", imports.sample, name="import_sample"),
    path(IMPORTS + "<str:code>/sample/<slug:variant>/", imports.sample, name="import_sample_of"),
    path(HERE + "search/", search, name="search"),
    path(HERE + "help/", guide_views.every, name="guides"),
    path(HERE + "help/<slug:guide>/", guide_views.show, name="guide"),
    path(TASKS, task_views.listing, name="tasks"),
    path(TASKS + "add/", task_views.add, name="add_task"),
    path(TASK, task_views.show, name="task"),
    path(TASK + "edit/", task_views.change, name="change_task"),
    path(TASK + "move/", task_views.move, name="move_task"),
    path(TASK + "<slug:step>/", task_views.step, name="task_step"),
]
