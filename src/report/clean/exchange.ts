import type { Exchange } from '../../exchange/exchange.ts';
import { defined } from '../../exchange/json.ts';
import type { Kind } from '../../litellm/recognise.ts';
import { routeOf } from '../../litellm/routes.ts';
import { cleanBody, cleanStreamEvent } from './body.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanHeader } from './header.ts';
import { isName } from './names.ts';
import { prose } from './prose.ts';
import { cleanUrl } from './url.ts';

/** An exchange of which only what the allow-lists let through stays. Times, sizes and the order of things stay all. */
export function cleanExchange(exchange: Exchange, kind: Kind, cleaning: Cleaning): Exchange {
  const { request, response, streamEvents, resourceType, ...rest } = exchange;
  const url = cleanUrl(request.url, cleaning);
  for (const server of routeOf({ ...exchange, request: { ...request, url } })?.servers ?? [])
    cleaning.learn(server);
  const headers = request.headers.map((header) => cleanHeader(header, 'request', cleaning));
  for (const { name } of headers) cleaning.learn(name.toLowerCase());
  const received = { kind, isAnswer: true, isFailure: response.status >= 400 };
  const { body: sent } = request;
  const cleanedSent = sent && cleanBody(sent, { kind, isAnswer: false, isFailure: false }, cleaning);
  const responseHeaders = response.headers.map((header) => cleanHeader(header, 'response', cleaning));
  return {
    ...rest,
    ...defined({
      resourceType: resourceType !== undefined && isName(resourceType) ? resourceType : undefined,
    }),
    request: {
      method: /^[A-Z]{1,20}$/.test(request.method) ? request.method : 'LEFT-OUT',
      url,
      headers,
      ...defined({ body: cleanedSent }),
    },
    response: {
      status: response.status,
      statusText: prose(response.statusText, cleaning),
      headers: responseHeaders,
      ...defined({
        body: response.body && cleanBody(response.body, received, cleaning),
        error: response.error === undefined ? undefined : cleanError(response.error, cleaning),
      }),
    },
    ...defined({ streamEvents: streamEvents?.map((event) => cleanStreamEvent(event, received, cleaning)) }),
  };
}

/** `net::ERR_CONNECTION_REFUSED`, Firefox's `NS_ERROR_...`, or a sentence. */
const cleanError = (error: string, cleaning: Cleaning): string =>
  /^(?:net::ERR_|NS_ERROR_|NS_BINDING_)[A-Z_]{1,60}$/.test(error) ? error : prose(error, cleaning);
