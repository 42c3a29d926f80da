# Python's `typing`: names for hints, which nothing checks.
TYPE_CHECKING = False


class _Form:
    def __getitem__(self, kinds):
        return self


Any = Optional = Union = List = Dict = Tuple = Set = FrozenSet = Type = Callable = Iterable = Iterator = Sequence = _Form()
Mapping = MutableMapping = Generator = Literal = ClassVar = Final = NoReturn = Hashable = AnyStr = IO = TextIO = Text = Any


def cast(kind, value):
    return value


def TypeVar(name, *kinds, **options):
    return Any
