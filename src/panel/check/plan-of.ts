import { isRecord, readJson } from '../../exchange/json.ts';
import { originOf } from '../../exchange/origin.ts';
import type { CheckPlan } from '../store/checks.ts';
import { readAddress } from '../toolbar/origin.ts';
import type { Place, Seen } from './seen.ts';

/** What the form of a check says. */
export interface CheckForm extends Place {
  /** The page's origin, where its preflight is asked for. */
  readonly origin: string | undefined;
  readonly call: { readonly tool: string; readonly arguments: string } | undefined;
}

export type Planned = { readonly plan: CheckPlan } | { readonly problem: string };

/** What is to be checked, or why the form does not say it. */
export function planOf({ gateway, server, origin, call }: CheckForm, seen: Seen): Planned {
  const read = endpointOf(gateway, server, seen);
  if ('problem' in read) return read;
  const plan: CheckPlan = {
    url: read.url,
    name: server.trim() === '' ? read.url : server.trim(),
    // Others are asked for when a step needs them.
    origins: [],
    // A page of the gateway's own origin needs no permission.
    ...(origin === undefined || origin === originOf(read.url) ? {} : { origin }),
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
  const { origin, pathname, username, password } = read.url;
  if (username !== '' || password !== '')
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
