"""The PRISMA 2020 flow as a figure: what goes on on the left, what is set aside on the right."""

from __future__ import annotations

from typing import Any

import altair as alt

from defatlas.figures.theme import DOUBLE, INK, MUTED, PALETTE, finished
from defatlas.flow import Flow, detail

_LEFT, _RIGHT = (0.0, 46.0), (54.0, 100.0)  # of 100 across
_HIGH, _STEP = 40, 56  # points: height of a box, and from one to the next
_LINE = 12  # points from one line of text to the next


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


def _tip(x: float, y: float) -> dict[str, float]:
    """Return the place of an arrow's tip, a little before the box."""
    return {"tip_x": x, "tip_y": y}


def flow_diagram(flow: Flow) -> dict[str, Any]:
    """Boxes with their numbers, from what was found down to what defines the concept."""
    going_on, set_aside = _steps(flow)
    rows = [(text, float(step), _LEFT, "on") for step, text in enumerate(going_on)]
    rows += [(text, step + 0.5, _RIGHT, "aside") for step, text in enumerate(set_aside)]
    boxes = [
        {
            "text": text, "kind": kind, "x": side[0], "x2": side[1], "middle": sum(side) / 2,
            "y": step * _STEP, "y2": step * _STEP + _HIGH,
            "centre": step * _STEP + _HIGH / 2 - text.count("\n") * _LINE / 2,
        }
        for text, step, side, kind in rows
    ]  # fmt: skip
    middle = sum(_LEFT) / 2
    arrows = []
    for step in range(len(set_aside)):
        bottom, branch = step * _STEP + _HIGH, (step + 0.5) * _STEP + _HIGH / 2
        arrows.append(
            {
                "x": middle,
                "x2": middle,
                "y": bottom,
                "y2": (step + 1) * _STEP,
                "angle": 180,
                **_tip(middle, (step + 1) * _STEP - 3),
            }
        )
        arrows.append(
            {"x": middle, "x2": _RIGHT[0], "y": branch, "y2": branch, "angle": 90, **_tip(_RIGHT[0] - 0.6, branch)}
        )
    height = (len(going_on) - 1) * _STEP + _HIGH
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    lines = alt.Chart(alt.InlineData(values=arrows)).encode(x=x, y=y, x2="x2:Q", y2="y2:Q").mark_rule(color=MUTED)
    tips = (
        alt.Chart(alt.InlineData(values=arrows))
        .encode(
            x=alt.X("tip_x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None),
            y=alt.Y("tip_y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None),
            angle=alt.Angle("angle:Q", scale=None),
        )
        .mark_point(shape="triangle-up", filled=True, size=40, color=MUTED, opacity=1)
    )
    frames = (
        alt.Chart(alt.InlineData(values=boxes))
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            stroke=alt.Stroke(
                "kind:N", scale=alt.Scale(domain=["on", "aside"], range=[PALETTE[0], MUTED]), legend=None
            ),
        )
        .mark_rect(fill="white", strokeWidth=1.2)
    )
    words = (
        alt.Chart(alt.InlineData(values=boxes))
        .encode(
            x=alt.X("middle:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None),
            y=alt.Y("centre:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None),
            text="text:N",
        )
        .mark_text(fontSize=9, lineBreak="\n", lineHeight=_LINE, baseline="middle", color=INK, limit=225)
    )
    said = "; ".join(text.replace("\n", " (", 1) + (")" if "\n" in text else "") for text in [*going_on, *set_aside])
    return finished(
        (lines + tips + frames + words).properties(height=height + 44),
        f"From what was found to what defines {flow.concept}",
        "After PRISMA 2020; every document, record and unreadable file is in one box",
        f"Flow diagram. {said}.",
        DOUBLE,
    )
