"""Contrast of every theme, calculated from the tokens as WCAG defines it."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[1] / "static" / "core" / "css" / "themes.css"
THEMES = ("light", "dark", "contrast", "night", "blue")
GROUNDS = ("paper", "paper-deep", "surface")
TEXTS = ("ink", "ink-soft", "accent", "accent-deep", "link", "soon", "late", "slate")
ON_SOFT = (
    ("accent-deep", "accent-soft"),
    ("accent", "accent-soft"),
    ("soon", "soon-soft"),
    ("late", "late-soft"),
    ("slate", "slate-soft"),
)
INK_ON = ("accent-soft", "soon-soft", "late-soft", "slate-soft", "mark")
SHAPES = ("control", "focus", "accent", "soon-fill", "late-fill", "slate-fill")


def block(source, selector):
    found = re.search(re.escape(selector) + r"\s*\{(.*?)\}", source, re.DOTALL)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", found[1]))


def tokens(theme):
    source = CSS.read_text(encoding="utf-8")
    values = block(source, '[data-theme="light"]')
    if theme == "dark":
        values |= block(source, '[data-theme="dark"]')
    elif theme != "light":
        values |= block(source, '[data-theme="blue"]') | block(source, f'\n\n[data-theme="{theme}"]')
        values |= (
            dict(re.findall(r"--([\w-]+):\s*([^;]+);", source.rsplit(f'[data-theme="{theme}"] {{', 1)[1].split("}")[0]))
            if theme != "blue"
            else {}
        )
    return values


def colour(values, name):
    value = values[name]
    while value.startswith("var("):
        value = values[value[6:-1]]
    return tuple(int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))


def luminance(rgb):
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(values, one, other):
    lighter, darker = sorted((luminance(colour(values, one)), luminance(colour(values, other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_readable(theme):
    values = tokens(theme)
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [*ON_SOFT, *(("ink", ground) for ground in INK_ON), ("on-accent", "accent"), ("on-accent", "accent-deep")]
    pairs += [("paper", "ink"), ("paper", "late"), ("ink-soft", "slate-soft")]
    poor = {pair: round(contrast(values, *pair), 2) for pair in pairs if contrast(values, *pair) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_are_seen(theme):
    values = tokens(theme)
    poor = {
        (shape, ground): round(contrast(values, shape, ground), 2)
        for shape in SHAPES
        for ground in ("paper", "surface")
        if contrast(values, shape, ground) < 3
    }
    assert poor == {}


def test_dark_of_the_system_is_the_dark_theme():
    source = CSS.read_text(encoding="utf-8")
    assert block(source, ":root:not([data-theme])") == block(source, '[data-theme="dark"]')
