"""Behind a proxy: whose word is taken, and on what."""

import pytest

from records import SettingsError
from settings import Settings
from tests.web.loop import run
from web.proxy import Proxied


def seen(headers=(), client="127.0.0.1", path="/api/ask", scheme="http", **settings):
    """(client, scheme, path, names of the headers) as they come out behind `Proxied`."""
    got = {}

    async def app(scope, receive, send):
        got.update(scope)

    scope = {
        "type": "http",
        "path": path,
        "raw_path": path.encode(),
        "scheme": scheme,
        "client": (client, 1),
        "headers": [(n.encode(), v.encode()) for n, v in headers],
    }
    run(Proxied(app, Settings(user_header="X-User", **settings))(scope, None, None))
    return got["client"][0], got["scheme"], got["path"], {n.decode() for n, _ in got["headers"]}


TOLD = [("x-forwarded-for", "1.2.3.4, 10.9.9.9"), ("x-forwarded-proto", "https"), ("x-user", "anna")]


def test_a_trusted_proxy_is_believed():
    assert seen(TOLD) == ("10.9.9.9", "https", "/api/ask", {n for n, _ in TOLD})
    assert seen(TOLD, proxies=("127.0.0.1", "10.0.0.0/8"))[0] == "1.2.3.4"
    assert seen(TOLD, client="10.1.1.1", proxies=("10.1.1.1/8",))[0] == "1.2.3.4"


@pytest.mark.parametrize("client", ["10.1.1.1", "::2", "", "a-socket"])
def test_anybody_else_is_not_believed(client):
    assert seen(TOLD, client=client) == (client, "http", "/api/ask", set())


def test_the_host_is_never_taken_from_elsewhere():
    assert seen([("x-forwarded-host", "evil.example")])[3] == set()


@pytest.mark.parametrize(
    ("path", "left"), [("/news/api/ask", "/api/ask"), ("/api/ask", "/api/ask"), ("/newspaper", "/newspaper")]
)
def test_the_prefix_may_be_on_the_path_or_off(path, left):
    assert seen(path=path, root_path="/news/")[2] == left


def test_a_proxy_that_is_no_address_is_refused():
    with pytest.raises(SettingsError, match="no address"):
        Proxied(None, Settings(proxies=("300.1.1.1",)))
