import { isUsable, type MetadataDocument } from '../../oauth/metadata.ts';
import { hasClientId } from '../computed/login-steps.ts';
import { serverOf, wasReadElsewhere, wasUsedAt } from '../computed/server-metadata.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { type Facts, type Given, rule } from '../rule.ts';

/**
 * Fires when a registration request is refused, or when the metadata offers neither a registration endpoint nor
 * client-id documents. Not when the client already used an id, went on with the server, or read metadata of the server that
 * offers one of them from another URL: then it needs none. Source: RFC 7591; MCP, authorization, "Client Registration Approaches".
 */
export const registrationImpossible = rule({
  id: 'registration-impossible',
  hop: 'authorization-server',
  level: 'error',
  needs: ['facts', 'login'],
  explains: 'status',
  title: 'The client can’t register itself',
  why: (given) =>
    isRegistration(given)
      ? lacksSomething(given.facts)
        ? 'The client asked for a client id (RFC 7591), and its request lacks something or has it in a form that the server does not take. The message says what.'
        : 'The client asked for a client id (RFC 7591) and was refused.'
      : 'The metadata offers neither a registration endpoint nor client-id documents, so a client needs an id that was given to it beforehand.',
  check: (given) => {
    const { facts, login } = given;
    const { exchange, metadata } = facts;
    if (isRegistration(given))
      return [fromStatus(exchange), fromBody('response-body', exchange.response.body?.text || '(empty)')];
    const document = metadata?.about === 'server' ? metadata.document : undefined;
    return metadata &&
      document &&
      isUsable(document) &&
      !isOpen(document) &&
      !canDoWithout({ metadata, exchange, login })
      ? [fromBody('response-body', '"registration_endpoint": not there')]
      : [];
  },
  fix: {
    user: { text: 'Get a client id from whoever runs the authorization server, and set it in the client.' },
    operator: {
      text: 'Allow dynamic registration, or set client_id and client_secret for this server in mcp_servers so that LiteLLM registers clients itself.',
    },
  },
});

const isRegistration = ({ facts }: Given<'facts'>): boolean => {
  const step = facts.oauthStep;
  return step?.step === 'register' && step.error !== undefined;
};

const lacksSomething = ({ refusals }: Facts): boolean =>
  refusals?.some(({ reason }) => reason === 'login-request') ?? false;

const isOpen = ({ registrationEndpoint, takesClientDocuments }: MetadataDocument): boolean =>
  registrationEndpoint !== undefined || takesClientDocuments;

/** Whether the client has an id, or knows where to get one. */
const canDoWithout = (given: Given<'metadata' | 'exchange' | 'login'>): boolean =>
  hasClientId(given.login) || wasUsedAt(serverOf(given), given.login) || wasReadElsewhere(given, isOpen);
