import { parseArgs } from 'node:util';
import { asBearer, isHeaderValue } from '../checks/credential.ts';
import type { CheckTarget } from '../checks/target.ts';
import type { Header } from '../exchange/exchange.ts';
import { isRecord, readJson } from '../exchange/json.ts';
import { isWebOrigin } from '../exchange/origin.ts';
import { KEY_HEADER } from '../litellm/header-names.ts';
import { readUrl } from '../litellm/routes.ts';

/** What `check` was asked to do. */
export interface CheckArguments {
  readonly target: CheckTarget;
  readonly credentials: readonly Header[];
  /** Milliseconds for each request. */
  readonly patience: number;
  readonly json: boolean;
  readonly export: string | undefined;
  readonly bundle: string | undefined;
}

/** Why the words on the command line can't be followed. The message is one line for people. */
export class WrongUsage extends Error {}

const CHECK_USAGE =
  'usage: npm run -s check -- URL [--key-env NAME] [--header-env HEADER=NAME] [--direct URL] [--origin ORIGIN] [--call TOOL --arguments JSON] [--timeout SECONDS] [--json] [--export OUT.har] [--bundle OUT.md]';

const OPTIONS = {
  'key-env': { type: 'string' },
  'header-env': { type: 'string', multiple: true },
  direct: { type: 'string' },
  origin: { type: 'string' },
  call: { type: 'string' },
  arguments: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  export: { type: 'string' },
  bundle: { type: 'string' },
} as const;

/** Seconds. */
const DEFAULT_TIMEOUT = '10';

/**
 * Reads the command line of `check`.
 * @param environment where credentials are: on the command line others of the machine would read them
 * @throws WrongUsage
 */
export function readCheckArguments(
  environment: Readonly<Record<string, string | undefined>>,
): CheckArguments {
  const { values, positionals } = parse();
  const [url = ''] = positionals;
  if (positionals.length !== 1) throw new WrongUsage(CHECK_USAGE);
  const key = values['key-env'];
  const credentials = [
    ...(key === undefined ? [] : [{ name: KEY_HEADER, value: asBearer(fromEnvironment(environment, key)) }]),
    ...(values['header-env'] ?? []).map((each) => headerOf(each, environment)),
  ];
  const seconds = Number(values.timeout ?? DEFAULT_TIMEOUT);
  if (!(seconds > 0 && seconds <= 600)) throw new WrongUsage('--timeout: a number of seconds, up to 600');
  if (values.arguments !== undefined && values.call === undefined)
    throw new WrongUsage('--arguments: goes with --call TOOL');
  if (values.origin !== undefined && !isWebOrigin(values.origin))
    throw new WrongUsage('--origin: not the origin of a page, such as https://agent.example.com');
  for (const name of ['export', 'bundle'] as const)
    if (values[name] === '') throw new WrongUsage(`--${name}: names no file`);
  return {
    target: {
      url: webUrl(url, 'URL'),
      credentialHeaders: credentials.map(({ name }) => name),
      ...(values.direct === undefined ? {} : { direct: webUrl(values.direct, '--direct') }),
      ...(values.origin === undefined ? {} : { origin: values.origin }),
      ...(values.call === undefined
        ? {}
        : { call: { tool: values.call, arguments: argumentsOf(values.arguments) } }),
    },
    credentials,
    patience: seconds * 1000,
    json: values.json === true,
    export: values.export,
    bundle: values.bundle,
  };
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage(
      error instanceof Error ? (error.message.split('. ')[0] ?? CHECK_USAGE) : CHECK_USAGE,
    );
  }
}

/** Fetch takes no URL with a password in it, and a command line is no place for one. */
function webUrl(text: string, what: string): string {
  const url = readUrl(text);
  if (!url) throw new WrongUsage(`${what}: not an address that begins with http:// or https://`);
  if (url.username !== '' || url.password !== '')
    throw new WrongUsage(`${what}: holds a user or password; give it with --header-env Authorization=NAME`);
  url.hash = '';
  return url.href;
}

function headerOf(text: string, environment: Readonly<Record<string, string | undefined>>): Header {
  const [, name = '', variable = ''] = /^([!#$%&'*+.^_`|~\w-]+)=(\w+)$/.exec(text) ?? [];
  if (name === '') throw new WrongUsage('--header-env: HEADER=NAME, such as Authorization=MCP_TOKEN');
  return { name, value: fromEnvironment(environment, variable) };
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new WrongUsage(`The environment has no variable ${name}`);
  if (!isHeaderValue(value)) throw new WrongUsage(`The variable ${name} holds what no header can`);
  return value;
}

function argumentsOf(text = '{}'): Readonly<Record<string, unknown>> {
  const given = readJson(text);
  if (!isRecord(given)) throw new WrongUsage('--arguments: a JSON object, such as {"message":"hello"}');
  return given;
}
