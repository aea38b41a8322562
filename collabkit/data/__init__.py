"""Facts with their sources: one table a file, one typed and checked loader a table. Standard library only.

>>> from collabkit.data import cases
>>> len(cases.load())
118
"""
