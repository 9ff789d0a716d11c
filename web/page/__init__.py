"""The page: masthead, conversation, record; the library; how to embed. Gradio's only door.

Nothing here is `gr.HTML` (it runs what it is given), `gr.State` (one endless connection a tab) or `js=` (needs an open
policy). What moves without the server (lighting a citation, copying, voting) is in static/cite.js and ask.js.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read once, at gradio's import: else it calls two hosts
os.environ["HF_HUB_OFFLINE"] = "1"

from web.page.build import build, mount

__all__ = ["build", "mount"]
