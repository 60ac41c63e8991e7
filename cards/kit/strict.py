"""What makes `adaptivecards` strict: a part with a property that does not exist is refused."""

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from adaptivecards import baseobject

_SCALARS = frozenset({str, int, float, bool, NoneType})


class Property(baseobject.PropertyType):
    """One field of an element, checked against the type written for it."""

    def __init__(self, name: str, hint: Any) -> None:
        options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        (wanted,) = (option for option in options if option is not NoneType)
        origin = get_origin(wanted)
        self.choices = frozenset(get_args(wanted)) if origin is Literal else None
        self.item: Any = None
        if origin is Sequence:
            (item,) = get_args(wanted)
            self.item = get_origin(item) or item
        runtime = {Literal: str, Sequence: (list, tuple), None: wanted}
        super().__init__(type=runtime.get(origin, origin), key_name=name)

    def __set__(self, instance: Any, value: Any) -> None:
        if value is None:
            instance.render().pop(self.key_name, None)
            return
        self.check(value)
        super().__set__(instance, value)

    def check(self, value: Any) -> None:
        """Accept *value*, or raise TypeError or ValueError."""
        choices = self.choices
        if type(value) is self.type and self.item is None and (not choices or value in choices):
            return  # as most are, and a card has a hundred
        if isinstance(value, bool) and self.type is not bool:  # isinstance(True, int) holds
            raise TypeError(f"{self.key_name} must be {self.type}, not a bool")
        if not isinstance(value, self.type):
            raise TypeError(f"{self.key_name} must be {self.type}, not {type(value).__name__}")
        if self.choices is not None and value not in self.choices:
            raise ValueError(f"{self.key_name}={value!r} is none of {sorted(self.choices)}")
        if self.item is not None and not all(isinstance(item, self.item) for item in value):
            raise TypeError(f"{self.key_name} must hold {self.item.__name__} only")


@dataclass_transform(kw_only_default=True)
class Strict:
    """Takes the fields of its class as keywords and no other: the library loses those in silence.

    Without a default a field is required. What a class accepts is worked out once, when the class
    is made: walking its ancestors for every keyword was most of the cost of a card.
    """

    _properties: ClassVar[dict[str, Property]] = {}
    _defaults: ClassVar[dict[str, Any]] = {}
    _blank: ClassVar[dict[str, Any] | None] = None  # what a part shows before it is told anything
    _required: ClassVar[frozenset[str]] = frozenset()
    _data: ClassVar[dict[str, Any]]  # the library gives each object its own

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        hints = get_type_hints(cls, localns={cls.__name__: cls})
        fields = {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}
        own = {name: value for name, value in vars(cls).items() if name in fields}
        defaults = {k: v for base in reversed(cls.__mro__) for k, v in defaults_of(base).items()}
        cls._defaults = defaults | own
        cls._blank = None
        cls._required = frozenset(fields.keys() - cls._defaults.keys())
        cls._properties = {name: Property(name, hint) for name, hint in fields.items()}
        for name, declared in cls._properties.items():
            setattr(cls, name, declared)

    def __init__(self, **values: Any) -> None:
        # Straight into the library's fields: its own way looks each up among all ancestors.
        fields = dict(self._begun() if self._blank is None else self._blank)
        self.__dict__["_data"] = fields
        if not self._required <= values.keys():
            raise TypeError(
                f"{type(self).__name__} needs {sorted(self._required - values.keys())}"
            )
        properties = self._properties
        for name, value in values.items():
            declared = properties.get(name)
            if declared is None:
                raise TypeError(f"{type(self).__name__} has no {name!r}")
            if value is None:
                fields.pop(declared.key_name, None)
            else:
                declared.check(value)
                fields[declared.key_name] = value
        self._complete()

    def _begun(self) -> dict[str, Any]:
        """Return what a part of this class shows before it is told anything, worked out once."""
        super().__init__()
        for name, value in self._defaults.items():
            setattr(self, name, value)
        type(self)._blank = self._data  # noqa: SLF001 -- of its own class
        return self._data

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._properties and name != "_data":  # where the library keeps the fields
            raise TypeError(f"{type(self).__name__} has no {name!r}")
        object.__setattr__(self, name, value)

    def _complete(self) -> None:
        """Called when all fields are set."""


def defaults_of(base: type) -> dict[str, Any]:
    """Return the values that properties of a part have unless they are given."""
    defaults: dict[str, Any] = vars(base).get("_defaults", {})
    return defaults
