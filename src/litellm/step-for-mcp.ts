import type { Exchange } from '../exchange/exchange.ts';
import { arrayIn, readJson, textIn } from '../exchange/json.ts';
import { namesMcp } from '../mcp/recognise.ts';
import type { OAuthStep } from '../oauth/step.ts';

/**
 * Whether a step of an OAuth grant says by itself that it is for MCP, in which it differs from a page's own sign-in: its URL, the
 * resource it asks for or where the user comes back to names MCP or is known to be a client's, or it is a registration that
 * only such clients send.
 */
export function isStepForMcp({ request }: Exchange, { step, parameters }: OAuthStep): boolean {
  if (step === 'register') return namesMcp(request.url) || isRegistrationForMcp(request);
  return (
    namesMcp(request.url) ||
    (step === 'callback' && isCallbackOfClient(request.url)) ||
    isCallbackOfClient(parameters['redirect_uri'] ?? '') ||
    asksForResource(step, parameters)
  );
}

/**
 * RFC 8707's parameter, which MCP clients have to send. Older Microsoft sign-ins have one of the same name, and ask for a token
 * without a code (ADAL).
 */
function asksForResource(step: OAuthStep['step'], parameters: OAuthStep['parameters']): boolean {
  const { resource = '', response_type: type = '' } = parameters;
  if (resource === '') return false;
  return step !== 'authorize' || /\bcode\b/.test(type) || namesMcp(resource) || /\/sse\/?$/.test(resource);
}

/** The ports of MCP Inspector and mcp-remote, and what hosted clients use, as far as it does not name MCP itself. */
const CALLBACKS_OF_CLIENTS =
  /^(?:https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):(?:6274|3334)\/|https:\/\/chatgpt\.com\/connector|https:\/\/vscode\.dev\/redirect|(?:cursor|vscode|windsurf):)/;

const isCallbackOfClient = (url: string): boolean => namesMcp(url) || CALLBACKS_OF_CLIENTS.test(url);

/** As clients call themselves when they register. */
const CLIENTS = /\b(?:mcp|claude|codex|copilot|cursor)\b/i;

/** Members that only a registration of RFC 7591 has: consoles that make clients have other URLs, and often other names. */
const OF_REGISTRATION = ['client_name', 'grant_types', 'response_types', 'token_endpoint_auth_method'];

/**
 * Whether a client registers itself (RFC 7591), as pages do for MCP and for nearly nothing else: under a client's name, for a
 * client's own address, as a public client on this machine, or at an endpoint that is called so.
 */
function isRegistrationForMcp({ url, body }: Exchange['request']): boolean {
  const asked = readJson(body?.text);
  const targets = arrayIn(asked, 'redirect_uris').filter((each) => typeof each === 'string');
  return (
    CLIENTS.test(textIn(asked, 'client_name') ?? '') ||
    targets.some(isCallbackOfClient) ||
    (textIn(asked, 'token_endpoint_auth_method') === 'none' && targets.some(isLoopback)) ||
    (/\/(?:register|registration)\/?$/.test(url) && OF_REGISTRATION.some((name) => hasMember(asked, name)))
  );
}

const hasMember = (json: unknown, name: string): boolean =>
  textIn(json, name) !== undefined || arrayIn(json, name).length > 0;

const isLoopback = (url: string): boolean => /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url);
