import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the browser is sent back to a callback with `error=`, or when a callback or an authorization request is
 * itself answered with 400 or more. A login page, and a redirect to one, are no refusal. Source: RFC 6749 section 4.1.2.1;
 * LiteLLM's `validate_trusted_redirect_uri` in oauth_utils.py.
 */
export const authorizationRefused = rule({
  id: 'authorization-refused',
  hop: 'authorization-server',
  level: 'error',
  needs: ['oauthStep', 'exchange'],
  title: ({ oauthStep }) => `The login was refused: ${oauthStep.error?.code ?? ''}`,
  why: ({ oauthStep }) =>
    /redirect_uri origin/.test(oauthStep.error?.description ?? '')
      ? 'LiteLLM sends users back only to this machine or to its own address, and takes its own address for another one than you use.'
      : 'The authorization server sent the user back with an error instead of a code, or did not even show a login.',
  check: ({ oauthStep, exchange }) => {
    if (!oauthStep.error) return [];
    if (oauthStep.parameters['error'] !== undefined) return [fromUrl(exchange)];
    return oauthStep.step === 'authorize' || oauthStep.step === 'callback'
      ? [
          fromStatus(exchange),
          fromBody('response-body', exchange.response.body?.text || oauthStep.error.code),
        ]
      : [];
  },
  fix: ({ oauthStep }) => ({
    user: {
      text:
        oauthStep.error?.description ??
        'If you did not refuse it yourself, show the error to whoever runs the authorization server.',
    },
    operator: {
      text: 'Behind TLS or a reverse proxy, set PROXY_BASE_URL; at the authorization server, allow LiteLLM’s /callback.',
      commands: [
        {
          label: 'Environment of LiteLLM',
          language: 'sh',
          text: 'PROXY_BASE_URL=https://your-gateway.example',
        },
      ],
    },
  }),
});
