import { isRecord, readJson } from '../../exchange/json.ts';
import { originOf } from '../../exchange/origin.ts';
import type { CheckPlan } from '../store/checks.ts';
import { readAddress } from '../toolbar/origin.ts';
import type { Place, Seen } from './seen.ts';

/** What the form of a check says. */
export interface CheckForm extends Place {
  /** The page's origin, where its preflight is asked for. */
  readonly origin: string | undefined;
  /** The MCP server's own address, where it is asked. */
  readonly direct: string | undefined;
  readonly call: { readonly tool: string; readonly arguments: string } | undefined;
}

export type Planned = { readonly plan: CheckPlan } | { readonly problem: string };

/** What is to be checked, or why the form does not say it. */
export function planOf({ gateway, server, origin, direct, call }: CheckForm, seen: Seen): Planned {
  const read = endpointOf(gateway, server, seen);
  if ('problem' in read) return read;
  const behind = direct === undefined ? undefined : serverAt(direct);
  if (behind && 'problem' in behind) return behind;
  const plan: CheckPlan = {
    url: read.url,
    name: server.trim() === '' ? read.url : server.trim(),
    // Others are asked for when a step needs them.
    origins: [],
    // A page of the gateway's own origin needs no permission.
    ...(origin === undefined || origin === originOf(read.url) ? {} : { origin }),
    ...(behind && { direct: behind.url }),
  };
  if (!call) return { plan };
  const given = readJson(call.arguments.trim() === '' ? '{}' : call.arguments);
  if (call.tool.trim() === '') return { problem: 'Name the tool to call.' };
  if (!isRecord(given))
    return { problem: 'The tool’s arguments are no JSON object. One looks like {"message":"hello"}.' };
  return { plan: { ...plan, call: { tool: call.tool.trim(), arguments: given } } };
}

type Endpoint = { readonly url: string } | { readonly problem: string };

/** As the page called it; else where LiteLLM has the endpoint of an alias (`/mcp/{alias}`, server.py). */
function endpointOf(gateway: string, server: string, seen: Seen): Endpoint {
  const read = readAddress(gateway);
  if ('problem' in read) return read;
  const { origin, pathname } = read.url;
  if (holdsPassword(read.url))
    return { problem: 'The address holds a user or a password. Leave them out, and type the key below.' };
  const path = pathname.replace(/\/$/, '');
  const alias = server.trim();
  const called = seen.endpoint(origin + path, alias) ?? seen.endpoint(origin + pathname, alias);
  if (called !== undefined) return { url: called };
  if (alias === '' && /\/(?:mcp|sse)(?:\/|$)/.test(pathname)) return { url: origin + pathname };
  const base = origin + path.replace(/\/mcp$/, '');
  return {
    url: alias === '' ? `${base}/mcp` : `${base}/mcp/${alias.split(',').map(encodeURIComponent).join()}`,
  };
}

function serverAt(typed: string): Endpoint {
  const read = readAddress(typed);
  if ('problem' in read || holdsPassword(read.url))
    return { problem: 'Type the address of the MCP server itself, for example http://localhost:3000/mcp.' };
  read.url.hash = '';
  return { url: read.url.href };
}

const holdsPassword = ({ username, password }: URL): boolean => username !== '' || password !== '';
