"""Offer: what a package offers by name, imported from its module when it is asked for and not before."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def offer(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """What a package's `__getattr__` is, so that who needs one of its modules does not import the others.

    Args:
        package: the package's name.
        homes: for each module, by its full name, the names that the package offers from it.
    """
    home = {name: module for module, names in homes.items() for name in names}

    def found(name: str) -> Any:
        """A name that the package offers, from its module.

        Raises:
            AttributeError: if the package offers no such name.
        """
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(home[name]), name)

    return found
