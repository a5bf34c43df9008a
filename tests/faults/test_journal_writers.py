"""Many processes write lines of the same tenants at once: chains hold, no line is lost, nobody waits in a ring."""

from __future__ import annotations


def test_chain_holds_under_writers_of_several_tenants_at_once(machine):
    tenants = ["", "aa/", "aa/bb/", "cc/"]
    answer = machine.write_lines(writers=8, acts=25, tenants=tenants)
    assert answer == {"codes": [0] * 8, "holds": True, "breaks": [], "lines": 8 * 20 * 2}
