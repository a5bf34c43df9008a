"""Families that live as one file a kind: the file is found, nothing else has to name it."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module


@cache
def kinds(package: str, name: str) -> tuple[type, ...]:
    """Return the class called `name` of every module of the package that has one, ordered by module name."""
    root = import_module(package)
    modules = sorted(module.name for module in pkgutil.iter_modules(root.__path__))
    found = (getattr(import_module(f"{package}.{module}"), name, None) for module in modules)
    return tuple(kind for kind in found if kind is not None)
