from __future__ import annotations

import pytest

from docforge import docx, pdf, xlsx
from docforge.paper import Paper


@pytest.mark.parametrize("render", [docx.render, pdf.render, xlsx.render])
def test_a_paper_without_blocks_author_and_day_is_still_a_file(render):
    made = render(Paper("Пусто", ()))
    assert made[:2] in (b"PK", b"%P")
    assert made == render(Paper("Пусто", ()))
