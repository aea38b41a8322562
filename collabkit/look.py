"""The look, in one place: the colours and letters that pages, charts, sheets and documents share.

Every colour of text passes WCAG AA on the paper and on the surface of its theme; a test holds this.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "paper": "#fbfaf6",
    "surface": "#ffffff",
    "ink": "#1d2730",
    "muted": "#4f5d69",
    "line": "#d8d3c7",
    "control": "#7a8590",
    "accent": "#0a5c5a",
    "accent-soft": "#e4f0ee",
    "warm": "#93370d",
    "warm-soft": "#fbeee4",
    "one": "#0a5c5a",
    "two": "#b45a1b",
    "three": "#5b4b9a",
    "four": "#6b7a1e",
    "five": "#8a3460",
}
DARK: Final[dict[str, str]] = {
    "paper": "#12181c",
    "surface": "#1a2227",
    "ink": "#e7e9e6",
    "muted": "#aab5bd",
    "line": "#34414a",
    "control": "#7d8b96",
    "accent": "#72cbc5",
    "accent-soft": "#17302f",
    "warm": "#f3a97f",
    "warm-soft": "#33241b",
    "one": "#72cbc5",
    "two": "#f0a36b",
    "three": "#b3a6ee",
    "four": "#c2d06a",
    "five": "#ec9bc2",
}
LETTERS: Final[dict[str, str]] = {
    "serif": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif',
    "sans": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    "mono": 'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
}


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def paper_css() -> str:
    """Return the tokens for paper, which is always light.

    >>> paper_css().startswith(":root { color-scheme: light; --paper: #fbfaf6;")
    True
    """
    return f":root {{ color-scheme: light; {_properties({**LIGHT, **LETTERS})} }}"


def css() -> str:
    """Return the tokens as CSS custom properties, for the reader's own theme and for one that was chosen.

    >>> css().startswith(paper_css())
    True
    """
    dark = _properties(DARK)
    return "\n".join(
        [
            paper_css(),
            f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ color-scheme: dark; {dark} }} }}",
            f"@media screen {{ :root[data-theme=dark] {{ color-scheme: dark; {dark} }} }}",
            "",
        ]
    )


def notebook_css() -> str:
    """Return the tokens for a form that has a root of its own in a notebook, in the notebook's light or dark.

    >>> notebook_css().startswith(":host {")
    True
    """
    dark = f"color-scheme: dark; {_properties(DARK)}"
    return "\n".join(
        [
            f":host {{ display: block; color-scheme: light; {_properties({**LIGHT, **LETTERS})} }}",
            f":host([data-theme=dark]) {{ {dark} }}",
            f"@media (prefers-color-scheme: dark) {{ :host([data-theme='']) {{ {dark} }} }}",
            ".collabkit-body { container-type: inline-size; max-width: 46rem; color: var(--ink); font: 1rem/1.6 var(--sans) }",
            ".collabkit-body section.exercise { margin: .5rem 0 }",
            "",
        ]
    )
