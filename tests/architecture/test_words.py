"""The glossary binds what a user reads: forbidden synonyms, other hosts and real names stay out."""

from __future__ import annotations

import re

from tests.architecture.house import name, tracked

FORBIDDEN = {
    r"\bменти\b": "наставляемый",
    r"\bменторы?\b": "наставник",
    r"\bдедлайн": "срок",
    r"\bтаск[аиу]?\b": "мероприятие",
    r"\bюзер": "пользователь",
    r"\bвалидаци": "проверка",
    r"\bкоординатор организации\b": "куратор",
    r"\bлогин\b": "имя для входа",
}
HOSTS = re.compile(
    r"https?://(?!127\.0\.0\.1|localhost|example\.|[\w.-]*\.example|www\.w3\.org|schemas\.|purl\.org|docs\.oasis)[\w.-]+"
)


def test_templates_use_the_words_of_the_field() -> None:
    wrong = {}
    for path in tracked("src/**/templates/**/*.html", "packs/**/*.toml"):
        text = path.read_text("utf-8").lower()
        for pattern, right in FORBIDDEN.items():
            if re.search(pattern, text):
                wrong[name(path)] = f"{pattern} → {right}"
    assert wrong == {}


def test_pages_ask_no_other_host() -> None:
    files = tracked("src/**/templates/**/*.html", "src/**/static/**/*.css", "src/**/static/**/*.js")
    assert [name(p) for p in files if HOSTS.search(p.read_text("utf-8"))] == []


def test_lock_files_name_no_host() -> None:
    assert [name(p) for p in tracked("requirements/*.txt") if "://" in p.read_text("utf-8")] == []
