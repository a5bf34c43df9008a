"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from estafeta.workbench import task_views, views
from estafeta.workbench.jobs import views as jobs

app_name = "workbench"

HERE = "o/<slug:organisation>/"
TASKS = HERE + "tasks/"
TASK = TASKS + "<int:task>/"

urlpatterns = [
    path(HERE + "undo/<int:undo>/", views.undo, name="undo"),
    path(HERE + "views/", views.keep_view, name="keep_view"),
    path(HERE + "views/<int:view>/forget/", views.drop_view, name="drop_view"),
    path(HERE + "jobs/", jobs.every, name="jobs"),
    path(HERE + "jobs/<int:job>/", jobs.show, name="job"),
    path(HERE + "jobs/<int:job>/cancel/", jobs.cancel, name="job_cancel"),
    path(HERE + "jobs/<int:job>/repeat/", jobs.repeat, name="job_repeat"),
    path(TASKS, task_views.listing, name="tasks"),
    path(TASKS + "add/", task_views.add, name="add_task"),
    path(TASK, task_views.show, name="task"),
    path(TASK + "edit/", task_views.change, name="change_task"),
    path(TASK + "move/", task_views.move, name="move_task"),
    path(TASK + "<slug:step>/", task_views.step, name="task_step"),
]
