import type { Exchange } from '../exchange/exchange.ts';
import { arrayIn, defined, isRecord, memberOf, readJson, textIn } from '../exchange/json.ts';

/** An OAuth metadata document, or what came in its place. */
export interface Metadata {
  /** `resource`: RFC 9728, of the MCP endpoint. `server`: RFC 8414 or OpenID Connect Discovery, of the authorization server. */
  readonly about: 'resource' | 'server';
  /** What the URL it was fetched from says the document must identify: the resource, or the issuer. */
  readonly expected: string;
  /** The document; absent when the response is no success, no JSON object, or was not recorded. */
  readonly document?: MetadataDocument;
  /** Why there is no document, one line. */
  readonly problem?: string;
}

/** The members that our rules read; a member of another type than the standard's is absent. */
export interface MetadataDocument {
  readonly resource?: string;
  readonly authorizationServers: readonly string[];
  readonly scopes: readonly string[];
  readonly issuer?: string;
  readonly authorizationEndpoint?: string;
  readonly tokenEndpoint?: string;
  readonly registrationEndpoint?: string;
  /** `code_challenge_methods_supported`; absent when the server does not say. */
  readonly pkceMethods?: readonly string[];
  /** The client's own metadata URL serves as client id (`client_id_metadata_document_supported`). */
  readonly takesClientDocuments: boolean;
  /** Callbacks name the issuer (`authorization_response_iss_parameter_supported`, RFC 9207 section 3). */
  readonly namesIssuerInCallback: boolean;
}

const WELL_KNOWN =
  /^(.*?)\/\.well-known\/(oauth-protected-resource|oauth-authorization-server|openid-configuration)(\/.*)?$/;

/**
 * Reads the response to a request for metadata.
 * @returns undefined when the URL asks for none
 */
export function decodeMetadata({ request, response, bodies }: Exchange): Metadata | undefined {
  // Few URLs are one of these, and to parse one takes longer than to look.
  if (request.method !== 'GET' || !request.url.includes('/.well-known/')) return undefined;
  if (!URL.canParse(request.url)) return undefined;
  const url = new URL(request.url);
  const [, before = '', kind, after = ''] = WELL_KNOWN.exec(url.pathname) ?? [];
  if (kind === undefined) return undefined;
  // RFC 8414 section 3.1 puts the well-known part before the path, OpenID Connect Discovery behind it.
  const path = (before + after).replace(/\/$/, '');
  const read = readDocument(response, bodies === undefined);
  return {
    about: kind === 'oauth-protected-resource' ? 'resource' : 'server',
    expected: url.origin + path,
    ...(typeof read === 'string' ? { problem: read } : defined({ document: read })),
  };
}

/** Whether an authorization server's document has endpoints that a client can go to (RFC 8414 section 2). */
export const isUsable = ({ authorizationEndpoint, tokenEndpoint }: MetadataDocument): boolean =>
  [authorizationEndpoint, tokenEndpoint].every((url) => url === undefined || URL.canParse(url));

/** Whether the browser got no response at all, which says nothing of the metadata. */
export const gotNoAnswer = ({ problem }: Metadata): boolean => problem === 'HTTP 0';

function readDocument(
  { status, body }: Exchange['response'],
  isRecorded: boolean,
): MetadataDocument | string | undefined {
  // What the browser has already is not sent again.
  if (status === 304) return undefined;
  if (status < 200 || status >= 300) return `HTTP ${status}`;
  if (!isRecorded) return undefined;
  const json = readJson(body?.text);
  if (!isRecord(json)) return `no JSON object, but ${body?.mimeType || 'nothing'}`;
  return {
    authorizationServers: texts(json, 'authorization_servers'),
    scopes: texts(json, 'scopes_supported'),
    takesClientDocuments: memberOf(json, 'client_id_metadata_document_supported') === true,
    namesIssuerInCallback: memberOf(json, 'authorization_response_iss_parameter_supported') === true,
    ...defined({
      resource: textIn(json, 'resource'),
      issuer: textIn(json, 'issuer'),
      authorizationEndpoint: textIn(json, 'authorization_endpoint'),
      tokenEndpoint: textIn(json, 'token_endpoint'),
      registrationEndpoint: textIn(json, 'registration_endpoint'),
      pkceMethods:
        memberOf(json, 'code_challenge_methods_supported') === undefined
          ? undefined
          : texts(json, 'code_challenge_methods_supported'),
    }),
  };
}

const texts = (json: unknown, name: string): readonly string[] =>
  arrayIn(json, name).filter((each) => typeof each === 'string');
