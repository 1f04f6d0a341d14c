import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Uses an MCP server with the TypeScript SDK, as a script does that prints what it catches. Its argument is what python_client.py takes. */
const plan = JSON.parse(process.argv[2] ?? '');
const transport = new StreamableHTTPClientTransport(new URL(plan.url), {
  requestInit: { headers: plan.headers },
});
const client = new Client({ name: 'demo-agent', version: '1.0.0' });
client.onerror = (/** @type {unknown} */ error) => console.error(error);
const options = { timeout: plan.patience * 1000 };
try {
  await client.connect(transport, options);
  if (plan.losesSession) {
    // As another process with the same session would.
    await fetch(plan.url, {
      method: 'DELETE',
      headers: { ...plan.headers, 'mcp-session-id': transport.sessionId ?? '' },
    });
  }
  const { tools } = await client.listTools({}, options);
  console.log(`${tools.length} tools`);
  if (plan.tool) {
    console.log(await client.callTool({ name: plan.tool, arguments: plan.arguments }, undefined, options));
  }
} catch (error) {
  console.error(error);
} finally {
  await client.close();
}
