"""The PRISMA 2020 flow as a figure: what goes on on the left, what is set aside on the right."""

from __future__ import annotations

import altair as alt

from defatlas.figures.theme import INK, MUTED, PALETTE, Specification, finished, label_size, stacked
from defatlas.figures.widths import DOUBLE
from defatlas.flow import Flow, detail

_LEFT, _RIGHT = (0.0, 46.0), (54.0, 100.0)  # of 100 across
_GAP = 12  # points between two boxes


def _steps(flow: Flow) -> tuple[list[str], list[str]]:
    """Return the words of the boxes on the left, one more than of those on the right."""
    boxes = flow.boxes
    unread = boxes["file not read"] + boxes["record not read"]
    in_reach = flow.screened - unread
    using = flow.read - boxes["without the concept"]
    going_on = [
        f"Found: {flow.found:,} documents and records\nin {flow.files:,} files",
        f"Different works: {flow.screened:,}",
        f"With text that could be read: {in_reach:,}",
        f"In English: {flow.read:,}",
        f"Use {flow.concept}: {using:,}",
        f"Define {flow.concept}: {boxes['defining']:,}",
    ]
    set_aside = [
        _with_detail("Duplicates", boxes["duplicate"], detail(flow.grounds, 2)),
        _with_detail(
            "Not read",
            unread,
            f"files {boxes['file not read']:,}, records {boxes['record not read']:,}" if unread else "",
        ),
        _with_detail("In another language", boxes["other language"], detail(flow.languages)),
        f"Do not use {flow.concept}: {boxes['without the concept']:,}",
        f"Use it without defining it: {boxes['using']:,}",
    ]
    return going_on, set_aside


def _with_detail(name: str, number: int, parts: str) -> str:
    """Return the words of a box with a second line for its parts."""
    return f"{name}: {number:,}" + (f"\n{parts}" if parts else "")


def flow_diagram(flow: Flow, width: int = DOUBLE) -> Specification:
    """Boxes with their numbers, from what was found down to what defines the concept."""
    going_on, set_aside = _steps(flow)
    size = label_size(width)
    across, line = 0.4 * width, size + 3
    said = {
        text: "\n".join(stacked(part, across, size) for part in text.split("\n")) for text in [*going_on, *set_aside]
    }
    high = line * (1 + max(text.count("\n") for text in said.values())) + 10
    step_high = high + _GAP
    rows = [(text, float(step), _LEFT, "on") for step, text in enumerate(going_on)]
    rows += [(text, step + 0.5, _RIGHT, "aside") for step, text in enumerate(set_aside)]
    boxes = [
        {
            "text": said[text], "kind": kind, "x": side[0], "x2": side[1], "middle": sum(side) / 2,
            "y": step * step_high, "y2": step * step_high + high,
            "centre": step * step_high + high / 2 - said[text].count("\n") * line / 2,
        }
        for text, step, side, kind in rows
    ]  # fmt: skip
    middle = sum(_LEFT) / 2
    arrows = []
    for step in range(len(set_aside)):
        below, branch = (step + 1) * step_high, (step + 0.5) * step_high + high / 2
        down = {"x": middle, "x2": middle, "y": below - _GAP, "y2": below, "angle": 180}
        arrows.append(down | {"tip_x": middle, "tip_y": below - 3})  # a tip stands a little before the box
        right = {"x": middle, "x2": _RIGHT[0], "y": branch, "y2": branch, "angle": 90}
        arrows.append(right | {"tip_x": _RIGHT[0] - 3 * 100 / width, "tip_y": branch})
    height = (len(going_on) - 1) * step_high + high
    places = {"x": alt.Scale(domain=[0, 100], nice=False), "y": alt.Scale(domain=[0, height], reverse=True, nice=False)}

    def at(x: str, y: str) -> dict[str, alt.X | alt.Y]:
        return {"x": alt.X(x, scale=places["x"], axis=None), "y": alt.Y(y, scale=places["y"], axis=None)}

    ways = alt.Chart(alt.InlineData(values=arrows))
    lines = ways.mark_rule(color=MUTED).encode(**at("x:Q", "y:Q"), x2="x2:Q", y2="y2:Q")
    tips = ways.mark_point(shape="triangle-up", filled=True, size=32, color=MUTED, opacity=1).encode(
        **at("tip_x:Q", "tip_y:Q"), angle=alt.Angle("angle:Q", scale=None)
    )
    kinds = alt.Scale(domain=["on", "aside"], range=[PALETTE[0], MUTED])
    filled = alt.Chart(alt.InlineData(values=boxes))
    frames = filled.mark_rect(fill="white", strokeWidth=1).encode(
        **at("x:Q", "y:Q"), x2="x2:Q", y2="y2:Q", stroke=alt.Stroke("kind:N", scale=kinds, legend=None)
    )
    words = filled.mark_text(
        fontSize=size, lineBreak="\n", lineHeight=line, baseline="middle", color=INK, limit=0
    ).encode(**at("middle:Q", "centre:Q"), text="text:N")
    listed = "; ".join(text.replace("\n", " (", 1) + (")" if "\n" in text else "") for text in [*going_on, *set_aside])
    return finished(
        (lines + tips + frames + words).properties(height=height),
        f"From what was found to what defines {flow.concept}",
        "After PRISMA 2020; every document, record and unreadable file is in one box",
        f"Flow diagram. {listed}.",
        width,
    )
