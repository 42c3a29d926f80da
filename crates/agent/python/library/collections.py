# Python's `collections`.
from ucollections import OrderedDict, deque, namedtuple


class defaultdict(dict):
    def __init__(self, default_factory=None, *start, **more):
        super().__init__(*start, **more)
        self.default_factory = default_factory

    def __getitem__(self, key):
        if key not in self:
            if self.default_factory is None:
                raise KeyError(key)
            self[key] = self.default_factory()
        return self.get(key)

    def __repr__(self):
        return 'defaultdict(%r, %r)' % (self.default_factory, dict(self.items()))


class Counter(dict):
    def __init__(self, values=(), **more):
        super().__init__()
        self.update(values, **more)

    def __getitem__(self, key):
        return self.get(key, 0)

    def update(self, values=(), **more):
        pairs = values.items() if isinstance(values, dict) else [(value, 1) for value in values]
        for key, count in list(pairs) + list(more.items()):
            self[key] = self.get(key, 0) + count

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def most_common(self, limit=None):
        pairs = sorted(self.items(), key=lambda pair: -pair[1])
        return pairs if limit is None else pairs[:limit]

    def __repr__(self):
        return 'Counter(%r)' % dict(self.most_common())
