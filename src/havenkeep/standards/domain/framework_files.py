"""From a framework's file to a `Framework`."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from havenkeep.standards.domain.edition import Certainty, Framework, FrameworkPoint
from havenkeep.standards.domain.strict_rows import BadEdition, Row, load


def read_framework(root: Traversable, *, name: str) -> Framework:
    """Read `root/name.yaml`. Raises `BadEdition`."""
    row = load(root / f"{name}.yaml", where=f"frameworks/{name}.yaml")
    certainty = row.choice("certainty", Certainty)
    framework = Framework(
        id=row.text("id"),
        title=row.text("title"),
        version=row.text("version"),
        note=row.text("note"),
        certainty=certainty,
        points=tuple(point for group in row.rows("groups") for point in _points(group, certainty=certainty)),
        sources=row.texts("sources"),
    )
    row.done()
    if framework.id != name:
        raise BadEdition(f"{row.where}: its id is “{framework.id}”, but its file is {name}.yaml.")
    ids = [point.id for point in framework.points]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        raise BadEdition(f"{row.where}: point {twice} stands twice.")
    return framework


def _points(group: Row, *, certainty: Certainty) -> tuple[FrameworkPoint, ...]:
    name = group.text("name")
    points = tuple(_point(row, group=name, certainty=certainty) for row in group.rows("points"))
    group.done()
    return points


def _point(row: Row, *, group: str, certainty: Certainty) -> FrameworkPoint:
    point = FrameworkPoint(
        id=row.text("id"),
        title=row.text("title"),
        group=group,
        summary=row.text("summary", default=""),
        certainty=row.choice("certainty", Certainty, default=certainty),
    )
    row.done()
    return point
