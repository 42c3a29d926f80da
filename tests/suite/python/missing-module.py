#!/usr/bin/env python3
try:
    import not_there
except ImportError:
    print('none')
try:
    import not_there.either as other
except ModuleNotFoundError as error:
    print(error.__class__.__name__)
import nowhere_at_all
