"""The guide for a curator says what the pages say: every button it names stands in a template or in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estafeta.workbench.guides import guides

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
BUTTON = re.compile(r"\*\*«([^»]+)»\*\*")
SAMPLES = {"вот так"}


def surface() -> str:
    """Everything that can put words on a page."""
    folder = ROOT / "src" / "estafeta"
    files = [*folder.rglob("*.html"), *folder.rglob("*.py"), *folder.rglob("*.js")]
    return "\n".join(path.read_text("utf-8") for path in files if "tests" not in path.parts)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_guide_names_buttons_as_the_pages_do(guide):
    text = " ".join(guide.read_text("utf-8").split())
    shown = surface()
    named = set(BUTTON.findall(text)) - SAMPLES
    assert named or not guides()[guide.stem].pages, "only what is done at a terminal names no button"
    assert sorted(name for name in named if name not in shown) == []


def test_guide_names_the_demo_user_and_password():
    from estafeta.accounts.published import DEMO_PASSWORD
    from estafeta.demo.cast import PEOPLE

    text = (ROOT / "docs" / "guides" / "pervyy-den-kuratora.md").read_text("utf-8")
    assert f"`{PEOPLE['curator'].username}`" in text
    assert f"`{DEMO_PASSWORD}`" in text
