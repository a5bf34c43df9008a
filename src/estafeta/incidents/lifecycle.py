"""The life cycle of an incident."""

from estafeta.core.lifecycles import Step, states, table

LEAD = "incidents.lead"
INCIDENT = table(
    Step(
        "notify",
        states("open"),
        "notified",
        "Уведомление отправлено",
        LEAD,
        "Первое уведомление уже отмечено.",
        "когда отправлено и под каким номером принято",
    ),
    Step(
        "report",
        states("notified"),
        "reported",
        "Результаты отправлены",
        LEAD,
        "Сначала отметьте первое уведомление.",
        "когда отправлено и под каким номером принято",
    ),
    Step("close", states("reported"), "closed", "Закрыть", LEAD, "Закрыть можно после отправки результатов."),
    Step("dismiss", states("open", "notified"), "dismissed", "Не подтвердился", LEAD, "Этот инцидент уже завершён."),
    Step("reopen", states("closed", "dismissed"), "open", "Вернуть в работу", LEAD, "Инцидент и так в работе."),
)
