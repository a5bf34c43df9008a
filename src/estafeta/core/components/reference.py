"""The reference of components for people who build pages: `python -m estafeta.core.components.reference FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from estafeta.core.components.declarations import Declaration, declarations
from estafeta.core.components.samples import Sample, samples

HEAD = """# Components

Made by `python -m estafeta.core.components.reference docs/components.md` from the declarations in
`core/templates/cotton/` and the samples of the gallery (`/_gallery/`); a test keeps it true. An attribute or slot
that is not declared is an error of the system check. `:name="…"` hands over a value, `name="…"` text.
Plain HTML attributes (`id`, `name`, `data-*`, `aria-*`, `hx-*` …) reach the element where the component says so.

## Base templates

- `core/page.html`, pages of the product. Blocks: `head_title`, `title`, `state` (one sentence), `actions` (one main
  button), `content`, `breadcrumbs`, `page_class` (`page--wide`), `columns`, `head`, `scripts`, `keys`.
- `core/page_with_side.html`, the same with a column at the right: block `side` besides.
- `core/bare.html`, sign-in, errors, open pages. Blocks: `head_title`, `title`, `content`, `card_class`
  (`bare__card--wide`), `foot`. `core/bare_manage.html` has a link back to work at the foot.

The frame comes from the context variable `frame`; every part is left out when it is missing:
`breaths` (lists of `parts.Section`, one a breath), `foot`, `phone` and `more` (lists of the same), `visiting` (whose
page one looks at from above), `organisation` (words), `organisations` and `seasons` (lists of `parts.Choice`),
`season` (words), `stages` (list of `parts.Stage`), `search_url`, `search`, `inbox_url`, `inbox_count`,
`user_initials`, `user_name`, `user_links` (list of `parts.Link` with icons).

- Beside the list: a link with `href="…" data-beside`; to htmx the address answers with `<c-side-panel>`. The
  header `HX-Trigger: estafeta:side-close` closes it.
- Toasts: `messages.success(request, "Отмечено", extra_tags="undo:/address/")`; warnings and errors stay. A fragment
  may add one with `HX-Retarget: #toasts`, `HX-Reswap: beforeend` and `<c-toast>`.
- Windows: `<c-dialog id="x">` and `<c-link-button href="/page/" data-dialog-open="x">`.
- A control marked `data-submit` sends its form when it changes. `data-lights="ID"` lights the element of that id.
- Only where scripts run: class `scripted-only`; only where they do not: `unscripted-only`. Not printed: `unprinted`.
- Layout: `stack`, `stack--tight`, `stack--loose`, `row`, `row--apart`, `columns`, `fields`, `fields--row`,
  `button-row`, `doubts`, `people`; words: `muted`, `small`, `strong`, `nowrap`, `visually-hidden`, `numbers`.

## Words (built in, nothing to load)

| filter or tag | gives |
|---|---|
| `n\\|counted:"мероприятие,мероприятия,мероприятий"` | 5 мероприятий |
| `n\\|plural:"нужен,нужны,нужно"` | the form alone |
| `n\\|figure`, `x\\|figure:1`, `done\\|percent_of:total` | 1 240 · 3,5 · 91 % |
| `date\\|day_words:today`, `date\\|weekday_words:today` | 30 сентября · ср, 30 сентября |
| `date\\|distance_words:today`, `date\\|lateness_words:today` | через 5 дней · просрочено на 2 дня |
| `moment\\|moment_words:today` | вчера в 9:30 |
| `{% stretch_words start end today %}` | 1–15 сентября |
| `name\\|short_name`, `name\\|monogram` | Соколова А. П. · СА |
| `names\\|listed`, `size\\|file_size`, `year\\|school_year` | а, б и в · 1,4 МБ · 2026/27 |
"""


def reference() -> str:
    """Return the whole page."""
    drawn = samples()
    parts = [HEAD]
    for name, declaration in declarations().items():
        parts.append("\n".join(_section(declaration, [row for row in drawn if row.component == name])))
    return "\n".join(parts)


def _section(declaration: Declaration, drawn: list[Sample]) -> Iterator[str]:
    """Yield the lines about one component."""
    yield f"## c-{declaration.name}\n"
    yield declaration.about + (" Hands plain attributes on." if declaration.hands_on else "") + "\n"
    if declaration.attributes:
        yield "| attribute | usual | meaning |\n|---|---|---|"
        for name, meaning in declaration.attributes.items():
            usual = declaration.defaults.get(name, "")
            yield f"| `{name}` | {f'`{usual}`' if usual else ''} | {meaning} |"
        yield ""
    if declaration.slots:
        yield "Slots: " + "; ".join(f"`{name}` ({meaning})" for name, meaning in declaration.slots.items()) + "\n"
    if drawn:
        yield f"```html\n{drawn[0].source}\n```\n"


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
