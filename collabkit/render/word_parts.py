"""The parts of a Word file that do not depend on what is said in it: styles, theme, fonts, numbering, settings.

Colours are the look's. The fonts are two that Word has on every machine, since a document cannot bring its own.
"""

from __future__ import annotations

import re
from typing import Final

from collabkit.look import LIGHT
from collabkit.markup import Child, Html, element, join
from collabkit.render.word_markup import HEAD, NAMESPACES, field, paragraph, run, w
from collabkit.translation import say

SERIF: Final = "Georgia"
SANS: Final = "Calibri"
COLOURS: Final = {name: code.lstrip("#").upper() for name, code in LIGHT.items()}


def whole(tag: str, *children: Child) -> str:
    """Write a part of the file: its head, and its root element with all namespaces."""
    return HEAD + element(tag, *children, **NAMESPACES)


def _space(before: int, after: int, line: int = 0) -> Html:
    return w("spacing", before=before, after=after, line=line or None, lineRule="auto" if line else None)


def _letters(size: int = 0, colour: str = "", *, serif: bool = False, bold: bool = False, italic: bool = False) -> Html:
    """Write how letters look; sizes in half points."""
    return join(
        w("rFonts", ascii=SERIF, hAnsi=SERIF, cs=SERIF) if serif else None,
        w("b") if bold else None,
        w("i") if italic else None,
        w("color", val=COLOURS[colour]) if colour else None,
        w("sz", val=size) if size else None,
        w("szCs", val=size) if size else None,
    )


def _style(
    id: str, name: str, lines: Child = None, letters: Child = None, *, based: str = "Normal", next: str = "Normal"
) -> Html:
    first = id == "Normal"
    return w(
        "style",
        w("name", val=name),
        None if first else w("basedOn", val=based),
        None if first else w("next", val=next),
        w("qFormat"),
        w("pPr", lines) if lines else None,
        w("rPr", letters) if letters else None,
        type="paragraph",
        **({"default": "1"} if first else {}),
        styleId=id,
    )


def styles(language: str) -> str:
    """Return the styles: real headings, so that readers of every kind can go from one to the next."""
    usual = w(
        "docDefaults",
        w(
            "rPrDefault",
            w(
                "rPr",
                w("rFonts", ascii=SANS, hAnsi=SANS, eastAsia=SANS, cs=SANS),
                w("color", val=COLOURS["ink"]),
                w("sz", val=22),
                w("szCs", val=22),
                w("lang", val=language, eastAsia=language, bidi="ar-SA"),
            ),
        ),
        w("pPrDefault", w("pPr", _space(0, 120, 269))),
    )
    keep = join(w("keepNext"), w("keepLines"))
    warm = w("pBdr", w("left", val="single", sz=24, space=8, color=COLOURS["warm"]))
    soft = w("shd", val="clear", color="auto", fill=COLOURS["warm-soft"])
    listed = w("numPr", w("numId", val=1))
    return whole(
        "w:styles",
        usual,
        _style("Normal", "Normal"),
        _style("Title", "Title", _space(1200, 60, 240), _letters(60, "ink", serif=True)),
        _style("Subtitle", "Subtitle", _space(0, 480), _letters(26, "muted")),
        _style("Heading1", "heading 1", join(keep, _space(400, 80, 240), w("outlineLvl", val=0)), _letters(34, "accent", serif=True)),
        _style("Heading2", "heading 2", join(keep, _space(240, 60, 240), w("outlineLvl", val=1)), _letters(26, "ink", serif=True)),
        _style("Heading3", "heading 3", join(keep, _space(200, 60, 240), w("outlineLvl", val=2)), _letters(22, "ink", bold=True)),
        _style("Heading4", "heading 4", join(keep, _space(160, 40, 240), w("outlineLvl", val=3)), _letters(22, "muted", bold=True)),
        _style("Lead", "Lead", _space(0, 140, 276), _letters(24, "ink", serif=True)),
        _style("Asks", "Asks", _space(0, 100), _letters(22, "muted", italic=True)),
        _style("Missing", "Missing", _space(0, 100), _letters(22, "warm")),
        _style("Caution", "Caution", join(w("keepLines"), warm, soft, _space(100, 140), w("ind", left=200))),
        _style("ListBullet", "List Bullet", join(listed, _space(0, 50)), next="ListBullet"),
        _style("Caption", "caption", _space(140, 70), _letters(20, "muted", bold=True)),
        _style("Figure", "Figure", join(w("keepNext"), _space(120, 20, 240))),
        _style("TableText", "Table Text", _space(30, 30, 245), _letters(20)),
        _style("TableHead", "Table Head", None, _letters(bold=True), based="TableText", next="TableText"),
        _style("Note", "Note", _space(40, 120), _letters(18, "muted")),
        _style("Footer", "footer", None, _letters(18, "muted")),
        _style("TOCHeading", "TOC Heading", join(keep, _space(240, 80)), _letters(26, "ink", serif=True)),
        _style("TOC1", "toc 1", _space(0, 30), _letters(22, "accent")),
        _tables(),
    )  # fmt: skip


def _tables() -> Html:
    edges = (w(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 100), ("bottom", 0), ("right", 100)))
    plain = w(
        "style",
        w("name", val="Normal Table"),
        w("tblPr", w("tblCellMar", *edges)),
        type="table",
        default="1",
        styleId="TableNormal",
    )
    strong: dict[str, str] = {"val": "single", "sz": "8", "color": COLOURS["accent"]}
    borders = w(
        "tblBorders",
        w("top", **strong),
        w("bottom", **strong),
        w("insideH", val="single", sz=4, color=COLOURS["line"]),
    )
    head = w(
        "tblStylePr",
        w("tcPr", w("shd", val="clear", color="auto", fill=COLOURS["accent-soft"])),
        type="firstRow",
    )
    ours = w(
        "style",
        w("name", val="Course Table"),
        w("basedOn", val="TableNormal"),
        w("tblPr", borders),
        head,
        type="table",
        customStyle="1",
        styleId="Course",
    )
    return join(plain, ours)


def settings(language: str) -> str:
    """Return what Word has to know to show the file as it was meant."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    return whole(
        "w:settings",
        w("zoom", percent="100"),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=language),
    )


def numbering() -> str:
    """Return the one list that there is: points with a bullet."""
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet"),
        w("lvlText", val="•"),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=425, hanging=283)),
        ilvl=0,
    )
    bullets = w("abstractNum", w("multiLevelType", val="hybridMultilevel"), level, abstractNumId=0)
    return whole("w:numbering", bullets, w("num", w("abstractNumId", val=0), numId=1))


def footer(title: str) -> str:
    """Return the line at the foot of each page."""
    before, between, after = re.split(r"\{\w+\}", say("page {number} of {total}"))
    line = paragraph(
        "Footer",
        run(f"{title} · {before}"),
        field("PAGE", "1"),
        run(between),
        field("NUMPAGES", "1"),
        run(after) if after else None,
    )
    return whole("w:ftr", line)


def font_table() -> str:
    """Return the fonts that are asked for, and what kind each is, for a machine that lacks one."""

    def font(name: str, family: str) -> Html:
        return w("font", w("charset", val="00"), w("family", val=family), w("pitch", val="variable"), name=name)

    return whole("w:fonts", font(SANS, "swiss"), font(SERIF, "roman"))


def theme() -> str:
    """Return the theme: the look's colours and fonts under the names that Word's menus use."""
    named = {
        "dk1": "ink", "lt1": "surface", "dk2": "accent", "lt2": "accent-soft", "accent1": "one", "accent2": "two",
        "accent3": "three", "accent4": "four", "accent5": "five", "accent6": "warm", "hlink": "accent", "folHlink": "three",
    }  # fmt: skip
    colours = (element(f"a:{name}", element("a:srgbClr", val=COLOURS[ours])) for name, ours in named.items())

    def fonts(kind: str, name: str) -> Html:
        others = (element(f"a:{script}", typeface="") for script in ("ea", "cs"))
        return element(f"a:{kind}", element("a:latin", typeface=name), *others)

    fill = element("a:solidFill", element("a:schemeClr", val="phClr"))
    line = element("a:ln", fill, element("a:prstDash", val="solid"), w=6350)
    effect = element("a:effectStyle", element("a:effectLst"))
    elements = element(
        "a:themeElements",
        element("a:clrScheme", *colours, name="collabkit"),
        element("a:fontScheme", fonts("majorFont", SERIF), fonts("minorFont", SANS), name="collabkit"),
        element(
            "a:fmtScheme",
            element("a:fillStyleLst", fill, fill, fill),
            element("a:lnStyleLst", line, line, line),
            element("a:effectStyleLst", effect, effect, effect),
            element("a:bgFillStyleLst", fill, fill, fill),
            name="collabkit",
        ),
    )
    return HEAD + element("a:theme", elements, **{"xmlns:a": NAMESPACES["xmlns:a"], "name": "collabkit"})
