import type { Entry } from 'har-format';
import type { HttpAnswer, HttpRequest } from '../../src/checks/http.ts';
import { memberOf, readJson, textIn } from '../../src/exchange/json.ts';

const NOT_FOUND: HttpAnswer = {
  status: 404,
  statusText: 'Not Found',
  headers: [{ name: 'access-control-allow-origin', value: '*' }],
  text: '',
  size: 0,
};

/**
 * Answers as recorded: to a JSON-RPC method, or else to an HTTP method and an URL. What was not recorded is not found. Ids, and headers that a
 * preflight asks for, are those of the request, as the real gateway has them.
 */
export function answering(entries: readonly Entry[]): (request: HttpRequest) => Promise<HttpAnswer> {
  return (request) => {
    const found = entries.find(
      (entry) =>
        entry.request.method === request.method &&
        entry.request.url === request.url &&
        methodIn(entry.request.postData?.text) === methodIn(request.body),
    );
    return Promise.resolve(found ? answerTo(request, found) : NOT_FOUND);
  };
}

const methodIn = (body: string | undefined) => textIn(readJson(body), 'method');
const idIn = (body: string | undefined) => JSON.stringify(memberOf(readJson(body), 'id'));

function answerTo({ method, headers, body }: HttpRequest, { request, response }: Entry): HttpAnswer {
  const asked = headers.find(({ name }) => name === 'access-control-request-headers')?.value;
  const text = response.content.text ?? '';
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers.map(({ name, value }) => ({
      name,
      value:
        method === 'OPTIONS' && asked && name.toLowerCase() === 'access-control-allow-headers'
          ? asked
          : value,
    })),
    text: text.replace(`"id":${idIn(request.postData?.text)}`, `"id":${idIn(body)}`),
    size: response.content.size,
  };
}
