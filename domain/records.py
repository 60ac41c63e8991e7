"""Records: values that never change, with the fields that they name and no others."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Return *cls* as a frozen dataclass with slots: what nearly all of our values are."""
    return dataclass(frozen=True, slots=True)(cls)
