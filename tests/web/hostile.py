"""Strings that would be more than text if anything took them for more, and what a browser would see in HTML."""

from html.parser import HTMLParser

HOSTILE_STRINGS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x]: https://evil.example",
    "[x][1]",
    "<https://evil.example>",
    "https://evil.example",
    "www.evil.example",
    "a@evil.example",
    "$$x$$",
    "$x$",
    "\\(x\\)",
    "```mermaid\ngraph TD\n```",
    "~~~html\n<b>\n~~~",
    "${alert(1)}",
    "{{7*7}}",
    "{% raw %}",
    "`code`",
    "# heading",
    "- list",
    "1. list",
    "> quote",
    "| a | b |\n|---|---|",
    "***",
    "Setext\n===",
    "    indented",
    "\tindented",
    "a\n\nb",
    "<!-- comment",
    "<![CDATA[x]]>",
    "<?php",
    "</div></div>",
    "<style>*{display:none}</style>",
    "<form action=//evil.example>",
    "<svg onload=alert(1)>",
    "<base href=//evil.example>",
    "<think>x</think>",
    "<details open ontoggle=alert(1)>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "[^1]",
    ":smile:",
    "~~x~~",
    "**x**",
    "_x_",
    "\\<b>",
    "\x00<b>",
    "\u202e<b>",
    "<\u200bb>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=https://evil.example></object>",
    "<embed src=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example>",
    "<video src=https://evil.example/v autoplay></video>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=https://evil.example class=cite id=cite-x-1>[1]</a>",
    "<button class='vote up'>x</button>",
    "<div class=aside>",
    "<mark id=cited>x</mark>",
    "<p style=position:fixed;inset:0>x</p>",
    "![x][y]\n\n[y]: https://evil.example/y.png",
    "[![x](https://evil.example/a.png)](https://evil.example)",
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "```html\n<img src=https://evil.example/z>\n```",
    "\\begin{equation}x\\end{equation}",
    "\ud83d\ude00<img src=x>".encode("utf-16", "surrogatepass").decode("utf-16"),
]


class Seen(HTMLParser):
    """The elements, the attributes and the text a browser would see."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data
