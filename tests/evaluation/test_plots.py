from __future__ import annotations

from xml.etree import ElementTree

from evaluation.plots import chart


def test_a_chart_is_a_file_of_its_own_with_points_in_their_places() -> None:
    drawn = chart({"a & b": [(0.0, 0.5), (1.0, 1.0)]}, ("weight", "nDCG"), (0.0, 0.5), (1.0, 1.0), [(1.0, 1.0)])
    root = ElementTree.fromstring(drawn)
    line = next(e for e in root.iter() if e.tag.endswith("polyline"))
    assert line.attrib["points"] == "44.0,210.0 424.0,16.0"
    assert "a & b" in [e.text for e in root.iter()]
    ring = next(e for e in root.iter() if e.attrib.get("class") == "ring")
    assert (ring.attrib["cx"], ring.attrib["cy"]) == ("424.0", "16.0")
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
