import {
  request as ask,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { type Asked, LOCATIONS, type Location } from './front-locations.ts';
import { listen, type Service } from './http-server.ts';

/** Starts a reverse proxy in front of LiteLLM, with locations that do something wrong (front-locations.ts). */
export async function startFront(proxy: string): Promise<Service> {
  const server = await listen();
  server.answer((request, response) => void pass(request, response, proxy));
  return server;
}

/** A path that names no location goes through as it is. */
const PLAIN: Location = { alias: '' };

async function pass(request: IncomingMessage, response: ServerResponse, proxy: string): Promise<void> {
  const path = request.url ?? '/';
  const name = path.split(/[/?]/).find((segment) => Object.hasOwn(LOCATIONS, segment)) ?? '';
  const location = LOCATIONS[name] ?? PLAIN;
  const url = new URL(path.replace(name, location.alias), proxy);
  const asked: Asked = { method: request.method ?? 'GET', headers: request.headers, url };
  const own = location.answer?.(asked);
  if (own) {
    response.writeHead(own.status, own.headers).end(own.body);
    return;
  }
  const headers: OutgoingHttpHeaders = Object.fromEntries(
    Object.entries(request.headers).filter(([header]) => !location.withheld?.includes(header)),
  );
  for (const [name, value] of Object.entries(location.added ?? {})) {
    headers[name] = [headers[name] ?? [], value].flat().map(String);
  }
  if (location.before && asked.method === 'POST') {
    const done = location.before(asked);
    response.on('close', () => void done.then((undo) => undo()));
    await done;
  }
  const onward = ask(url, { method: asked.method, headers }, (answer) => {
    void giveBack(answer, response, { location, asked, name });
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** The gateway's answer, in which the location's name stands for the alias again. */
async function giveBack(
  answer: IncomingMessage,
  response: ServerResponse,
  { location, asked, name }: { location: Location; asked: Asked; name: string },
): Promise<void> {
  // With the proxy's own address goes the proxy's own name.
  const named = (value: string) =>
    location.withheld?.includes('host') ? value : value.replaceAll(`/${location.alias}`, `/${name}`);
  const challenge = answer.headers['www-authenticate'];
  const headers = {
    ...answer.headers,
    ...(challenge === undefined ? {} : { 'www-authenticate': named(challenge) }),
  };
  const status = answer.statusCode ?? 502;
  const changed = location.headers?.(headers, asked) ?? headers;
  const [, about] = asked.url.pathname.split('/.well-known/');
  if (about === undefined || asked.method !== 'GET' || status !== 200) {
    response.writeHead(status, changed).flushHeaders();
    answer.pipe(response);
    return;
  }
  const document = JSON.parse(named(await text(answer))) as object;
  const { 'content-length': _, ...others } = changed;
  response.writeHead(status, others).end(JSON.stringify(location.metadata?.(document, about) ?? document));
}
