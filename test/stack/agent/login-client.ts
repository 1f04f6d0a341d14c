import type { OAuthClientProvider, OAuthDiscoveryState } from '@modelcontextprotocol/sdk/client/auth.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { ODD_CLIENTS } from '../scenarios/odd-clients.ts';
import type { Login } from '../scenarios/scenario.ts';
import { authorizeInFrame, authorizeInWindow, isInWindow } from './authorize.ts';
import { send } from './send.ts';

/** The page as the OAuth client of one login, for the MCP SDK. It keeps nothing beyond that. */
export class LoginClient implements OAuthClientProvider {
  /** What the user came back with. */
  code?: string;
  issued?: OAuthTokens;
  /** What the metadata said, asked for once. */
  discovered?: OAuthDiscoveryState;
  readonly redirectUrl: string;
  readonly #login: Login;
  readonly #state = crypto.randomUUID();
  #information?: OAuthClientInformationMixed;
  #verifier = '';

  constructor(login: Login) {
    this.#login = login;
    this.redirectUrl = login.redirectUrl ?? new URL('/callback.html', location.href).href;
  }

  get clientMetadata() {
    return {
      client_name: this.#login.clientName ?? (isInWindow ? ODD_CLIENTS.asking : 'Demo agent'),
      redirect_uris: [this.redirectUrl],
      grant_types: [...(this.#login.grantTypes ?? ['authorization_code'])],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    };
  }

  discoveryState = () => this.discovered;
  saveDiscoveryState = (state: OAuthDiscoveryState) => {
    this.discovered = state;
  };
  state = () => this.#state;
  clientInformation = () => this.#information;
  saveClientInformation = (information: OAuthClientInformationMixed) => {
    this.#information = information;
  };
  tokens = () => this.issued;
  saveTokens = (tokens: OAuthTokens) => {
    this.issued = tokens;
  };
  codeVerifier = () => this.#verifier;
  saveCodeVerifier = (verifier: string) => {
    this.#verifier = verifier;
  };

  /** @throws when the user comes back without a code, or not at all */
  async redirectToAuthorization(url: URL): Promise<void> {
    for (const name of this.#login.omits ?? []) url.searchParams.delete(name);
    if (this.#login.looksFirst && !isInWindow) {
      throw new Error(`Instead of a code: ${await send(url, {}, { method: 'GET' })}`);
    }
    const returned = await (isInWindow ? authorizeInWindow : authorizeInFrame)(url);
    const error = returned.get('error');
    if (error !== null) throw new Error(`${error}: ${returned.get('error_description') ?? ''}`);
    if (returned.get('state') !== (url.searchParams.get('state') ?? ''))
      throw new Error('another state came back');
    this.code = returned.get('code') ?? '';
  }

  /** The browser's fetch, with what this client gets wrong. */
  readonly fetch = (url: string | URL, init?: RequestInit): Promise<Response> => {
    if (init?.body instanceof URLSearchParams) {
      for (const [name, value] of Object.entries(this.#login.tokenRequest ?? {})) init.body.set(name, value);
    }
    return fetch(url, init);
  };
}
