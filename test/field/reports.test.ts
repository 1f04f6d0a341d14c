import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import fifthReports from './fifth-reports.json' with { type: 'json' };
import fourthReports from './fourth-reports.json' with { type: 'json' };
import laterReports from './later-reports.json' with { type: 'json' };
import reports from './reports.json' with { type: 'json' };
import sixthReports from './sixth-reports.json' with { type: 'json' };
import thirdReports from './third-reports.json' with { type: 'json' };
import { type Expected, wrongIn } from './verdict.ts';

/*
 * Exchanges as public bug reports quote them, each with its source. What a report leaves out is absent here too: a body that is not quoted is not
 * known.
 */
interface Message {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

interface Report {
  readonly name: string;
  readonly source: string;
  readonly exchanges: readonly {
    readonly request: Message & { readonly method: string; readonly path: string };
    readonly response: Message & { readonly status: number };
  }[];
  readonly expect: Expected;
}

/** Those that are judged wrong, with the reason. One that is judged right may not stand here. */
const OPEN: Readonly<Record<string, string>> = {
  'cognito-pkce-not-advertised': 'one OpenID Connect document by itself: any page’s own sign-in reads such',
  'client-fed-a-web-page-url': 'metadata that is refused counts at the gateway, whoever refused it',
  'post-405-then-google-without-registration': 'one OpenID Connect document by itself, as above',
  'slash-redirect-not-followed': 'nothing in the recording says that the client did not follow',
  'tools-list-stalls-mid-body':
    'the report has no error of the browser, and a cut body may be the exporter’s',
  'litellm-stream-only-list-tools-then-done':
    'a model’s stream that ends without an answer is not read as a refusal',
  'obot-refresh-invalid-request': 'one token request by itself: any page’s own sign-in sends such',
  'snowflake-invalid-client-at-token': 'one token request by itself, as above',
  'healthy6-consent-denied-then-given': 'a login with another state is another login',
  'healthy4-litellm-challenge-login-list':
    'the first request of a login looks like one whose key was forgotten; the verdict on the recording is right',
  'healthy4-cancelled-with-body-202':
    'a call is judged before its client cancels it; the verdict on the recording is right',
  'healthy-metadata-401-then-root-200': 'says so in an info; the report wants nothing',
  'healthy-rfc8414-404-then-oidc-200': 'says so in an info; the report wants nothing',
};

const all = [
  ...reports,
  ...laterReports,
  ...thirdReports,
  ...fourthReports,
  ...fifthReports,
  ...sixthReports,
] as unknown as readonly Report[];

it.each(all.filter(({ name }) => !(name in OPEN)))('$name', ({ exchanges, expect: right }) => {
  expect(wrongIn(exchanges.map(entryOf), right)).toEqual([]);
});

describe('a report that is judged wrong', () => {
  it('is known to be', () => {
    const right = all.filter(
      ({ name, exchanges, expect: wanted }) =>
        name in OPEN && wrongIn(exchanges.map(entryOf), wanted).length === 0,
    );
    expect(
      right.map(({ name }) => name),
      'judged right now: delete the line in OPEN',
    ).toEqual([]);
  });
});

function entryOf({ request, response }: Report['exchanges'][number], index: number): Entry {
  const { method, path, headers, body } = request;
  return {
    startedDateTime: new Date(Date.UTC(2026, 8, 1, 10) + index * 1000).toISOString(),
    time: response.status === 504 || response.status === 524 ? 60_000 : 100,
    request: {
      method,
      url: path.startsWith('http') ? path : `https://gateway.example${path}`,
      headers: listed(headers),
      ...(body === undefined ? {} : { postData: { mimeType: typeOf(headers), text: textOf(body) } }),
    },
    response: {
      status: response.status,
      statusText: '',
      headers: listed(response.headers),
      content:
        response.body === undefined || response.body === null
          ? { size: -1, mimeType: typeOf(response.headers) }
          : {
              size: textOf(response.body).length,
              mimeType: typeOf(response.headers),
              text: textOf(response.body),
            },
      ...(response.status === 0 ? { _error: 'net::ERR_FAILED' } : {}),
    },
    timings: {},
  } as unknown as Entry;
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const listed = (headers: Message['headers']) =>
  Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => ({ name, value })),
  );

const typeOf = (headers: Message['headers']): string =>
  listed(headers).find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
