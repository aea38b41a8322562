"""The workshop kit: everything that somebody needs who leads a group through the exercises, from one source.

Plans (``plans.json``), run sheets (``run_sheets.json``) and texts (``texts.json``) are data, and each is read into
dataclasses by the module of its name, which refuses what does not fit. Names of exercises come from the exercises, and
the sentences on slides from the chapters' key points, so that nothing here is a copy that could fall behind. From the
same data come the book's pages for facilitators (``book/_ext/collabkit_book/kit.py``) and the download
(``download.py``, by ``collabkit kit``, or on a page by ``collabkit.browser.kits``). A page's Python loads it only when
somebody wants a kit.
"""
