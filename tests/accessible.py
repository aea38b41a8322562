"""What is checked of a page that is open in a browser, on the site and in a notebook: by the axe rules, and what they cannot see.

Each check returns what it found, a line each; nothing found is an empty list. So one visit can make all of them.
"""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

from served import TOP

RECORDS = TOP / "_build" / "accessibility"
"""What was walked and found sound, a file for each page and exercise; ``collabkit accessibility`` counts them."""
AXE = TOP / "book" / "_live" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours, for a theme that differs from another in nothing else."""
QUICK = {"resultTypes": ["violations"], "selectors": False, "preload": {"assets": ["media"]}}
"""axe says in full what is wrong, and spends no time on what is right."""
FORCED = {"type": "rule", "values": ["link-in-text-block", "target-size"]}
"""What may differ where a reader's own colours are forced. Contrast is not among them: axe takes letters to be in the page's colours."""
NARROW = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400%: what WCAG 1.4.10 asks for."""

SPACED = """*:not(svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""A reader's own spacing, as WCAG 1.4.12 has it. Figures keep theirs: their numbers stand in a table."""
SPACE = """(css) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = css ? [sheet] : []
}"""
CUT_OFF = """() => {
  const said = (one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.trim().slice(0, 60)}`
  const hides = (one, side) => ['hidden', 'clip'].includes(getComputedStyle(one)[side])
  const meant = (one) => one.closest('svg, .visually-hidden, [hidden], .in-view') || one.closest('thead')
  return [...document.querySelectorAll('body *')].filter((one) => one.clientWidth > 1 && !meant(one) && !/^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)
    && ((hides(one, 'overflowX') && one.scrollWidth > one.clientWidth + 1) || (hides(one, 'overflowY') && one.scrollHeight > one.clientHeight + 1))).map(said)
}"""
"""Elements that hide what does not fit into them, and hide something. What is there for screen readers alone is cut on purpose."""
UNREADABLE = """(part) => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number)
  const opaque = (colour) => parts(colour).length > 2 && (parts(colour)[3] ?? 1) > .5
  const light = (colour) => parts(colour).slice(0, 3).map((c) => c / 255).map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0)
  const behind = (one) => { for (let here = one; here; here = here.parentElement) if (opaque(getComputedStyle(here).backgroundColor)) return getComputedStyle(here).backgroundColor; return getComputedStyle(document.documentElement).getPropertyValue('color-scheme').includes('dark') ? 'rgb(0,0,0)' : 'rgb(255,255,255)' }
  const ratio = (one) => { const [a, b] = [light(getComputedStyle(one)[one.closest('svg') ? 'fill' : 'color']), light(behind(one))].sort((x, y) => y - x); return (a + .05) / (b + .05) }
  const words = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  return [...document.querySelectorAll(`${part} *`)].filter((one) => one.closest('body') && words(one) && one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden, script, style, noscript') && ratio(one) < 4.5)
    .map((one) => `${ratio(one).toFixed(1)}: ${one.outerHTML.slice(0, 120)}`)
}"""
"""Words that do not stand out enough from what is behind them, by the colours that the browser really uses."""
FOCUS = """() => {
  const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const here = document.activeElement
  const drawn = (one) => { const style = getComputedStyle(one); return style.outlineStyle === 'auto' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) }
  const unseen = [...document.querySelectorAll(can)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled).filter((one) => {
    one.focus({ preventScroll: true })
    return document.activeElement === one && !drawn(one) && !(one.closest('label') && drawn(one.closest('label')))
  })
  here?.focus?.({ preventScroll: true })
  return unseen.map((one) => one.outerHTML.slice(0, 120))
}"""
"""Everything that takes the focus is given it; named is what then has no line around it. A key must have been pressed before."""
MOVING = """() => document.getAnimations().map((one) => `${one.effect?.target?.tagName}: ${one.animationName ?? one.transitionProperty}`)"""
NAMED = {
    "button", "link", "textbox", "searchbox", "radio", "checkbox", "combobox", "listbox", "spinbutton", "slider", "switch", "radiogroup",
    "group", "region", "navigation", "img", "image", "figure", "dialog",
}  # fmt: skip
"""Roles that say little without a name."""
CONTROLS = {"button", "textbox", "searchbox", "radio", "checkbox", "combobox", "spinbutton", "slider", "switch"}
MAY_BE_NAMELESS = {"group", "navigation", "figure"}
"""Roles that a plain element has by itself: a fold, a frame around a picture."""


def violations(page, part, rules=WCAG):
    """The violations of WCAG 2.2 A and AA in a part of the page, each in a line."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("([part, options]) => axe.run(part, options)", [part, {**QUICK, "runOnly": rules}])
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})" for one in found["violations"]]


def unreadable_where_forced(page, part="html"):
    """What axe or the eye would find where a reader's own colours take the place of ours."""
    page.emulate_media(forced_colors="active")
    found = [*violations(page, part, FORCED), *page.evaluate(UNREADABLE, part)]
    page.emulate_media(forced_colors="none")
    return [f"with forced colours: {one}" for one in found]


def sideways(page):
    """What makes one scroll to the side to read on, at the window's width now."""
    wide, width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{wide} px wide at {width}"] if wide > width else []


BROKEN = """(part) => {
  const found = new Set()
  for (const table of document.querySelectorAll(`${part} table`)) {
    const walk = document.createTreeWalker(table, NodeFilter.SHOW_TEXT)
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const cell = text.parentElement
      if (cell.closest('thead')?.clientWidth === 1) continue // each row is a card, and the heads are for those who hear
      for (const word of text.data.matchAll(/[\\p{L}\\d.,]{1,16}/gu)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.add(`${table.caption?.textContent}: ${word[0]} is broken`)
      }
    }
  }
  return [...found]
}"""
"""An ordinary word of a table that stands on two lines."""


def broken_words(page, part="main"):
    """Words in the tables of a part that are broken for want of room, at the window's width now."""
    return page.evaluate(BROKEN, part)


def spaced(page):
    """What does not fit or is cut off when a reader widens lines, words and letters."""
    before = set(page.evaluate(CUT_OFF))
    page.evaluate(SPACE, SPACED)
    found = [*sideways(page), *(one for one in page.evaluate(CUT_OFF) if one not in before)]
    page.evaluate(SPACE, "")
    return [f"with wider spacing: {one}" for one in found]


def focus_unseen(page):
    """What takes the focus and does not show that it has it."""
    page.keyboard.press("Shift")  # so that the browser takes somebody to be at the keyboard
    return page.evaluate(FOCUS)


def tree(page, part=None):
    """The accessibility tree, as a screen reader gets it: role, name, and what describes, of each node that is passed on.

    Of the whole page, or of a part of it. Chromium keeps up the tree it has made, at every change of the page, and only
    a session that has enabled it ends it. Now and then a tab crashed over a tree that was left behind.
    """
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    if part:
        found = session.send("Runtime.evaluate", {"expression": f"document.querySelector({json.dumps(part)})"})
        nodes = session.send("Accessibility.queryAXTree", {"objectId": found["result"]["objectId"]})["nodes"]
    else:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", "").strip(),
            "description": node.get("description", {}).get("value", "").strip(),
            "value": node.get("value", {}).get("value"),
            "states": {one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        }
        for node in nodes
        if not node["ignored"]
    ]


def controls(nodes):
    """The nodes that take an answer or an order, whose name and state a screen reader reads out."""
    return [node for node in nodes if node["role"] in CONTROLS]


def nameless(nodes):
    """The nodes that a screen reader would read out without saying what they are."""
    return [node["role"] for node in nodes if node["role"] in NAMED - MAY_BE_NAMELESS and not node["name"]]


@contextmanager
def walked(kind, name, browser, **facts):
    """Keep a record that something was walked, by which browser and when; none stays where a check fails."""
    place = RECORDS / kind / f"{name.replace('/', '_')}.json"
    place.unlink(missing_ok=True)
    yield facts
    place.parent.mkdir(parents=True, exist_ok=True)
    axe = json.loads((AXE.parent / "package.json").read_text(encoding="utf-8"))["version"]
    found = {
        "name": name,
        "date": datetime.now(UTC).date().isoformat(),
        "Chromium": browser.version,
        "axe": axe,
        **facts,
    }
    place.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
