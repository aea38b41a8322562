"""Whatever the names and numbers, the words of a picture stay in its frame and never cover each other."""

import dataclasses
import math
import random
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest

from collabkit.charts import Bars, Changes, Dots, Lines, Network, Quadrants
from collabkit.look import LIGHT
from collabkit.render.lettering import Label, apart, broken, width
from collabkit.render.svg import ON_PAGE, PLAIN, draw
from collabkit.table import alike

SEED = 7
HOSTILE = '<img src=x onerror="alert(1)">&'


def with_spaces(n):
    return f"{n} Brackendale and district voluntary organisations forum board"[:60]


def without_spaces(n):
    return f"{n}{'Incomprehensibilities' * 3}"[:60]


def wide(n):
    return f"{n}{'MW' * 30}"[:60]


NAMES = {
    "twelve with spaces": [with_spaces(n) for n in range(12)],
    "twelve without spaces": [without_spaces(n) for n in range(12)],
    "twelve of wide letters": [wide(n) for n in range(12)],
    "twelve short": [f"P{n}" for n in range(12)],
    "four": ["County council", "Health trust", "Fire service", "Age Well"],
    "one": ["Alone"],
    "none": [],
}
NUMBERS = {
    "usual": lambda n: 1.0 + n % 5,
    "thirds": lambda n: 1 + n / 3,
    "zeros": lambda _: 0.0,
    "negative": lambda n: -1000.0 - n * 7.25,
    "mixed": lambda n: (-1) ** n * 1234.5 * n,
    "huge": lambda n: 9_876_543_210.5 * (n + 1),
    "alike": lambda _: 3.0,
}


def links(names, number):
    return {(a, b): number(a + b) for a, b in combinations(range(len(names)), 2)}


def quadrants(names, step):
    words = ("No", "Slow it down", "Change it", "Stop it")
    return Quadrants(
        "Quadrants", "Could they stop it?", words, "How much does it touch them?",
        ("Hardly", "A little", "A good deal", "Their life or their job"), 2,
        ("Keep informed", "Keep willing", "Bring in", "Shape it together"),
        tuple((name, step(n), step(n + 1), n % 2 == 0) for n, name in enumerate(names)), ("heard", "not heard"),
    )  # fmt: skip


KINDS = {
    "bars": lambda names, number: Bars(
        "Bars", tuple((name, None if n == 1 else number(n)) for n, name in enumerate(names)), most=5, standout="".join(names[:1])
    ),
    "bars from one": lambda names, number: Bars(
        "Bars", tuple((name, number(n)) for n, name in enumerate(names)), most=5, least=1, unit=" points"
    ),
    "dots": lambda names, number: Dots(
        "Dots", tuple((name, tuple(number(m) for m in range(n))) for n, name in enumerate(names)),
        marks=tuple((number(n) / 2, name) for n, name in enumerate(names[:3])), least=-1, most=6,
    ),
    "lines": lambda names, number: Lines(
        "Lines", ("2026", "2027", "2028"), tuple((name, (1.0, number(n), number(n + 1))) for n, name in enumerate(names)),
        across="years", mark=(0.5, names[0]) if names else None,
    ),
    "lines over places": lambda names, number: Lines(
        "Lines", tuple(names), (("Cost", tuple(number(n) for n in range(len(names)))),), least=40,
        across=names[-1] if names else "", unit="%", mark=(1.0, "at the end"),
    ),
    "network": lambda names, number: Network(
        "Network", tuple(names), links(names, number), most=5, standouts=frozenset({(0, 1)} if len(names) > 1 else ())
    ),
    "changes": lambda names, number: Changes("Changes", tuple((name, number(n)) for n, name in enumerate(names))),
    "quadrants": lambda names, number: quadrants(names, lambda n: int(abs(number(n))) % 4),
    "quadrants in one corner": lambda names, _: quadrants(names, lambda _: 3),
}  # fmt: skip
CHARTS = {
    f"{kind}, {which}": [make(names, number) for number in NUMBERS.values()]
    for kind, make in KINDS.items()
    for which, names in NAMES.items()
}
EVERY = [chart for charts in CHARTS.values() for chart in charts]
SVG = "{http://www.w3.org/2000/svg}"


def read(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def labels(svg):
    """Read the words of a picture back, with the room that each takes."""
    for text in read(svg).iter(f"{SVG}text"):
        values = text.attrib
        yield Label(
            float(values["x"]), float(values["y"]), text.text or "", values["text-anchor"], float(values["font-size"]),
            "font-weight" in values,
        )  # fmt: skip


def frame(svg):
    return [float(side) for side in read(svg).attrib["viewBox"].split()]


def faults(svg):
    """Name each word that leaves the frame, and each pair of words that cover each other."""
    found = [label for label in labels(svg) if label.words]
    _, _, across, down = frame(svg)
    for label in found:
        left, top, right, bottom = label.box()
        if left < -0.2 or top < -0.2 or right > across + 0.2 or bottom > down + 0.2:
            yield f"{label} leaves {across} × {down}"
    yield from (f"{a} covers {b}" for a, b in combinations(found, 2) if a.overlaps(b))


@pytest.mark.parametrize("charts", CHARTS.values(), ids=CHARTS)
def test_words_stay_in_the_frame_and_cover_no_others(charts):
    assert [fault for chart in charts for fault in faults(draw(chart))] == []


@pytest.mark.parametrize("charts", CHARTS.values(), ids=CHARTS)
def test_shapes_stay_in_the_frame(charts):
    for svg in map(draw, charts):
        _, _, across, down = frame(svg)
        for shape in read(svg):
            values = {name: float(value) for name, value in shape.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
            assert values.get("width", 0) >= 0, shape.attrib
            for x in ("x", "x1", "x2", "cx"):
                assert values.get(x, 0) >= -0.2, shape.attrib
                assert values.get(x, 0) + values.get("width", 0) <= across + 0.2, shape.attrib
            for y in ("y", "y1", "y2", "cy"):
                assert -0.2 <= values.get(y, 0) <= down + 0.2, shape.attrib


@pytest.mark.parametrize("values", [(1.0, 1.4, 2.5), (0.0, 0.1, 0.2), (5.9, 5.8, 1.0), (6.0, 5.0, 3.0)])
def test_the_line_of_a_mark_goes_through_no_words(values):
    marks = tuple(zip(values, ("as planned", "median of all", "partners"), strict=True))
    svg = draw(Dots("Ratios", (("All cases", values),), marks=marks, most=6))
    upright = [line.attrib for line in read(svg).iter(f"{SVG}line") if line.attrib["x1"] == line.attrib["x2"]]
    assert len(upright) == 3
    for line in upright:
        x, top, bottom = (float(line[name]) for name in ("x1", "y1", "y2"))
        for label in labels(svg):
            left, upper, right, lower = label.box()
            assert not (left < x < right and upper < bottom and top < lower), label
    written = {word for label in labels(svg) for word in label.words.split()}
    assert written >= {word for _, words in marks for word in words.split()}, "and no word is broken"


def test_random_names_and_numbers_are_drawn_too():
    chance = random.Random(SEED)  # noqa: S311 - a test's chance
    print(f"seed {SEED}")
    for _ in range(40):
        names = ["".join(chance.choices("ab Wi-ö😀汉", k=chance.randint(1, 60))) for _ in range(chance.randint(0, 12))]
        spread = 10 ** chance.randint(0, 7)
        values = [round(chance.uniform(-spread, spread), 2) for _ in range(200)]
        for make in KINDS.values():
            assert list(faults(draw(make(names, lambda n, values=values: values[n])))) == []


@pytest.mark.parametrize(
    "chart", [make([HOSTILE, HOSTILE + "2"], NUMBERS["usual"]) for make in KINDS.values()], ids=list(KINDS)
)
def test_a_picture_has_a_name_a_description_and_its_numbers_and_escapes_words(chart):
    svg = draw(chart)
    root = read(svg)
    assert root.attrib["role"] == "img"
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.describe()
    assert root.attrib["aria-label"] == f"{chart.title}. {chart.describe()}"
    assert "<img" not in svg
    assert chart.to_table().rows


def test_the_longest_bar_ends_where_the_axis_says():
    svg = draw(Bars("Averages", (("Trust", 5.0), ("Purpose", 3.0), ("Nothing", 0.0)), most=5))
    root = read(svg)
    bars = [{k: float(v) for k, v in bar.attrib.items() if k in ("x", "width")} for bar in root.iter(f"{SVG}rect")]
    axis = [line.attrib for line in root.iter(f"{SVG}line") if line.attrib["y1"] == line.attrib["y2"]]
    assert len(axis) == 1
    left, right = float(axis[0]["x1"]), float(axis[0]["x2"])
    assert {bar["x"] for bar in bars} == {left}
    assert bars[0]["x"] + bars[0]["width"] == pytest.approx(right, abs=0.1)
    assert bars[1]["width"] == pytest.approx(0.6 * (right - left), abs=0.1)
    ends = {label.words: label.x for label in labels(svg) if label.y > float(axis[0]["y1"])}
    assert ends["0"] == pytest.approx(left, abs=0.1)
    assert ends["5"] == pytest.approx(right, abs=0.1)


def test_losses_go_the_other_way():
    svg = draw(Bars("Gains", (("County", 10.0), ("Fire", -5.0)), most=10))
    bars = [{k: float(v) for k, v in bar.attrib.items() if k in ("x", "width")} for bar in read(svg).iter(f"{SVG}rect")]
    assert bars[1]["x"] + bars[1]["width"] == pytest.approx(bars[0]["x"], abs=0.15)
    assert bars[0]["width"] == pytest.approx(2 * bars[1]["width"], abs=0.2)


def test_one_figure_has_one_number_of_decimals():
    chart = Bars("Averages", (("Trust", 11 / 3), ("Purpose", 3.0), ("Talk", 8 / 3), ("Work", 4.0)), most=5)
    said = [label.words for label in labels(draw(chart)) if "." in label.words]
    assert said == ["3.67", "3.00", "2.67", "4.00"]
    assert chart.describe() == "Trust 3.67, Purpose 3.00, Talk 2.67, Work 4.00."
    assert Lines("L", ("a", "b"), (("A", (1.0, 2.0)), ("B", (1.0, 2.5)))).ends() == ["2.0", "2.5"]
    assert alike([1, 2.5, None]) == ["1", "2.5", "–"]


def test_in_a_crowd_only_the_links_that_matter_are_drawn_strongly():
    names = tuple(NAMES["twelve short"])
    crowd = Network(
        "Links", names, {**links(names, lambda n: 1.0 + n % 3), (0, 1): 5.0}, most=5, standouts=frozenset({(2, 3)})
    )
    thick = [float(line.attrib["stroke-width"]) for line in read(draw(crowd)).iter(f"{SVG}line")]
    assert len(thick) == 66
    assert sum(one > 2 for one in thick) == len(crowd.foremost()) <= 16
    assert {(0, 1), (2, 3)} <= crowd.foremost()
    assert re.search(r"; \d+ other links, from 1 to 3\.$", crowd.describe())
    assert len(crowd.to_table().rows) == 66


def test_a_thing_stands_in_its_square_and_a_marked_one_has_a_thick_ring():
    places = [(across, up) for up in range(4) for across in range(4) for _ in range(1 + (across + up) % 12)]
    chart = dataclasses.replace(
        quadrants([], lambda n: n), things=tuple((f"P{n}", *place, n % 3 == 0) for n, place in enumerate(places))
    )
    root = read(draw(chart))
    lines = [line.attrib for line in root.iter(f"{SVG}line")]
    columns = sorted({float(line["x1"]) for line in lines if line["x1"] == line["x2"]})
    rows = sorted({float(line["y1"]) for line in lines if line["y1"] == line["y2"]}, reverse=True)
    rings = [ring.attrib for ring in root.iter(f"{SVG}circle")]
    middles = [tuple(float(ring[name]) for name in ("cx", "cy")) for ring in rings]
    numbers = {(label.x, round(label.y - 4, 1)): label.words for label in labels(draw(chart)) if label.size == 11.0}
    assert len(columns) == len(rows) == 5
    assert len(rings) == len(places)
    for ring, (x, y) in zip(rings, middles, strict=True):
        n, radius = int(numbers[x, y]) - 1, float(ring["r"])
        across, up = places[n]
        assert columns[across] < x - radius < x + radius < columns[across + 1]
        assert rows[up + 1] < y - radius < y + radius < rows[up]
        assert (float(ring["stroke-width"]) > 2) == (n % 3 == 0)
    assert all(math.dist(a, b) >= 19 for a, b in combinations(middles, 2)), "no ring covers another"


def test_partners_without_room_for_names_are_numbered_and_all_names_are_told():
    names = NAMES["twelve without spaces"]
    written = [label.words for label in labels(draw(KINDS["network"](names, NUMBERS["usual"])))]
    assert written.count("12") == 2
    assert "".join(names) == "".join(word for word in written if not word.isdigit())
    four = [label.words for label in labels(draw(KINDS["network"](NAMES["four"], NUMBERS["usual"])))]
    assert " ".join(four) == "County council Health trust Fire service Age Well"


def test_a_palette_gives_the_page_names_of_colours_and_paper_the_colours():
    for chart in EVERY:
        page, paper = draw(chart), draw(chart, PLAIN)
        assert not re.search(r'(?:fill|stroke)="#', page)
        assert "var(" not in paper
        named = re.sub(r"var\(--[\w-]+, (#[0-9a-f]+)\)", r"\1", page)
        assert named == paper.replace(PLAIN.letters, ON_PAGE.letters), "the same picture"
        assert set(re.findall(r'(?:fill|stroke)="(?!none)([^"]+)"', paper)) <= set(LIGHT.values())


def test_every_shape_and_word_has_a_class_for_forced_colours():
    for chart in EVERY:
        for shape in read(draw(chart)):
            if shape.tag not in (f"{SVG}title", f"{SVG}desc"):
                assert shape.attrib["class"] in LIGHT


def test_lines_of_words_fit_and_nothing_is_lost():
    lines = broken("Incomprehensibilities of the second kind", 80)
    assert all(width(line) <= 80 for line in lines)
    assert "".join("".join(lines).split()) == "Incomprehensibilitiesofthesecondkind"
    assert broken("", 80) == [""]


def test_places_are_a_step_apart_and_in_order_and_stay_between_the_ends():
    chance = random.Random(SEED)  # noqa: S311 - a test's chance
    for _ in range(200):
        wanted = [chance.uniform(-20, 120) for _ in range(chance.randint(1, 8))]
        found = apart(wanted, 12, 0, 100)
        order = sorted(range(len(wanted)), key=lambda n: wanted[n])
        assert all(found[b] - found[a] >= 12 - 1e-9 for a, b in pairwise(order))
        assert min(found) >= -1e-9
        assert max(found) <= 100 + 1e-9
