"""Pages of things to do: the list, one, giving, moving, marking."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.lists import answers
from estafeta.core.rights import demand, may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench import task_actions as actions
from estafeta.workbench.models import Task, Undo
from estafeta.workbench.pages import back, flash, form_page, page
from estafeta.workbench.task_duties import state_of
from estafeta.workbench.task_forms import DayForm, TaskForm
from estafeta.workbench.task_lists import tasks
from estafeta.workbench.task_queries import visible_tasks
from russian.dates import day_words

SEE = "workbench.see_tasks"
STEPS: dict[str, tuple[Callable[..., Undo], str]] = {
    "finish": (actions.finish_task, "Сделано"),
    "drop": (actions.drop_task, "Снято"),
    "reopen": (actions.reopen_task, "Возвращено в работу"),
}


def task_or_404(request: TenantRequest, pk: int) -> Task:
    """A thing to do that the person may see."""
    return get_object_or_404(visible_tasks(request.actor), pk=pk)


def list_url(request: TenantRequest) -> str:
    """The address of the list."""
    return reverse("workbench:tasks", args=[request.organisation.slug])


@require_GET
@ruled(SEE)
def listing(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """What is to be done here apart from the plan."""
    return answers.show(
        request,
        tasks(request.actor),
        visible_tasks(request.actor),
        today=request.today,
        template="workbench/tasks.html",
        context={"slug": request.organisation.slug},
    )


@require_GET
@ruled(SEE)
def show(request: TenantRequest, organisation: str, task: int) -> HttpResponse:
    """One thing to do: beside the list or as a page."""
    found = task_or_404(request, task)
    template = "workbench/task.html#card" if request.htmx else "workbench/task.html"
    return page(
        request,
        template,
        task=found,
        state=state_of(found, request.today),
        is_open=found.state == Task.State.OPEN,
        may_finish=may("workbench.finish_task", request.actor, found),
        may_change=may("workbench.change_task", request.actor, found),
    )


@ruled(SEE)
def add(request: TenantRequest, organisation: str) -> HttpResponse:
    """Give oneself or a colleague something to do."""
    gives = may("workbench.give_task", request.actor)
    form = TaskForm(request.POST or None, actor=request.actor, today=request.today, gives=gives)
    if request.method == "POST" and form.is_valid():
        task, undo = actions.add_task(actor=request.actor, draft=form.draft())
        flash(request, f"Поставлено до {day_words(task.due_on, request.today)}: «{task.title}»", undo)
        return back(request, list_url(request))
    hint = "Дело появится в «Сегодня», в календаре и в ежедневном письме."
    return form_page(request, form, title="Добавить дело", button="Добавить", hint=hint)


@ruled("workbench.change_task")
def change(request: TenantRequest, organisation: str, task: int) -> HttpResponse:
    """Write it anew."""
    found = task_or_404(request, task)
    demand("workbench.change_task", request.actor, found)
    gives = may("workbench.give_task", request.actor)
    form = TaskForm(request.POST or None, actor=request.actor, today=request.today, gives=gives, task=found)
    if request.method == "POST" and form.is_valid():
        undo = actions.change_task(actor=request.actor, task=found, **form.values())
        flash(request, f"Изменено: «{found.title}»", undo)
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="Изменить дело", up=found)


@ruled("workbench.finish_task")
def move(request: TenantRequest, organisation: str, task: int) -> HttpResponse:
    """Another day."""
    found = task_or_404(request, task)
    demand("workbench.finish_task", request.actor, found)
    form = DayForm(request.POST or None, initial={"due_on": found.due_on})
    if request.method == "POST" and form.is_valid():
        undo = actions.move_task(actor=request.actor, task=found, **form.cleaned_data)
        flash(request, f"Перенесено на {day_words(found.due_on, request.today)}: «{found.title}»", undo)
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="Перенести", up=found, button="Перенести")


@require_POST
@ruled("workbench.finish_task")
def step(request: TenantRequest, organisation: str, task: int, step: str) -> HttpResponse:
    """Done, dropped, back to work; the action asks for the right of each."""
    if step not in STEPS:
        raise Http404
    found = task_or_404(request, task)
    act, said = STEPS[step]
    undo = act(actor=request.actor, task=found)
    flash(request, f"{said}: «{found.title}»", undo)
    return back(request, list_url(request))
