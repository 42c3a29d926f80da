#!/usr/bin/env python3
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 / 2, 2 ** 10, 2 ** 100, divmod(17, 5))
print(1 / 3, 0.1 + 0.2, 1e100, 1e16, 123456789.123, 1.0, -0.0, round(2.675, 2), round(7.5))
print(int('42'), int('ff', 16), int('0b11', 0), float('1.5'), hex(255), oct(8), bin(5), abs(-3))
print(max(3, 1, 2), min([3, 1, 2]), sum(range(10)), sorted([3, 1, 2]), list(reversed([1, 2])))
print(1 == 1.0, True + 1, bool([]), bool('x'), None is None, 3 < 4 < 5)
print(int('12x'))
