import { runToEnd } from '../processes.mjs';
import { installEnvironment, PIP } from './environment.ts';

/**
 * Makes sure a release of the MCP Python SDK is there, in a virtual environment of its own.
 * @returns the environment's Python
 * @throws when there is no Python or the installation fails, in one line with what pip said
 */
export function installPythonSdk(version: string): Promise<string> {
  return installEnvironment({
    name: 'mcp',
    title: 'MCP Python SDK',
    version,
    install: (python, log) => runToEnd(python, [...PIP, `mcp==${version}`], { log }),
  });
}
