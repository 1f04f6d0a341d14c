import { inQuotes } from '../../diagnosis/words.ts';
import type { MetadataDocument } from '../../oauth/metadata.ts';
import type { Found } from '../found.ts';

/** How a client becomes known to the authorization server. It is told, not done: registering leaves something behind there. */
export function tellRegistration({ registrationEndpoint, takesClientDocuments }: MetadataDocument): Found {
  const ways = [
    ...(takesClientDocuments ? ['takes a client’s metadata URL as its id'] : []),
    ...(registrationEndpoint === undefined ? [] : [`registers clients at ${inQuotes(registrationEndpoint)}`]),
  ];
  return ways.length > 0
    ? { status: 'ok', says: `The authorization server ${ways.join(', and ')}. Not tried.`, answers: [] }
    : {
        status: 'failed',
        says: 'Clients can’t register by themselves: give yours a client id that the authorization server knows.',
        answers: [],
      };
}
