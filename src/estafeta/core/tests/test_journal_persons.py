"""Personal words of the journal stand under the key of the person; who is erased is gone from it, the chain holds."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from estafeta.core import erasures
from estafeta.core.journal import Personal, record
from estafeta.core.journal.chain import append
from estafeta.core.journal.keys import Erasure, SubjectKey
from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.retention import LEAST, Terms, read_terms, retire
from estafeta.core.journal.subjects import Subject
from estafeta.core.journal.verifying import verify
from estafeta.core.journal.watching import QUIET, about, exported, viewed, who_looked
from estafeta.core.tests.test_journal_chain import seal
from estafeta.organisations.actions import add_member, invite_colleague
from estafeta.organisations.actions.invitations import accept_as_new_user
from estafeta.organisations.models import Invitation
from estafeta.organisations.packs import RETENTION
from estafeta.organisations.scope import outside_scope, tenant_scope

GONE = "участник удалён"


@pytest.fixture(autouse=True)
def _backups(settings, tmp_path):
    settings.BACKUPS = tmp_path / "backups"


def stored(line):
    """The whole line as it lies in the database."""
    return json.dumps(JournalLine.chain.filter(pk=line.pk).values("sentence", "before", "after")[0], ensure_ascii=False)


def shown(line):
    return JournalLine.objects.get(pk=line.pk)


@pytest.fixture
def line(in_school):
    teacher = in_school.teacher
    return record(
        user=in_school.curator,
        tenant=in_school.school.path,
        verb="test.note",
        target=in_school.school,
        sentence=f"{teacher.full_name} ({teacher.short_name}) передаёт дела, её почта {teacher.email}",
        before={"names": [teacher.full_name, "никто"], "hours": 3},
        after={"phone": Personal(teacher, "+7 900 000-00-00"), "left": Personal(teacher, None)},
        subjects=[teacher],
    )


def test_names_are_sealed_in_the_database_and_open_to_readers(line, in_school):
    teacher, text = in_school.teacher, stored(line)
    for word in (teacher.last_name, teacher.email, "900"):
        assert word not in text
    seen = shown(line)
    assert seen.sentence == f"{teacher.full_name} ({teacher.short_name}) передаёт дела, её почта {teacher.email}"
    assert seen.before == {"names": [teacher.full_name, "никто"], "hours": 3}
    assert seen.after == {"phone": "+7 900 000-00-00", "left": None}
    assert [one.sentence for one in JournalLine.objects.filter(pk=line.pk).iterator()] == [seen.sentence]


def test_a_name_inside_another_word_is_left(in_school):
    in_school.teacher.last_name, in_school.teacher.username = "Ким", "kim"
    line = record(
        user=None, tenant=in_school.school.path, verb="test.note", target=None,
        sentence="Кимоно для kim и kimberley", subjects=[in_school.teacher],
    )  # fmt: skip
    assert JournalMention.objects.get(line=line).subject_id == in_school.teacher.pk
    assert stored(line).count("⟦") == 1
    assert shown(line).sentence == "Кимоно для kim и kimberley"


def test_erasing_a_person_destroys_the_key_and_the_chain_holds(line, in_school, django_capture_on_commit_callbacks):
    teacher, text = in_school.teacher, stored(line)
    seal()
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(
            "accounts.user", str(teacher.pk), by=in_school.director, tenant=in_school.school.path, reason="отзыв"
        )
    seal()
    assert stored(line) == text, "the line itself is never touched"
    seen = shown(line)
    assert seen.sentence == f"{GONE} ({GONE}) передаёт дела, её почта {GONE}"
    assert (seen.before["names"], seen.after["phone"]) == ([GONE, "никто"], GONE)
    assert bytes(SubjectKey.objects.get(kind="accounts.user", subject_id=teacher.pk).key) == b""
    assert verify().holds
    name = teacher.last_name
    teacher.refresh_from_db()
    assert (teacher.full_name, teacher.email, teacher.is_active) == (f"removed-{teacher.pk}", "", False)
    last = JournalLine.objects.first()
    assert (last.verb, name in last.sentence, str(teacher.pk) in last.sentence) == ("core.erase_subject", False, True)


def test_of_an_erased_person_nothing_is_written_again(line, in_school):
    teacher = in_school.teacher
    erasures.erase("accounts.user", str(teacher.pk))
    again = record(
        user=None, tenant=in_school.school.path, verb="test.note", target=None,
        sentence=f"Снова {teacher.full_name}", subjects=[teacher],
    )  # fmt: skip
    assert (shown(again).sentence, teacher.last_name in stored(again)) == (f"Снова {GONE}", False)
    assert SubjectKey.objects.filter(kind="accounts.user", subject_id=teacher.pk).count() == 1


def test_the_key_of_one_person_opens_nothing_of_another(line, in_school):
    other = in_school.clerk
    text = stored(line).replace(f"accounts.user:{in_school.teacher.pk}", f"accounts.user:{other.pk}")
    record(user=None, tenant="", verb="test.note", target=None, sentence=other.full_name, subjects=[other])
    stolen = append([(JournalLine(tenant="x/", verb="t.t", target_type="", **json.loads(text)), ())])
    assert stolen is None
    with outside_scope("a test looks at another tenant"):
        assert in_school.teacher.last_name not in JournalLine.objects.get(tenant="x/").sentence


def test_roles_profiles_and_letters_are_sealed(in_school, curator, today):
    cast = in_school
    now = timezone.now()
    letter = invite_colleague(actor=curator, email="novaya@school.example", role="employee", now=now, today=today)
    values = {"last_name": "Новикова", "first_name": "Вера", "patronymic": "", "password": "x"}
    user = accept_as_new_user(invitation=letter, by_letter=True, now=now, today=today, **values)
    add_member(actor=curator, user=user, organisation=cast.school, role="methodist", starts=today)
    text = json.dumps(list(JournalLine.chain.values("sentence", "before", "after")), ensure_ascii=False)
    assert "Новикова" not in text
    assert "novaya@" not in text
    erasures.erase("accounts.user", str(user.pk))
    with outside_scope("every line of the journal"):
        lines = json.dumps(
            [[one.sentence, one.before, one.after] for one in JournalLine.objects.all()], ensure_ascii=False
        )
    assert "Новикова" not in lines
    assert "novaya@" not in lines, "the invitation is the same person"
    assert Invitation.objects.get(pk=letter.pk).email == ""


def test_list_beside_the_backups_has_every_erasure_once_and_no_names(in_school, django_capture_on_commit_callbacks):
    path = Path(settings.BACKUPS) / erasures.LIST
    for user in (in_school.teacher, in_school.clerk, in_school.teacher):
        with django_capture_on_commit_callbacks(execute=True):
            erasures.erase("accounts.user", str(user.pk))
    wanted = [("accounts.user", str(user.pk)) for user in (in_school.teacher, in_school.clerk)]
    assert list(erasures.listed(path)) == wanted
    assert [json.loads(line).keys() for line in path.read_text().splitlines()] == [{"kind", "key", "at"}] * 2
    assert path.stat().st_mode & 0o077 == 0


def test_restore_erases_again_whoever_came_back(line, in_school):
    teacher = in_school.teacher
    gone = [("accounts.user", str(teacher.pk)), ("accounts.user", "999999")]
    assert erasures.replay(gone) == 2
    assert shown(line).sentence.startswith(GONE)
    assert Erasure.objects.count() == 2
    assert erasures.replay(gone) == 0, "a second time there is nobody"
    assert [one.verb for one in JournalLine.chain.order_by("-pk")[:1]] == ["core.replay_erasures"]
    with pytest.raises(KeyError):
        erasures.replay([("nobody.knows", "1")])


def test_a_broken_list_stops_a_restore(tmp_path):
    path = tmp_path / erasures.LIST
    path.write_text('{"kind": "accounts.user", "key": "1"}\nне то\n', "utf-8")
    with pytest.raises(ValueError, match="char 0"):
        list(erasures.listed(path))


def test_looks_are_written_once_in_half_an_hour_and_exports_always(in_school, curator, director, monkeypatch):
    teacher, clerk, place = in_school.teacher, in_school.clerk, in_school.school
    words = f"Открыта карточка: {teacher.full_name}"
    look = {"card": "test.view_card", "words": words}
    assert [viewed(curator, teacher, **look) for _ in range(4)] == [True, False, False, False]
    assert viewed(director, teacher, **look), "another person counts by herself"
    assert viewed(curator, clerk, **look)
    later = timezone.now() + QUIET
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + dt.timedelta(seconds=1))
    assert viewed(curator, teacher, **look)
    for _ in range(2):
        exported(curator, [teacher, clerk], what="test.export", words="Выгружен список", about=place)
    found = who_looked(place.path, Subject("accounts.user", teacher.pk))
    assert [(one.verb, one.user) for one in found] == [
        ("test.export", curator.user), ("test.export", curator.user), ("test.view_card", curator.user),
        ("test.view_card", director.user), ("test.view_card", curator.user),
    ]  # fmt: skip
    with tenant_scope(in_school.forest_school):
        assert not who_looked(in_school.forest_school.path, Subject("accounts.user", teacher.pk)).exists()


def test_search_by_subject_finds_deeds_too(line, in_school):
    found = about(in_school.school.path, Subject("accounts.user", in_school.teacher.pk))
    assert line.pk in {one.pk for one in found}


TERMS = Terms({"view": 1, "export": 3, "deed": 5}, {"accounts.": 2}, frozenset({"core.erase_subject"}))


@pytest.mark.parametrize(
    ("verb", "act", "years"),
    [("a.b", "", 5), ("a.b", "view", 1), ("accounts.sign_in", "", 2), ("core.erase_subject", "", None)],
)
def test_terms_of_a_line(verb, act, years):
    assert TERMS.of(verb, act) == years


def test_old_lines_are_emptied_the_chain_stays_and_one_line_says_so(in_school):
    now, subject = timezone.now(), Subject("accounts.user", in_school.teacher.pk)
    ages = [(6, ""), (4, ""), (2, "view"), (0, "view")]
    lines = [
        JournalLine(
            tenant="old/", verb=f"test.n{number}", target_type="", sentence="Давно", after={"a": 1},
            at=now - dt.timedelta(days=366 * years + 2),
        )
        for number, (years, _) in enumerate(ages)
    ]  # fmt: skip
    append([(line, [(subject, act)]) for line, (_, act) in zip(lines, ages, strict=True)])
    seal()
    assert retire("old/", TERMS, now) == 2
    seal()
    rows = JournalLine.chain.filter(tenant="old/").order_by("number")
    assert [(one.sentence, one.after != {}, one.retired_at is None) for one in rows][:4] == [
        ("", False, False), ("Давно", True, True), ("", False, False), ("Давно", True, True),
    ]  # fmt: skip
    assert (rows[4].verb, rows[4].after) == ("organisations.retire_lines", {"lines": 2, "first": 1, "last": 3})
    assert verify("old/").holds
    assert retire("old/", TERMS, now) == 0


def test_terms_of_the_pack_are_read_and_wrong_ones_refused():
    assert RETENTION.value().of("people.view_card", "view") == 3
    assert RETENTION.value().of("core.erase_subject", "") is None
    for wrong in (0, "3", True, None):
        with pytest.raises(ValueError, match=f"не меньше {LEAST}"):
            read_terms({"years": {"view": wrong, "export": 3, "deed": 5}})


def test_opening_a_page_of_lines_asks_the_keys_once(in_school, django_assert_num_queries):
    for user in (in_school.teacher, in_school.clerk, in_school.director):
        for _ in range(3):
            record(
                user=None,
                tenant=in_school.school.path,
                verb="t.t",
                target=None,
                sentence=user.full_name,
                subjects=[user],
            )
    with django_assert_num_queries(2):
        list(JournalLine.objects.filter(verb="t.t"))
