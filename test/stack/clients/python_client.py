"""Uses an MCP server with the Python SDK, 1.x or 2.x, as a script does that has logging on, and lets fail what fails.
Its argument is JSON: {"url", "headers", "level", "tool", "arguments", "patience", "losesSession"}."""

import asyncio
import importlib.metadata
import json
import logging
import sys
from datetime import timedelta

from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

plan = json.loads(sys.argv[1])
logging.basicConfig(level=plan["level"])

IS_FIRST = importlib.metadata.version("mcp").startswith("1.")


async def main() -> None:
    sessions: list[str] = []

    async def note_session(response) -> None:
        sessions.extend(response.headers.get_list("mcp-session-id"))

    patience = timedelta(seconds=plan["patience"]) if IS_FIRST else plan["patience"]
    async with create_mcp_http_client(headers=plan["headers"]) as http:
        http.event_hooks["response"].append(note_session)
        async with streamable_http_client(plan["url"], http_client=http) as streams:
            async with ClientSession(streams[0], streams[1], read_timeout_seconds=patience) as session:
                await session.initialize()
                if plan["losesSession"]:
                    # As another process with the same session would.
                    await http.delete(plan["url"], headers={"mcp-session-id": sessions[0]})
                tools = await session.list_tools()
                print(f"{len(tools.tools)} tools")
                if plan["tool"]:
                    print(await session.call_tool(plan["tool"], plan["arguments"]))


asyncio.run(main())
