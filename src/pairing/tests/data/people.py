"""A small cast and strategies: people with few, ugly and missing answers."""

from __future__ import annotations

from hypothesis import strategies as st

from pairing.people import Meeting, Mentee, Mentor, Skill, Window

NEEDS = ("подготовка к ЕГЭ", "олимпиады", "проект", "химия моря")
SUBJECTS = ("физика", "информатика", "химия", "сварщик", "игра на курае")
levels = st.integers(0, 10)


def skills(names: tuple[str, ...]) -> st.SearchStrategy[tuple[Skill, ...]]:
    return st.lists(st.builds(Skill, st.sampled_from(names), levels), max_size=4).map(tuple)


def words(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=4).map(tuple)


windows = st.lists(
    st.builds(
        lambda day, start, more: Window(day, start, start + more),
        st.integers(0, 2),
        st.integers(780, 900),
        st.integers(0, 120),
    ),
    max_size=3,
).map(tuple)
common = {
    "organisation": st.sampled_from(("", "Школа № 1", "школа № 1", "Школа № 2", "Лицей")),
    "forms": words("ученик–ученик", "учитель–учитель"),
    "subjects": skills(SUBJECTS),
    "text": st.sampled_from(("", "Хочу сдать ЕГЭ по физике", "Олимпиады и проекты", "просто слова")),
    "windows": windows,
    "meetings": st.lists(st.sampled_from(tuple(Meeting)), max_size=2).map(tuple),
    "place": st.sampled_from(("", "Берёзовка", "березовка", "Дальнее", "Озёрное")),
    "age": st.none() | st.integers(10, 60),
    "grade": st.none() | st.integers(1, 11),
    "experience": st.none() | st.integers(0, 40).map(lambda n: n / 2),
    "interests": words("шахматы", "походы", "кино", "марки", "театр"),
    "traits": skills(("общение", "терпение", "такт")),
    "languages": words("русский", "якутский"),
    "consent": st.sampled_from((True, True, True, False, None)),
    "superiors": words("p0", "p1", "Кто-то"),
    "relatives": words("p2", "человек 3"),
    "past": words("p4"),
}
mentee_parts = {**common, "needs": skills(NEEDS), "wanted": st.integers(0, 3)}
mentor_parts = {
    **common,
    "competences": skills(NEEDS),
    "wishes": words(*NEEDS),
    "places": st.integers(0, 4),
    "load": st.none() | st.integers(0, 5),
    "elsewhere": st.none() | st.booleans(),
    "ages_from": st.none() | st.integers(8, 20),
    "ages_to": st.none() | st.integers(10, 40),
}


def numbered(kind: type, count: int) -> st.SearchStrategy[list]:
    parts = mentee_parts if kind is Mentee else mentor_parts
    one = st.fixed_dictionaries(parts)
    return st.lists(one, min_size=1, max_size=count).map(
        lambda rows: [kind(key=f"p{n}", name=f"Человек {n}", **row) for n, row in enumerate(rows)]
    )


mentees = numbered(Mentee, 7)
mentors = numbered(Mentor, 6)


def pupil(**parts: object) -> Mentee:
    return Mentee(**{"key": "м", "name": "Лесова Анна", "consent": True, **parts})


def guide(**parts: object) -> Mentor:
    return Mentor(**{"key": "н", "name": "Горин Пётр", "consent": True, **parts})
