"""Facts with their sources: one table a file, one typed and checked loader a table. Standard library only.

>>> from collabkit.data import cases
>>> cases.case("rcuk-ssc").source_kind
'official'
"""
