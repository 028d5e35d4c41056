"""Remembered: the tests' memory of what was read changes nothing of what is told."""

from __future__ import annotations

import pytest

from briefgen.load import load_project
from conftest import atlantis_door, told
from corruptions import CORRUPTIONS, Corruption
from remembered import forgetting


def holds(corruption: Corruption) -> None:
    changed = {corruption.file: corruption.content()}
    remembered = told(changed)
    with forgetting():
        assert told(changed) == remembered


@pytest.mark.slow
@pytest.mark.parametrize("corruption", CORRUPTIONS[::24], ids=lambda corruption: corruption.name)
def test_the_same_is_told_with_and_without_memory(corruption: Corruption) -> None:
    holds(corruption)


@pytest.mark.slow
def test_the_same_is_told_of_every_corruption() -> None:
    for corruption in CORRUPTIONS:
        holds(corruption)


def test_what_is_laid_over_a_document_is_not_remembered() -> None:
    overlay = {"data/locales/fr-CA.yaml": b"actors:\n  ATL: {name: Atlantide}\n"}
    loaded, _ = load_project({**atlantis_door().files, **overlay})
    assert loaded is not None and loaded.relationship.actors["ATL"].name["fr-CA"] == "Atlantide"
    assert told({}) == ()
