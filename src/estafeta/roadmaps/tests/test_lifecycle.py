from __future__ import annotations

import pytest

from estafeta.core.lifecycles import check, possible
from estafeta.core.refusals import Refusal
from estafeta.core.rights import REASONS
from estafeta.intake.lifecycle import LOAD
from estafeta.intake.models import Load
from estafeta.roadmaps.lifecycle import DUE, MOVE, ROADMAP
from estafeta.roadmaps.models import Due, DueMove, Roadmap

TABLES = [(DUE, Due), (MOVE, DueMove), (ROADMAP, Roadmap), (LOAD, Load)]


@pytest.mark.parametrize(("table", "model"), TABLES, ids=["due", "move", "roadmap", "load"])
def test_table_names_only_states_of_its_model_and_known_rights(table, model) -> None:
    states = set(model.State.values)
    for step in table.values():
        assert step.sources <= states
        assert step.target in states
        assert step.right in REASONS
        assert step.refusal.endswith(".")


@pytest.mark.parametrize(("table", "model"), TABLES, ids=["due", "move", "roadmap", "load"])
def test_check_agrees_with_possible(table, model) -> None:
    for state in model.State.values:
        offered = {step.name for step in possible(table, state)}
        for name in table:
            if name in offered:
                assert check(table, name, state).name == name
            else:
                with pytest.raises(Refusal):
                    check(table, name, state)
