"""Serve the fakes for the browser tests: prints the port it took, then serves. Settings come from ONRECORD_*.

The server itself may speak to this machine alone: another address ends it.
"""

import os
import socket
import sys


def stay_home(event, args):
    if event == "socket.connect" and args[0].family != socket.AF_UNIX and args[1][0] not in ("127.0.0.1", "::1"):
        refuse(args[1])
    if event == "socket.getaddrinfo" and args[0] not in (None, "127.0.0.1", "localhost", "::1", socket.gethostname()):
        refuse(args[0])


def refuse(where):
    print(f"the server tried to reach {where}", file=sys.stderr, flush=True)
    os._exit(3)


if __name__ == "__main__":
    sys.addaudithook(stay_home)
    import uvicorn

    from settings import read_settings
    from tests.web.fakes import FakeAnswerer
    from web.site import site

    door = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0))
    app = site(FakeAnswerer(), read_settings(os.environ))
    print(f"Ready: http://127.0.0.1:{door.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)).run(
        sockets=[door]
    )
