"""Layers of norms: whose hold where, what may be saved, undo, versions, tenancy."""

from __future__ import annotations

import pytest

from estafeta.core.models import JournalLine
from estafeta.core.packs import FAMILIES, unsafe_patterns
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.writing import Stale
from estafeta.documents.packs import ITEMS, NORMS, PAPERS, items_here, norms_here, paper_kinds
from estafeta.intake.plan_templates import draft_of_template
from estafeta.organisations.scope import tenant_scope
from estafeta.packs import actions
from estafeta.packs.models import PackEntry, PackVersion
from estafeta.packs.queries import entry_page, family_row, layers_here, problems
from estafeta.plan_checks.packs import required_here
from estafeta.roadmaps.packs import KINDS
from estafeta.roadmaps.understanding import catalogue, kinds_of
from estafeta.workbench.undoing import take_back
from norms.layers import parse
from norms.writing import to_toml

ORDER = "Приказ министерства от 01.12.2026 № 45"


def changed(family, code: str, **values: object) -> str:
    return to_toml({**parse(family.ground().entries[code] or ""), **values})


@pytest.fixture
def save():
    """`save(actor, PAPERS, "curator_order", title="…")` is a change of a shipped entry in her organisation."""

    def put(actor, family, code, version=None, **values):
        with tenant_scope(actor.organisation):
            text = changed(family, code, **values)
            return actions.save_entry(actor=actor, family=family, code=code, text=text, source=ORDER, version=version)

    return put


@pytest.fixture
def operator(cast, act):
    return act(cast.operator, cast.ministry)


@pytest.fixture
def coordinator(cast, act):
    return act(cast.coordinator, cast.department)


def title_at(organisation) -> str:
    with tenant_scope(organisation):
        return paper_kinds()["curator_order"].title


def test_the_nearest_layer_holds_and_neighbours_keep_theirs(cast, save, operator, coordinator, curator):
    shipped = title_at(cast.school)
    save(operator, PAPERS, "curator_order", title="Региона")
    assert {title_at(one) for one in (cast.ministry, cast.school, cast.college, cast.forest_school)} == {"Региона"}
    save(coordinator, PAPERS, "curator_order", title="Района")
    assert (title_at(cast.department), title_at(cast.school)) == ("Района", "Района")
    assert (title_at(cast.forest_school), title_at(cast.ministry)) == ("Региона", "Региона")
    save(curator, PAPERS, "curator_order", title="Школы")
    assert (title_at(cast.school), title_at(cast.college)) == ("Школы", "Района")
    assert paper_kinds()["curator_order"].title == shipped, "outside any scope what is shipped holds"


def test_families_use_what_holds_here(cast, save, curator, today):
    with tenant_scope(cast.school):
        before = (len(norms_here().norms), len(items_here()), required_here()["school"])
    save(curator, NORMS, "r145", name="распоряжение, как его зовут у нас")
    save(curator, ITEMS, "curator", title="Кто куратор")
    save(curator, FAMILIES["required"], "school", measures=["pair_formation"])
    save(curator, FAMILIES["roadmaps"], "college", name="Колледж, по-нашему", title="Карта {y0}–{y1} {y0.real} {span}")
    save(curator, FAMILIES["site"], "site", words=["тьютор"])
    with tenant_scope(cast.school):
        assert norms_here().by_code("r145").name == "распоряжение, как его зовут у нас"
        assert (len(norms_here().norms), len(items_here())) == before[:2]
        assert [item.title for item in items_here() if item.code == "curator"] == ["Кто куратор"]
        assert required_here()["school"] == ("pair_formation",)
        draft = draft_of_template("college", 2026, cast.school)
        assert draft.title == f"Карта 2026–2027 {{y0.real}} 2026-2028. {cast.school.short_name}"
        assert FAMILIES["site"].value() == ("тьютор",)
    with tenant_scope(cast.college):
        assert required_here()["school"] == before[2]


def test_words_of_a_kind_of_measure_are_read_at_once(cast, save, curator):
    title = "Полить герань"
    with tenant_scope(cast.school):
        assert [kind.code for kind in kinds_of(title)] == ["other"]
    save(curator, KINDS, "informing_community", strong=["герань"], name="Герань")
    with tenant_scope(cast.school):
        assert [kind.code for kind in kinds_of(title)] == ["informing_community"]
        assert catalogue()["informing_community"].name == "Герань"
    with tenant_scope(cast.college):
        assert [kind.code for kind in kinds_of(title)] == ["other"]


def test_hidden_entry_is_gone_here_and_below_only(cast, coordinator):
    with tenant_scope(cast.department):
        actions.hide_entry(actor=coordinator, family=PAPERS, code="centre_order", source=ORDER)
        with pytest.raises(Refusal, match="и так нет"):
            actions.hide_entry(actor=coordinator, family=PAPERS, code="centre_order", source=ORDER)
        with pytest.raises(Refusal, match="other"):
            actions.hide_entry(actor=coordinator, family=KINDS, code="other", source=ORDER)
    for organisation, known in ((cast.school, False), (cast.forest_school, True)):
        with tenant_scope(organisation):
            assert ("centre_order" in paper_kinds()) is known


def test_new_entry_of_its_own(cast, curator):
    text = 'title = "Своё"\ngroup = "Работа"\n'
    with tenant_scope(cast.school):
        actions.save_entry(actor=curator, family=ITEMS, code="own_item", text=text, source=ORDER)
        assert [item.title for item in items_here() if item.code == "own_item"] == ["Своё"]
        with pytest.raises(Refusal, match="новые записи не добавляются"):
            actions.save_entry(actor=curator, family=FAMILIES["site"], code="b", text='words = ["а"]', source=ORDER)
        for code in ("", "Код", "1a", "a" * 61):
            with pytest.raises(Refusal, match="латинские"):
                actions.save_entry(actor=curator, family=ITEMS, code=code, text=text, source=ORDER)


@pytest.mark.parametrize(
    ("family", "code", "text", "sentence"),
    [
        ("documents", "curator_order", "title = ", "Строка 1"),
        ("documents", "curator_order", 'title = "Имя"', "Заполните «Зачем нужен»."),
        ("norms", "r145", 'name = "а"\nvalid_from = 2020-01-02\nvalid_to = 2020-01-01\nsource = "б"', "раньше"),
        ("norms", "r145", 'name = "а"\nvalid_from = 2020-01-02\nsource = "б"\nmention = "(а+)+б"', "слишком сложен"),
        ("inspection", "curator", 'title = "а"\ngroup = "б"\nletter = "в"', "ключ не понят"),
        ("measure_kinds", "regulation", 'name = "а"\napp = "б"\nproof = "в"\nhides = ["нет"]', "неизвестные коды"),
        ("required", "school", "", "Норма не может быть пустой."),
        ("roadmaps", "college", 'name = "а"\ntitle = "б"\nnote = "в"\nyears = 1\nlayout = "roles5"', "sections"),
        ("windows", "windows", "[once]\nbefore = -1\nafter = 1\n[repeated]\nafter = 1", "меньше нуля"),
        ("site", "site", "words = []", "Заполните «Основы слов»."),
        ("below", "below", 'gathered = ["("]\nown = []\nbelow = []\ndoers = []', "записаны неверно"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(cast, curator, family, code, text, sentence):
    with tenant_scope(cast.school):
        with pytest.raises(Refusal) as caught:
            actions.save_entry(actor=curator, family=FAMILIES[family], code=code, text=text, source=ORDER)
        assert sentence in caught.value.sentence
        assert not PackEntry.objects.exists()
        FAMILIES[family].value()


def test_every_shipped_entry_may_be_saved_as_it_is_but_for_a_word(cast, in_school):
    for family in FAMILIES.values():
        for code, text in family.ground().entries.items():
            assert problems(family, cast.school, code, f"{text}\n# своё\n") == [], (family.code, code)


def test_only_new_patterns_are_looked_at(cast):
    assert list(unsafe_patterns({"a": ["(а+)+"]}, {"a": ["(а+)+"]})) == []
    assert len(list(unsafe_patterns({"a": ["(а+)+", "а(б|в)"]}, {}))) == 1


def test_change_is_one_line_of_the_journal_one_version_and_can_be_taken_back(cast, save, curator):
    shipped = title_at(cast.school)
    undo = save(curator, PAPERS, "curator_order", title="Первая")
    save(curator, PAPERS, "curator_order", title="Вторая")
    with tenant_scope(cast.school):
        lines = JournalLine.objects.filter(verb="packs.save_entry")
        assert [line.after for line in lines] == [{"source": ORDER}] * 2
        assert list(PackVersion.objects.values_list("number", flat=True)) == [2, 1]
        with pytest.raises(Refusal, match="после этого запись изменили"):
            take_back(actor=curator, undo=undo)
        first = PackVersion.objects.get(number=1)
        undo = actions.restore_version(actor=curator, version=first)
    assert title_at(cast.school) == "Первая"
    with tenant_scope(cast.school):
        with pytest.raises(Refusal, match="и так действует"):
            actions.restore_version(actor=curator, version=first)
        take_back(actor=curator, undo=undo)
        assert paper_kinds()["curator_order"].title == "Вторая", "what was remembered is forgotten"
        entry = PackEntry.objects.get()
        actions.reset_entry(actor=curator, entry=entry)
        assert paper_kinds()["curator_order"].title == shipped
        entry.refresh_from_db()
        with pytest.raises(Refusal, match="и так действует"):
            actions.reset_entry(actor=curator, entry=entry)


def test_two_people_do_not_overwrite_each_other(cast, save, curator, director):
    save(curator, PAPERS, "curator_order", title="Первая")
    with tenant_scope(cast.school):
        opened = PackEntry.objects.get().version
    save(director, PAPERS, "curator_order", version=opened, title="Вторая")
    with pytest.raises(Stale, match="сохранил другой"):
        save(curator, PAPERS, "curator_order", version=opened, title="Третья")
    with pytest.raises(Refusal, match="изменений нет"):
        save(director, PAPERS, "curator_order", title="Вторая")


def test_who_may_change_and_where(cast, save, teacher, auditor, coordinator, curator, act):
    for actor in (teacher, auditor, act(cast.coordinator, cast.school)):
        with pytest.raises(Forbidden):
            save(actor, PAPERS, "curator_order", title="Чужая")
    save(coordinator, PAPERS, "curator_order", title="Района")
    with tenant_scope(cast.department):
        entry = PackEntry.objects.get()
        with pytest.raises(Forbidden):
            actions.reset_entry(actor=curator, entry=entry)
    with tenant_scope(cast.school):
        assert not PackEntry.objects.exists(), "what stands above is not seen from below, it only holds there"


def test_rows_say_where_an_entry_comes_from(cast, save, coordinator, curator):
    save(coordinator, PAPERS, "curator_order", title="Района")
    save(curator, PAPERS, "pair_order", title="Школы")
    with tenant_scope(cast.school):
        row = family_row(PAPERS, cast.school)
        origins = {one.code: (one.origin, one.own) for one in row.entries if one.origin != "Поставка"}
        assert origins == {
            "curator_order": (cast.department.short_name, False),
            "pair_order": (cast.school.short_name, True),
        }
        assert (row.own, row.above, len(row.entries)) == (1, 1, len(PAPERS.ground().entries))
        page = entry_page(PAPERS, cast.school, "pair_order")
        assert [line.sort for line in page.lines if line.sort in ("added", "removed")].count("added") >= 1
        assert (page.below, page.own, page.problem) == ("Поставка", True, "")
        assert entry_page(PAPERS, cast.school, "nothing") is None


def test_drafts_that_a_change_touches_are_counted(cast, roadmap, ordered, curator):
    with tenant_scope(cast.school):
        page = entry_page(PAPERS, cast.school, "curator_order")
        assert [(one.count, len(one.examples)) for one in page.touched] == [(0, 0), (1, 1)]
        kinds = entry_page(KINDS, cast.school, "introduction_order")
        assert [one.count for one in kinds.touched] == [1]
    with tenant_scope(cast.college):
        assert [one.count for one in entry_page(PAPERS, cast.college, "curator_order").touched] == [0, 0]


def test_layers_cost_one_query_a_page(cast, save, curator, django_assert_num_queries):
    save(curator, PAPERS, "curator_order", title="Школы")
    with tenant_scope(cast.school), django_assert_num_queries(1):
        for family in FAMILIES.values():
            layers_here(family.code)
            family.value()


def test_own_layer_that_the_product_cannot_read_any_more_holds_nobody_up(cast, save, curator, caplog):
    save(curator, PAPERS, "curator_order", title="Школы")
    with tenant_scope(cast.school):
        PackVersion.objects.update(text='titel = "устарела"\nsort = "order"\n')
        entry = PackEntry.objects.get()
        fresh = PackVersion.objects.create(
            entry=entry, number=2, text='titel = "устарела"\nsort = "order"\n', source=ORDER, made_by=cast.curator
        )
        entry.current = fresh
        entry.save()
        shipped = parse(PAPERS.ground().entries["curator_order"] or "")["title"]
        assert paper_kinds()["curator_order"].title == shipped
        assert "ключи не поняты" in entry_page(PAPERS, cast.school, "curator_order").problem
    assert "own layers cannot be read" in caplog.text
