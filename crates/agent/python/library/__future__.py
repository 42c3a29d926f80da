# What scripts ask of the future has come.
print_function = unicode_literals = division = absolute_import = annotations = with_statement = None
