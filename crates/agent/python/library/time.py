# Python's `time`: always the same moment, and nobody waits.
import utime as _time

timezone, altzone, daylight, tzname = 0, 0, 0, ('UTC', 'UTC')
_now = 1704067200.0
_DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()
_MONTHS = 'January February March April May June July August September October November December'.split()


class struct_time(tuple):
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])


def time():
    return _now


def time_ns():
    return int(_now * 1000000000)


monotonic = perf_counter = process_time = clock = time


def sleep(seconds):
    global _now
    _now += seconds


def gmtime(seconds=None):
    return struct_time(tuple(_time.gmtime(int(_now if seconds is None else seconds)))[:8] + (0,))


localtime = gmtime


def mktime(moment):
    return float(_time.mktime(tuple(moment)[:8]))


def strftime(form, moment=None):
    t = moment or gmtime()
    signs = {
        'Y': '%04d' % t[0], 'm': '%02d' % t[1], 'd': '%02d' % t[2], 'H': '%02d' % t[3], 'M': '%02d' % t[4],
        'S': '%02d' % t[5], 'y': '%02d' % (t[0] % 100), 'j': '%03d' % t[7], 'A': _DAYS[t[6]], 'a': _DAYS[t[6]][:3],
        'B': _MONTHS[t[1] - 1], 'b': _MONTHS[t[1] - 1][:3], 'Z': 'UTC', 'z': '+0000', '%': '%', 'e': '%2d' % t[2],
        'F': '%04d-%02d-%02d' % tuple(t[:3]), 'T': '%02d:%02d:%02d' % tuple(t[3:6]), 's': str(int(_now)),
    }
    out, at = '', 0
    while at < len(form):
        if form[at] == '%' and at + 1 < len(form):
            at += 1
            out += signs.get(form[at], '%' + form[at])
        else:
            out += form[at]
        at += 1
    return out


def ctime(seconds=None):
    return asctime(gmtime(seconds))


def asctime(moment=None):
    t = moment or gmtime()
    return '%s %s %2d %02d:%02d:%02d %d' % (_DAYS[t[6]][:3], _MONTHS[t[1] - 1][:3], t[2], t[3], t[4], t[5], t[0])
