"""What axe finds on a page that is open in a browser, on the site and in a notebook."""

from served import TOP

AXE = TOP / "book" / "_live" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours, for a theme that differs from another in nothing else."""


def violations(page, part, rules=WCAG):
    """The violations of WCAG 2.2 A and AA in a part of the page, each in a line."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("([part, rules]) => axe.run(part, { runOnly: rules })", [part, rules])
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})" for one in found["violations"]]
