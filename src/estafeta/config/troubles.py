"""What the machine refuses, in a sentence for whoever started a command; traces are for our own faults."""

from __future__ import annotations

import errno

FULL = "На диске не хватает места{place}. Освободите место и повторите; записанное цело, начатое отменено."
FORBIDDEN = "Нельзя записать в папку данных{place}. Дайте права её владельцу или укажите другую: ESTAFETA_DATA=…"
NO_DATABASE = "База данных не отвечает: {why}. Проверьте, запущен ли PostgreSQL и верен ли DATABASE_URL."
LOCKED = "База данных занята другим процессом дольше 20 секунд. Подождите и повторите."
BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
    errno.ENOTDIR: FORBIDDEN,
    errno.EEXIST: FORBIDDEN,
}
BY_WORDS = {
    "disk is full": FULL,
    "No space left": FULL,
    "disk I/O error": FULL,
    "readonly database": FORBIDDEN,
    "unable to open database file": FORBIDDEN,
    "database is locked": LOCKED,
    "connection": NO_DATABASE,
    "server closed": NO_DATABASE,
}


def sentence_of(error: BaseException) -> str | None:
    """Return what is wrong with the machine or its settings, and what to do; None for anything else."""
    name = type(error).__name__
    if isinstance(error, OSError) and error.errno in BY_NUMBER:
        return BY_NUMBER[error.errno].format(place=f" «{error.filename}»" if error.filename else "")
    if name == "ImproperlyConfigured":
        return str(error)
    if name == "Refusal":
        return str(error)
    if name in {"OperationalError", "InterfaceError", "DiskFull", "AdminShutdown"}:
        text = " ".join(str(error).split())
        found = next((sentence for words, sentence in BY_WORDS.items() if words in text), None)
        return found.format(place="", why=text[:200]) if found else None
    return None
