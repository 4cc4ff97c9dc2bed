"""The office's words for what was typed, where only the names of the fields are at hand."""

from collections import defaultdict
from functools import cache

from django.apps import apps
from django.db.models import BooleanField, Field
from django.utils.text import capfirst

from kinerja.models import Explanation, Realisation

OURS = ("kinerja", "workflow")
# Names that no table has, or has in another sense.
SCREENS = {"filing": "nomor arsip", "people": "petugas pengisi", "value": "nilai"}
ELSE = "isian"


def told(name: str, text: str) -> tuple[str, str]:
    """Say "value-1.1" and a choice as a screen does: "Nilai 1.1", and the choice's own word."""
    base, _, row = name.partition("-")
    field = (of_a_row() if row else named()).get(base)
    word = SCREENS.get(base) or (field and str(field.verbose_name)) or ELSE
    return f"{capfirst(word)} {row}".strip(), shown(field, text)


def shown(field: Field | None, text: str) -> str:
    if isinstance(field, BooleanField):
        return "ya"
    return str(dict(field.flatchoices).get(text, text)) if field else text


@cache
def of_a_row() -> dict[str, Field]:
    """Lead from the names in a grid to what is typed about a row."""
    return {field.name: field for model in (Explanation, Realisation) for field in fields(model)}


@cache
def named() -> dict[str, Field]:
    """Lead from a name to a field that stands for it, in the word that most tables have for it."""
    models = (model for model in apps.get_models() if model._meta.app_label in OURS)
    words: dict[str, list[Field]] = defaultdict(list)
    for field in (field for model in models for field in fields(model)):
        if field.verbose_name != field.name.replace("_", " "):
            words[field.name].append(field)
    return {name: commonest(found) for name, found in words.items()}


def fields(model) -> tuple[Field, ...]:
    return model._meta.fields


def commonest(found: list[Field]) -> Field:
    said = [str(field.verbose_name) for field in found]
    return max(found, key=lambda field: said.count(str(field.verbose_name)))
