"""The inbox, the reminder settings and the private calendar feed."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.clock import local_today
from estafeta.core.forms import PageForm
from estafeta.core.letters import mail_is_configured
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, open_to_all, ruled
from estafeta.notifications import actions, queries
from estafeta.notifications.calendars import to_ics
from estafeta.notifications.forms import ChannelsForm, ReminderForm
from estafeta.notifications.models import CalendarLink
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.tabs import settings_tabs
from estafeta.workbench.pages import Edit, flash, page, status_of

PAGE = 50


@require_GET
@ruled("notifications.read_own")
def inbox(request: TenantRequest, organisation: str) -> HttpResponse:
    """The person's notices, newest first; unread ones stand out."""
    shown = Paginator(queries.inbox(request.actor), PAGE).get_page(PageForm(request.GET).chosen()["page"])
    return page(request, "notifications/inbox.html", page=shown, unread=queries.unread_count(request.actor))


@require_POST
@ruled("notifications.read_own")
def read_all(request: TenantRequest, organisation: str) -> HttpResponse:
    """Mark everything as read."""
    actions.mark_read(actor=request.actor)
    return redirect("notifications:inbox", organisation=organisation)


@require_POST
@ruled("notifications.read_own")
def open_notice(request: TenantRequest, organisation: str, notice: int) -> HttpResponse:
    """Mark one notice as read and lead to the place where it is dealt with."""
    row = queries.inbox(request.actor).filter(pk=notice).first()
    if row is None:
        raise Http404
    actions.mark_read(actor=request.actor, notices=[row.pk])
    return redirect(row.url or reverse("notifications:inbox", args=[organisation]))


@ruled("notifications.read_own")
def settings_page(request: TenantRequest, organisation: str) -> HttpResponse:
    """Reminder days of the organisation, the person's own letter, the private calendar address."""
    edit = Edit(
        request,
        queries.reminder_days(request.organisation),
        lambda data, row: ReminderForm(data, initial={name: getattr(row, name) for name in ReminderForm.base_fields}),
    )
    if edit.save(
        lambda form, version: actions.change_reminders(actor=request.actor, version=version, **form.cleaned_data)
    ):
        flash(request, "Дни напоминаний сохранены.")
        return redirect("notifications:settings", organisation=organisation)
    link = CalendarLink.objects.filter(user=request.actor.user, organisation=request.organisation).first()
    context = {
        "form": edit.form,
        "tabs": settings_tabs(request.actor, "notifications:settings"),
        "may_change": may("notifications.change_reminders", request.actor),
        "channels": ChannelsForm(None, user=request.actor.user),
        "mail_works": mail_is_configured(),
        "calendar_url": link and calendar_address(request, link),
    }
    return page(request, "notifications/settings.html", status_of(edit.form), **context)


def calendar_address(request: HttpRequest, link: CalendarLink) -> str:
    """The whole private address."""
    return request.build_absolute_uri(reverse("notifications:feed", args=[queries.calendar_token(link)]))


@require_POST
@ruled("notifications.read_own")
def choose_channels(request: TenantRequest, organisation: str) -> HttpResponse:
    """Keep how the person wants to hear of what."""
    form = ChannelsForm(request.POST, user=request.actor.user)
    if not form.is_valid():
        raise Refusal("Выберите способ из списка: откройте страницу снова.")
    if form.choices():
        actions.choose_channels(user=request.actor.user, choices=form.choices())
    flash(request, "Сохранено.")
    return redirect("notifications:settings", organisation=organisation)


@require_POST
@ruled("notifications.read_own")
def renew_calendar(request: TenantRequest, organisation: str) -> HttpResponse:
    """Make a new private address."""
    actions.renew_calendar_link(actor=request.actor)
    flash(request, "Новая ссылка готова. Прежняя больше не работает.")
    return redirect("notifications:settings", organisation=organisation)


@require_GET
@open_to_all("calendar programs cannot sign in; the address itself is the secret")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The person's dues as iCalendar; a forged or replaced address is 404."""
    link = queries.calendar_link(token)
    if link is None:
        raise Http404
    today = local_today(link.organisation.time_zone)
    events = queries.events_of(link, today=today)
    title = f"Наставничество: {link.organisation.short_name}"
    content = to_ics(title, events, base=settings.BASE_URL, stamp=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
