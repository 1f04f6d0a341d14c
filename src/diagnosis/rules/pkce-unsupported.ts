import { isUsable } from '../../oauth/metadata.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the authorization server's metadata does not list S256 in `code_challenge_methods_supported`; a missing
 * list counts as none. Source: MCP, authorization, "Authorization Code Protection", which has clients refuse then.
 */
export const pkceUnsupported = rule({
  id: 'pkce-unsupported',
  hop: 'authorization-server',
  level: 'error',
  needs: ['metadata'],
  title: 'The authorization server does not offer PKCE with S256',
  why: 'MCP clients must use PKCE and must refuse a server whose metadata does not list S256 (MCP, authorization, “Authorization Code Protection”).',
  check: ({ metadata }) => {
    const { document } = metadata;
    if (
      metadata.about !== 'server' ||
      !document ||
      !isUsable(document) ||
      document.pkceMethods?.includes('S256')
    )
      return [];
    const listed = document.pkceMethods ? JSON.stringify(document.pkceMethods) : 'not there';
    return [fromBody('response-body', `"code_challenge_methods_supported": ${listed}`)];
  },
  fix: {
    user: {
      text: 'Show this to whoever runs the authorization server. Do not use a client that goes on without PKCE.',
    },
    operator: {
      text: 'Switch PKCE with S256 on at the authorization server, so that its metadata lists it.',
    },
  },
});
