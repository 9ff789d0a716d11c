"""How the browser tests ask, and look at what is there."""

import json
import urllib.request


def ask(page, question):
    """Ask on a page, or in a frame of one; gives the element of the whole answer."""
    answers = page.locator(".answer:not(.waiting):not(.telling)")
    n = answers.count()
    page.locator("#ask textarea").fill(question)
    page.locator("#ask textarea").press("Enter")
    answers.nth(n).wait_for()
    return answers.nth(n)


def lit(page):
    """The words that are lit in the record."""
    page.locator("mark.on").first.wait_for()
    return "".join(page.locator("mark.on").all_text_contents())


def in_sight(page, selector):
    """Does the middle of an element lie where it can be seen, with nothing over it?"""
    return page.evaluate(
        "s => { const e = document.querySelector(s), b = e.getClientRects()[0],"
        " t = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2); return e.contains(t); }",
        selector,
    )


def api(address, question):
    body = json.dumps({"question": question}).encode()
    asked = urllib.request.Request(f"{address}/api/ask", body, {"content-type": "application/json"})
    with urllib.request.urlopen(asked) as response:
        return json.load(response)


def contrast(page, selector):
    """WCAG 2 contrast of an element's text with the first background behind it that is not clear."""
    page.wait_for_timeout(300)
    ink, paper = page.evaluate(
        "s => { let e = document.querySelector(s); const ink = getComputedStyle(e).color; let paper;"
        " for (; e; e = e.parentElement) { paper = getComputedStyle(e).backgroundColor;"
        " if (!/, 0\\)$/.test(paper)) break; }"
        " return [ink, paper].map(c => c.match(/[\\d.]+/g).slice(0, 3).map(Number)); }",
        selector,
    )

    def luminance(rgb):
        parts = [v / 255 / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(ink), luminance(paper)))
    return (high + 0.05) / (low + 0.05)
