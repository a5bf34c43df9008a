"""The database and Python say the same of every due: its state on a day, the stage of its measure."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estafeta.control.expressions import due_state_case, stage_case
from estafeta.roadmaps.models import Due, Measure, MeasureKind
from estafeta.roadmaps.queries.states import due_state
from estafeta.roadmaps.understanding import catalogue, stage_of_kinds

TODAY = dt.date(2026, 11, 21)
DAYS = st.integers(-40, 40).map(lambda shift: TODAY + dt.timedelta(days=shift))
NEAR = st.integers(-1, 8).map(lambda shift: TODAY + dt.timedelta(days=shift))
ROWS = st.lists(
    st.tuples(st.sampled_from(Due.State.values), st.none() | NEAR | DAYS, NEAR | DAYS, st.booleans()),
    min_size=1,
    max_size=40,
)
CODES = st.lists(
    st.tuples(st.sampled_from([*catalogue(), "gone"]), st.sampled_from([0.2, 0.5, 0.9]), st.booleans()),
    max_size=4,
    unique_by=lambda kind: kind[0],
)
MANY = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def due(measure: Measure, state: str, due_on: dt.date | None, fact_on: dt.date) -> Due:
    done, dropped = state == "done", state in ("cancelled", "not_needed", "off_control")
    return Due(
        measure=measure,
        state=state,
        due_on=due_on,
        fact_on=fact_on if done else None,
        closed_reason="так" if dropped else "",
    )


@MANY
@given(rows=ROWS)
def test_state_of_a_due_in_sql_is_that_of_python(pick, rows) -> None:
    firm, loose = pick("1.1"), pick("1.2")
    Measure.objects.filter(pk=loose.pk).update(conditional=True)
    Due.objects.filter(measure__in=[firm, loose]).delete()
    Due.objects.bulk_create(due(loose if loosely else firm, *values) for *values, loosely in rows)
    found = Due.objects.filter(measure__in=[firm, loose]).annotate(sql=due_state_case(TODAY))
    for row in found.select_related("measure"):
        assert row.sql == due_state(row, TODAY, conditional=row.measure.conditional).state


@MANY
@given(kinds=CODES, own=st.none() | st.integers(1, 8), section=st.none() | st.integers(1, 8))
def test_stage_of_a_due_in_sql_is_that_of_python(pick, kinds, own, section) -> None:
    measure = pick("1.1")
    measure.stage, measure.section.stage = own, section
    measure.save()
    measure.section.save()
    MeasureKind.objects.filter(measure=measure).delete()
    for code, confidence, confirmed in kinds:
        MeasureKind.objects.create(measure=measure, code=code, confidence=confidence, confirmed_by_person=confirmed)
    codes = list(MeasureKind.objects.filter(measure=measure).values_list("code", flat=True))
    found = Due.objects.filter(measure=measure).annotate(sql=stage_case()).get()
    assert found.sql == (own or section or stage_of_kinds(codes))


@pytest.mark.parametrize(("shift", "expected"), [(-1, "late"), (0, "today"), (1, "soon"), (7, "soon"), (8, "planned")])
def test_boundary_days(pick, shift, expected) -> None:
    row = pick("1.1").dues.get()
    row.due_on = TODAY + dt.timedelta(days=shift)
    row.save()
    assert Due.objects.annotate(sql=due_state_case(TODAY)).get(pk=row.pk).sql == expected
