"""The same sources on the newest Sphinx, without Jupyter Book: all that differs is in this file.

    python -m venv /tmp/future
    /tmp/future/bin/pip install --requirement tests/future/requirements.txt --editable .
    /tmp/future/bin/python -m sphinx -c tests/future -d _build/future/read . _build/future/html

Jupyter Book 1 is a way to call Sphinx with settings from ``_config.yml`` and contents from ``_toc.yml``. Both files are
read here as they are, so that leaving it needs this one file and nothing else.
"""

import sys
from pathlib import Path

import yaml

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "book" / "_ext"))

CONFIG = yaml.safe_load((TOP / "_config.yml").read_text(encoding="utf-8"))
TOC = TOP / "book" / "_toc.yml"

globals().update(CONFIG["sphinx"]["config"])

extensions = [name for name in CONFIG["sphinx"]["config"]["extensions"] if name != "jupyter_book"]
project = CONFIG["title"]
author = CONFIG["author"]
copyright = f"{CONFIG['copyright']}, {author}"
exclude_patterns = [*CONFIG["exclude_patterns"], "now", "future", "dist"]
external_toc_path = str(TOC)
external_toc_exclude_missing = CONFIG["only_build_toc_files"]
myst_enable_extensions = CONFIG["parse"]["myst_enable_extensions"]
nb_execution_mode = CONFIG["execute"]["execute_notebooks"]
html_theme_options = {}
bibtex_bibfiles = [
    str(TOP / name) for name in CONFIG["sphinx"]["config"]["bibtex_bibfiles"]
]  # else from beside this file
