"""Samples of every component in every state: the gallery, the docs and the tests are drawn from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from estafeta.core.components import sample_data as data
from estafeta.core.components.chart_samples import CHARTS
from estafeta.core.components.parts import Link

LONG = "Константинопольская-Заречная Александра Владиславовна"

EVERY_JOB = '{% for job in jobs %}<c-job :job="job" cancel="#" repeat="#" />{% endfor %}'


@dataclass(frozen=True)
class Sample:
    """One piece of template source with the context it needs; `row` lays its parts side by side."""

    component: str
    title: str
    source: str
    context: Mapping[str, Any] = field(default_factory=dict)
    row: bool = False


def samples() -> list[Sample]:
    """Return all samples in the order of the gallery."""
    return [*_acts(), *_words(), *_forms(), *_blocks(), *_lists(), *_plan(), *_charts(), *_people()]


def _acts() -> list[Sample]:
    return [
        Sample(
            "button",
            "Виды",
            '<c-button kind="main" icon="send">Отправить на согласование</c-button>\n'
            '<c-button icon="plus">Добавить мероприятие</c-button>\n<c-button kind="quiet">Отменить</c-button>\n'
            '<c-button kind="danger" icon="trash-2">Удалить</c-button>\n<c-button kind="link">Изменить</c-button>',
            row=True,
        ),
        Sample(
            "button",
            "Размеры, без слов, выключена",
            '<c-button kind="main" size="big">Отметить встречу</c-button>\n<c-button size="small">Отметить</c-button>\n'
            '<c-button icon="pencil" label="Изменить" />\n<c-button kind="main" disabled>Создать карту</c-button>',
            row=True,
        ),
        Sample(
            "link-button",
            "Ссылка-кнопка",
            '<c-link-button href="#" kind="main">Создать карту: 28 мероприятий, 31 срок</c-link-button>\n'
            '<c-link-button href="#" icon="download">Скачать .docx</c-link-button>',
            row=True,
        ),
        Sample(
            "menu",
            "Меню",
            '<c-menu label="Выгрузить" icon="download"><c-menu-item href="#" icon="file-text" '
            ':current="True">Word, как '
            'в документе</c-menu-item><c-menu-item href="#">Excel</c-menu-item><hr>'
            '<c-menu-item icon="trash-2" :danger="True">Удалить карту</c-menu-item></c-menu>\n'
            '<c-menu label="Ещё действия" icon="ellipsis" kind="quiet" :icon_only="True">'
            '<c-menu-item href="#">Перенести срок</c-menu-item></c-menu>',
            row=True,
        ),
        Sample(
            "menu-item",
            "Строка меню",
            '<c-menu-item href="#" icon="split">Разделить мероприятие</c-menu-item>',
        ),
        Sample(
            "confirm",
            "Переспросить",
            '<c-confirm action="#" label="Отменить загрузку" icon="undo-2" title="Отменить загрузку карты?" '
            'text="28 мероприятий исчезнут из плана. Файл останется." confirm="Отменить загрузку" :start="True" />',
        ),
        Sample(
            "dialog",
            "Окно",
            '<c-link-button href="#" data-dialog-open="sample-dialog">Перенести срок</c-link-button>\n<c-dialog '
            'id="sample-dialog" '
            'title="Перенести срок"><p>Решит руководитель. До решения действует прежний срок.</p>'
            '<c-slot name="actions"><c-button kind="main">Попросить</c-button></c-slot></c-dialog>',
        ),
        Sample("icon", "Значок", '<c-icon name="bell" label="Уведомления" />\n<c-icon name="calendar" />', row=True),
        Sample("kbd", "Клавиша", "<c-kbd>/</c-kbd> <c-kbd>?</c-kbd>", row=True),
        Sample(
            "toast",
            "Сообщение",
            '<c-toast text="Отмечено выполненным: «База наставляемых»" undo="#" :stays="True" />',
        ),
    ]


def _words() -> list[Sample]:
    today = {"today": data.TODAY, "dues": data.dues()}
    return [
        Sample("state", "Все состояния", data.states(), row=True),
        Sample("state", "На мягком фоне", data.states().replace(" />", ' :soft="True" />'), row=True),
        Sample(
            "due",
            "Сроки",
            '{% for day in dues %}<c-due :date="day" :today="today" />{% endfor %}',
            today,
            row=True,
        ),
        Sample(
            "due",
            "Отрезок, закрытый",
            '<c-due :date="last" :start="first" :today="today" />\n<c-due :date="first" :today="today" '
            ':closed="True" />',
            {"first": dt.date(2026, 9, 1), "last": dt.date(2026, 11, 30), "today": data.TODAY},
            row=True,
        ),
        Sample(
            "tag",
            "Вид",
            '<c-tag>обучение наставников</c-tag>\n<c-tag tone="accent">учитель — учитель</c-tag>',
            row=True,
        ),
        Sample(
            "meter",
            "Полоса",
            '<c-meter :done="12" :late="3" :total="45" />\n<c-meter :done="45" :total="45" />\n<c-meter :total="28" />',
        ),
        Sample(
            "meter",
            "В ячейке",
            '<c-meter :done="12" :late="3" :total="19" :compact="True" href="#" />\n<c-meter :compact="True" />',
            row=True,
        ),
        Sample(
            "figure",
            "Число, которое открывается",
            '<c-figure value="1 240" label="наставляемых вошли в программу" href="#" />\n<c-figure value="91 %" '
            'label="прошли полный цикл" />',
            row=True,
        ),
        Sample(
            "progress",
            "Долгое дело",
            '<c-progress label="Читаем документ" note="Обычно это занимает до десяти секунд." />\n'
            '<c-progress label="Готовим приказы" :value="37" :max="120" />',
        ),
        Sample("job", "Работа в фоне", EVERY_JOB, {"jobs": data.jobs()}),
    ]


def _forms() -> list[Sample]:
    every = '<div class="fields">{% for field in form %}<c-field :field="field" />{% endfor %}</div>'
    return [
        Sample("field", "Поля", every, {"form": data.form()}),
        Sample(
            "form-errors", "Не получилось", '<c-form-errors :form="form" />' + every, {"form": data.form({"note": "…"})}
        ),
        Sample("form-head", "Двое правили", '<form><c-form-head :form="form" /></form>', {"form": data.edited_form()}),
        Sample("search", "Поиск", '<form><c-search id="sample-search" placeholder="Название, ответственный" /></form>'),
        Sample(
            "file-drop",
            "Файл",
            '<c-file-drop :field="form.plan" hint="Word, Excel, PDF с текстом или текст. '
            'Ничего не сохранится, пока вы не подтвердите." />',
            {"form": data.files()},
        ),
        Sample(
            "file-drop",
            "Небольшой",
            '<c-file-drop :field="form.proof" :small="True" />',
            {"form": data.files()},
        ),
        Sample("look", "Вид страницы", "<c-look />"),
    ]


def _blocks() -> list[Sample]:
    return [
        Sample(
            "panel",
            "Часть страницы",
            '<c-panel title="Что докажет" note="приказ и список"><p>В базе 41 из 45 наставляемых; у троих нет '
            "согласия.</p>"
            '<c-slot name="actions"><c-button size="small">Добавить</c-button></c-slot>'
            '<c-slot name="footer">Обновлено сегодня в 9:30</c-slot></c-panel>',
        ),
        Sample(
            "panel",
            "На поверхности",
            '<c-panel title="Согласование" level="3" :surface="True"><p>Карта ждёт решения центра '
            "наставничества.</p></c-panel>",
        ),
        Sample(
            "side-panel",
            "Боковая панель",
            '<c-side-panel title="Сформировать базу наставляемых" kicker="Мероприятие 2.1" href="#">'
            '<c-slot name="state"><c-state state="soon" /> <c-due :date="day" :today="today" /></c-slot>'
            "<p>Список наставляемых с согласиями на обработку персональных данных.</p>"
            '<c-slot name="actions"><c-button kind="main">Отметить выполненным</c-button></c-slot></c-side-panel>',
            {"day": data.dues()[2], "today": data.TODAY},
        ),
        Sample(
            "empty",
            "Пусто",
            '<c-empty title="Дорожной карты пока нет">Загрузите свою или начните с образца.<c-slot name="actions">'
            '<c-button kind="main">Загрузить карту</c-button><c-button>Взять образец</c-button></c-slot></c-empty>',
        ),
        Sample(
            "note",
            "Замечания",
            '<c-note title="Эта карта уже загружена">12 сентября, тем же файлом.<c-slot name="actions">'
            '<c-button size="small">Открыть её</c-button></c-slot></c-note>\n<c-note tone="soon">Согласие '
            "истекает через "
            'пять дней.</c-note>\n<c-note tone="late">Срок прошёл, подтверждения нет.</c-note>\n'
            '<c-note tone="accent">Всё сделано. Следующее — 12 октября: педагогический совет.</c-note>',
        ),
        Sample(
            "facts",
            "Сведения",
            '<c-facts><c-fact name="Ответственный">Куратор, классные руководители</c-fact>'
            '<c-fact name="Кого известить">Муниципальный центр, до 5 октября</c-fact><c-fact name="Основание" '
            "/></c-facts>",
        ),
        Sample("fact", "Одно сведение", '<dl class="facts"><c-fact name="Вид документа">Приказ</c-fact></dl>'),
        Sample(
            "breadcrumbs",
            "Путь",
            '<c-breadcrumbs :items="items" />',
            {"items": [Link("Дорожная карта", "#"), Link("Раздел 2", "#"), Link("Мероприятие 2.1")]},
        ),
        Sample("tabs", "Виды одного", '<c-tabs :tabs="tabs" />', {"tabs": data.TABS}),
        Sample("steps", "Шаги", '<c-steps :steps="steps" />', {"steps": data.STEPS}),
        Sample(
            "paper",
            "Бумага",
            "<c-paper><h3>ДОРОЖНАЯ КАРТА</h3><p>реализации целевой модели наставничества на 2026/27 учебный "
            "год</p></c-paper>",
        ),
    ]


def _lists() -> list[Sample]:
    """Return lists and what stands above and below them."""
    table = (
        '<c-table label="Мероприятия"><c-slot name="head"><c-sort href="#" direction="ascending" '
        'class="narrow">№</c-sort>'
        '<c-sort href="#">Мероприятие</c-sort><th scope="col">Срок</th><th scope="col" '
        'class="number">Участников</th></c-slot>'
        '<tr class="group"><th colspan="4" scope="rowgroup">2. База наставляемых</th></tr>'
        '{% for day in dues %}<tr><td class="narrow muted">2.{{ forloop.counter }}</td><th scope="row"><a '
        'class="row-link" '
        'href="#">Провести анкетирование обучающихся и собрать согласия</a></th><td data-label="Срок">'
        '<c-due :date="day" :today="today" /></td><td class="number" data-label="Участников">{{ 1240|figure '
        "}}</td></tr>"
        "{% endfor %}</c-table>"
    )
    matrix = (
        '<c-table label="Организации и разделы" :pinned="True"><c-slot name="head"><th scope="col">Организация</th>'
        '{% for stage in stages %}<th scope="col">{{ stage.name }}</th>{% endfor %}</c-slot>'
        '{% for name in names %}<tr><th scope="row">{{ name }}</th>{% for stage in stages %}<td><c-meter '
        ':done="stage.done" '
        ':late="stage.late" :total="stage.total" label="{{ name }}" :compact="True" href="#" /></td>{% endfor '
        "%}</tr>{% endfor %}"
        "</c-table>"
    )
    names = ["Школа «Заречная»", "Колледж «Мостовой»", "Детский сад «Ладушки»"]
    return [
        Sample(
            "toolbar",
            "Над списком",
            '<c-toolbar><form><c-search id="sample-list-search" placeholder="Найти мероприятие" /></form><c-slot '
            'name="end">'
            '<c-button icon="printer" kind="quiet">Напечатать</c-button></c-slot></c-toolbar>',
        ),
        Sample("filter-chips", "Фильтры", '<c-filter-chips :chips="chips" />', {"chips": data.CHIPS}),
        Sample("table", "Список", table, {"dues": data.dues(), "today": data.TODAY}),
        Sample("sort", "Матрица координатора", matrix, {"stages": data.stages(), "names": names}),
        Sample(
            "pager",
            "Страницы",
            '<c-pager :page="page" query="q=a&amp;" label="Страницы (образец)" />',
            {"page": data.page_of(5)},
        ),
        Sample("pager", "Одна страница", '<c-pager :page="page" />', {"page": data.page_of(1, 12)}),
        Sample(
            "bulk-bar",
            "Выбранное",
            '<div><c-bulk-bar forms="мероприятие,мероприятия,мероприятий"><c-button size="small">Отметить выполненными'
            '</c-button><c-button size="small">Назначить ответственного</c-button></c-bulk-bar></div>',
        ),
        Sample(
            "group",
            "Сегодня",
            '{% for day in dues|slice:":3" %}<c-group title="Группа {{ forloop.counter }}" :count="1" tone="late">'
            '<c-line title="Отправить базу наставляемых в центр наставничества" href="#" why="Не хватает '
            'согласий у троих" '
            'state="late"><c-slot name="when"><c-due :date="day" :today="today" /></c-slot>'
            '<c-slot name="actions"><c-button size="small">Отметить</c-button></c-slot></c-line></c-group>{% endfor %}',
            {"dues": data.dues(), "today": data.TODAY},
        ),
        Sample("line", "Строка", '<ul class="lines"><c-line title="Педагогический совет" state="planned" /></ul>'),
    ]


def _plan() -> list[Sample]:
    rows = (
        '<c-timeline :months="months" heading="2026/27"><c-timeline-group>1. Подготовка условий</c-timeline-group>'
        '<c-timeline-row label="Разместить документы на сайте" href="#" :marks="marks" :months="months" today_at="9" />'
        '<c-timeline-row label="Провести анкетирование обучающихся, желающих участвовать в программе наставничества" '
        ':marks="marks" :months="months" today_at="9" /></c-timeline>'
    )
    context = {"months": data.months(), "marks": data.MARKS}
    return [
        Sample(
            "stage-ribbon",
            "Лента этапов",
            '<c-stage-ribbon :stages="stages" label="Этапы (образец)" />',
            {"stages": data.stages()},
        ),
        Sample(
            "ring",
            "Кольца",
            '{% for stage in stages %}<c-ring :stage="stage" />{% endfor %}',
            {"stages": data.stages()},
            row=True,
        ),
        Sample("timeline", "Шкала времени", rows, context),
        Sample("timeline-row", "Строка", '<c-timeline-row label="Круглый стол" :marks="marks" />', context),
        Sample("timeline-group", "Раздел", "<c-timeline-group>2. База наставляемых</c-timeline-group>"),
        Sample(
            "calendar", "Календарь", '<c-calendar :weeks="weeks" title="Сентябрь 2026" />', {"weeks": [data.week()]}
        ),
        Sample(
            "doubt",
            "Сомнения",
            '<div class="doubts"><c-doubt title="Срок «по мере необходимости» без даты" where="Таблица 1, строка '
            '14" level="high">'
            '<c-slot name="fixes"><c-button size="small">Указать дату</c-button><c-button size="small" '
            'kind="quiet">Без срока'
            '</c-button></c-slot></c-doubt><c-doubt title="Номер 3.2 встречается дважды" where="Таблица 1, '
            'строки 9 и 10" />'
            '<c-doubt title="Столбец «Форма» не используется" level="low" />'
            '<c-doubt title="Строка 7 разорвана страницей" where="Таблица 1" :checked="True" /></div>',
        ),
        Sample(
            "source-pair",
            "Исходное и понятое",
            '<c-source-pair><c-slot name="original"><p>Срок: <span id="r1" data-source>до '
            "30.09.2026</span></p></c-slot>"
            '<c-slot name="understood"><p>Срок: <span data-lights="r1" tabindex="0">30 '
            "сентября</span></p></c-slot></c-source-pair>",
        ),
    ]


def _charts() -> list[Sample]:
    return [Sample("chart", title, '<c-chart :chart="chart" />', {"chart": chart}) for title, chart in CHARTS]


def _people() -> list[Sample]:
    return [
        Sample(
            "person",
            "Люди",
            f'<c-person name="Соколова Анна Петровна" note="куратор" href="#" />\n<c-person name="{LONG}" '
            f'note="учитель" />\n'
            '<c-person name="Ким О. В." :plain="True" />',
            row=True,
        ),
        Sample(
            "attachment",
            "Подтверждение",
            '<c-attachment name="Приказ о закреплении пар.pdf" href="#" note="840 КБ · Соколова А. П., вчера">'
            '<c-slot name="actions"><c-button size="small" kind="quiet">Убрать</c-button></c-slot></c-attachment>',
        ),
        Sample(
            "history",
            "История",
            '<c-history><c-history-line :at="at" who="Соколова А. П." :today="today">Срок перенесён с 15 на 30 '
            "сентября: болел "
            'ответственный</c-history-line><c-history-line :at="at" who="Система" :today="today">Напомнили '
            "ответственному"
            "</c-history-line></c-history>",
            {"at": dt.datetime(2026, 9, 24, 9, 30, tzinfo=dt.UTC), "today": data.TODAY},
        ),
        Sample(
            "history-line",
            "Строка истории",
            '<ol class="history"><c-history-line who="Система">Создано из файла</c-history-line></ol>',
        ),
    ]
