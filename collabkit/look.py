"""The look, in one place: the colours and letters that pages, charts, sheets and documents share.

Every colour of text passes WCAG AA on the paper and on the surface of its theme; a test holds this.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from importlib.resources import files
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
SERIF: Final = "Course Serif"
"""The serif that comes with the course: a part of Source Serif 4, made by ``book/_ext/letters.py``."""
FACES: Final[dict[int, str]] = {400: "serif-400.woff2", 600: "serif-600.woff2"}
"""The file of each of its weights, in ``collabkit/live``."""
TALL: Final = (103.6, 33.5)
"""How far it reaches above and below the line, in hundredths of its size."""
MEANWHILE: Final[dict[str, tuple[tuple[str, ...], dict[int, float]]]] = {
    "Georgia": (("Georgia", "Gelasio"), {400: 100.8, 600: 88.4}),
    "Noto Serif": (("Noto Serif",), {400: 93.6, 600: 89.3}),
    "Times New Roman": (("Times New Roman", "Liberation Serif", "Tinos"), {400: 110.6, 600: 105.2}),
    "DejaVu Serif": (("DejaVu Serif",), {400: 86.5, 600: 80.2}),
}
"""What a machine may have, to read by until ours is there: its names, and the size at which its lines are as long as ours.

Measured on the course's headings (the bold) and on a chapter (the regular), so that nothing moves when the letters change.
"""
LETTERS: Final[dict[str, str]] = {
    "serif": ", ".join(
        [
            f'"{SERIF}"',
            *(f'"{SERIF} as {name}"' for name in MEANWHILE),
            'Charter, "Sitka Text", Cambria, Georgia, serif',
        ]
    ),
    "sans": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    "mono": 'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
}


def _properties(values: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _stand_in(name: str, weight: int) -> str:
    names, sizes = MEANWHILE[name]
    size = sizes[weight]
    bold = " Bold" if weight > 400 else ""
    above, below = (round(100 * reach / size, 1) for reach in TALL)
    here = ", ".join(f'local("{one}{bold}")' for one in names)
    return (
        f'@font-face {{ font-family: "{SERIF} as {name}"; font-weight: {weight}; '
        f"src: {here}; size-adjust: {size}%; "
        f"ascent-override: {above}%; descent-override: {below}%; line-gap-override: 0% }}"
    )


def faces_css(address: Callable[[str], str] = str) -> str:
    """Return the rules that bring the course's serif.

    Args:
        address: where a file of ``collabkit/live`` is found; beside the style, where it is left out.

    >>> faces_css().splitlines()[0][:58]
    '@font-face { font-family: "Course Serif"; font-weight: 400'
    """
    rules = [
        f'@font-face {{ font-family: "{SERIF}"; font-weight: {weight}; font-display: swap; '
        f'src: url("{address(name)}") format("woff2") }}'
        for weight, name in FACES.items()
    ]
    return "\n".join([*rules, ""])


def meanwhile_css() -> str:
    """Return the rules for what stands in for the serif until it is there.

    >>> meanwhile_css().splitlines()[0][:69]
    '@font-face { font-family: "Course Serif as Georgia"; font-weight: 400'
    """
    return "\n".join([*(_stand_in(name, weight) for name in MEANWHILE for weight in FACES), ""])


def inlined(name: str) -> str:
    """Return the address of letters that stand within a file, for one that has nothing beside it.

    >>> inlined(FACES[600])[:30]
    'data:font/woff2;base64,d09GMgA'
    """
    written = b64encode((files("collabkit") / "live" / name).read_bytes()).decode()
    return f"data:font/woff2;base64,{written}"


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
