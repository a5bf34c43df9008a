"""Pages that change a norm: by fields, as TOML, from a file; first always what would differ and whom it touches."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from estafeta.core.packs import Family
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.packs import actions
from estafeta.packs.forms import EntryForm, NewForm, TextForm, WhyForm
from estafeta.packs.models import PackEntry, PackVersion
from estafeta.packs.queries import EntryPage, problems
from estafeta.packs.views import entry_or_404, family_or_404
from estafeta.workbench.pages import flash, form_page, page
from norms.layers import difference, parse

RIGHT = "packs.change"


def _to(request: TenantRequest, family: str, code: str) -> str:
    return reverse("packs:entry", args=[request.organisation.slug, family, code])


def _version(found: EntryPage) -> int | None:
    return found.entry.version if found.entry else None


@ruled(RIGHT)
def edit(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """Change an entry field by field."""
    found = entry_or_404(request, family, code)
    if not found.family.fields:
        return redirect("packs:edit_text", organisation, family, code)
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(
        posted, family=found.family, table=parse(found.text or found.beneath), initial={"version": _version(found)}
    )
    if form.is_valid():
        wrong = problems(found.family, request.organisation, code, form.text())
        if not wrong:
            return _preview(
                request, found.family, code, former=found.text or "", text=form.text(), got=form.cleaned_data
            )
        for sentence in wrong:
            form.add_error(None, sentence)
    return page(request, "packs/edit.html", 422 if form.errors else 200, form=form, entry=found)


@ruled(RIGHT)
def edit_text(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """Change an entry as TOML, or load it from a file; the second step saves it."""
    found = entry_or_404(request, family, code)
    initial = {"text": found.text or found.beneath, "version": _version(found)}
    form = TextForm(*_posted(request), initial=initial)
    answer = _text_answer(request, found.family, code, found.text or "", form)
    return answer or page(request, "packs/edit.html", 422 if form.errors else 200, form=form, entry=found, as_text=True)


@ruled(RIGHT)
def add(request: TenantRequest, organisation: str, family: str) -> HttpResponse:
    """An entry that nobody above has."""
    known = family_or_404(family)
    form = NewForm(*_posted(request))
    code = form.cleaned_data.get("code", "") if form.is_valid() else ""
    answer = _text_answer(request, known, code, "", form) if code else None
    return answer or page(request, "packs/add.html", 422 if form.errors else 200, form=form, family=known)


def _posted(request: TenantRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _text_answer(
    request: TenantRequest, family: Family[Any], code: str, former: str, form: TextForm
) -> HttpResponse | None:
    """Save at the second step, show what would change at the first; None when the form is to be shown again."""
    if not form.is_valid():
        return None
    got = form.cleaned_data
    wrong = problems(family, request.organisation, code, got["text"])
    for sentence in wrong:
        form.add_error(None, sentence)
    if wrong:
        return None
    if not got["sure"]:
        return _preview(request, family, code, former=former, text=got["text"], got=got)
    undo = actions.save_entry(
        actor=request.actor,
        family=family,
        code=code,
        text=got["text"],
        source=got["source"],
        version=got["version"],
    )
    flash(request, "Норма сохранена.", undo)
    return redirect(_to(request, family.code, code))


def _preview(
    request: TenantRequest, family: Family[Any], code: str, *, former: str, text: str, got: dict[str, Any]
) -> HttpResponse:
    """What would be different and whom it touches; the form under it saves."""
    form = TextForm(initial={"text": text, "source": got["source"], "version": got["version"], "sure": True})
    return page(
        request, "packs/preview.html",
        form=form,
        family=family,
        code=code,
        lines=difference(former, text),
        touched=list(family.affected(request.organisation, code)),
        action=reverse("packs:edit_text", args=[request.organisation.slug, family.code, code])
        if former
        else reverse("packs:add", args=[request.organisation.slug, family.code]),
    )  # fmt: skip


@ruled(RIGHT)
def hide(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """Take an entry away, on a ground."""
    found = entry_or_404(request, family, code)
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"version": _version(found)})
    if form.is_valid():
        undo = actions.hide_entry(actor=request.actor, family=found.family, code=code, **form.cleaned_data)
        flash(request, "Норма убрана.", undo)
        return redirect(_to(request, family, code))
    hint = f"«{found.name}» не будет предлагаться здесь и в организациях ниже. Сделанное по ней останется."
    up = _Up(_to(request, family, code))
    return form_page(request, form, title="Убрать норму", hint=hint, up=up, button="Убрать")


class _Up:
    """Where a form leads back to."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get_absolute_url(self) -> str:
        """The address."""
        return self.url


@require_POST
@ruled(RIGHT)
def reset(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """Have an entry as those above have it."""
    rows = PackEntry.objects.filter(organisation=request.organisation, family=family)
    undo = actions.reset_entry(actor=request.actor, entry=get_object_or_404(rows, code=code))
    flash(request, "Норма снова как выше.", undo)
    return redirect(_to(request, family, code))


@require_POST
@ruled(RIGHT)
def restore(request: TenantRequest, organisation: str, version: int) -> HttpResponse:
    """Let a former version hold again."""
    rows = PackVersion.objects.filter(entry__organisation=request.organisation).select_related("entry")
    found = get_object_or_404(rows, pk=version)
    undo = actions.restore_version(actor=request.actor, version=found)
    flash(request, f"Действует версия {found.number}.", undo)
    return redirect(_to(request, found.entry.family, found.entry.code))
