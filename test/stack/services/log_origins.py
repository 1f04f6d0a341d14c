"""Notes which request each piece of LiteLLM's output was written for, in a file beside the log. What LiteLLM writes stays as
it is: only its streams and its ASGI application are wrapped, to look on.

One JSON object a line: {"request", "method", "host", "path", "began"}, {"request", "body"} and {"request", "ended"} of
each HTTP request, and {"from", "to", "at", "request"} of each write, in bytes of the log. Moments are milliseconds since 1970."""

import contextvars
import io
import itertools
import json
import os
import sys
import threading
import time
from typing import Any

KEY = "hopscope.request"

current: contextvars.ContextVar[int | None] = contextvars.ContextVar("hopscope_request", default=None)
numbers = itertools.count()
lock = threading.RLock()


def now() -> float:
    return round(time.time() * 1000, 1)


def request_of_write() -> int | None:
    """A session's task runs on in the context of the request that opened it, so what the MCP server says it answers goes first."""
    lowlevel = sys.modules.get("mcp.server.lowlevel.server")
    answered = getattr(lowlevel, "request_ctx", None)
    context = answered.get(None) if answered is not None else None
    scope = getattr(getattr(context, "request", None), "scope", None)
    return scope.get(KEY, current.get()) if isinstance(scope, dict) else current.get()


class Noted(io.TextIOWrapper):
    def write(self, text: str) -> int:
        with lock:
            self.flush()
            start = os.lseek(self.fileno(), 0, os.SEEK_CUR)
            written = super().write(text)
            self.flush()
            end = os.lseek(self.fileno(), 0, os.SEEK_CUR)
            note({"from": start, "to": end, "at": now(), "request": request_of_write()})
        return written


class Application:
    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        request = next(numbers)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("latin-1")
        note(
            {
                "request": request,
                "method": scope["method"],
                "host": headers.get("host", ""),
                "path": scope["raw_path"].decode("latin-1") + (f"?{query}" if query else ""),
                "began": now(),
            }
        )
        body = bytearray()

        async def receive_noted() -> Any:
            message = await receive()
            if message["type"] == "http.request":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    note({"request": request, "body": body.decode("utf-8", "replace")})
            return message

        token = current.set(request)
        try:
            await self.inner({**scope, KEY: request}, receive_noted, send)
        finally:
            current.reset(token)
            note({"request": request, "ended": now()})


def note(what: dict[str, Any]) -> None:
    with lock:
        os.write(notes, (json.dumps(what) + "\n").encode())


def install(file: str) -> None:
    """To be called before LiteLLM is imported: its log handlers keep the stream that they find."""
    global notes
    notes = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.stdout = Noted(sys.stdout.detach(), encoding="utf-8", errors="backslashreplace", write_through=True)
    sys.stderr = Noted(sys.stderr.detach(), encoding="utf-8", errors="backslashreplace", write_through=True)

    from uvicorn import Config

    load = Config.load

    def load_noted(config: Config) -> None:
        load(config)
        config.loaded_app = Application(config.loaded_app)

    Config.load = load_noted  # type: ignore[method-assign]
