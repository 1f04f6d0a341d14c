import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { RESOLUTIONS } from '../../litellm/resolution.ts';
import { Wire } from '../wire/Wire.tsx';
import type { Meaning } from './DebugHeaderCard.tsx';

/** What each known debug header says, by its name in lower case. */
export const DEBUG_HEADERS: Readonly<Record<string, (debug: DebugHeaders) => Meaning>> = {
  'x-mcp-debug-auth-resolution': ({ resolution }) => ({
    title: 'How LiteLLM logs in to the MCP server',
    decoded: resolution && <Chip text={resolution} />,
    words: resolution ? resolutionWords(resolution) : 'LiteLLM does not say.',
  }),
  'x-mcp-debug-auth-resolutions': ({ resolutions, resolutionsTruncated }) => ({
    title: 'The same for each server',
    decoded: resolutions && <PerServer resolutions={resolutions} />,
    words: resolutionsTruncated
      ? 'LiteLLM lists only the first 32 servers.'
      : 'The request went to several servers; each has its own way.',
  }),
  'x-mcp-debug-auth-resolutions-truncated': () => ({
    title: 'The list is cut',
    decoded: null,
    words: 'There are more servers than LiteLLM lists.',
  }),
  'x-mcp-debug-inbound-auth': ({ inboundAuth }) => ({
    title: 'Credentials LiteLLM saw on your request',
    decoded:
      inboundAuth.length > 0 ? (
        <ul>
          {inboundAuth.map(({ name, masked }) => (
            <li key={name}>
              <Chip text={name} /> <Wire text={masked} />
            </li>
          ))}
        </ul>
      ) : null,
    words:
      inboundAuth.length > 0
        ? 'Masked by LiteLLM. Headers for one server (x-mcp-alias-…) are never listed here.'
        : 'None. Newer proxies also say so when Authorization held the LiteLLM key: they use it up themselves.',
  }),
  'x-mcp-debug-oauth2-token': ({ oauth2Token }) => ({
    title: 'What stood in Authorization',
    decoded: oauth2Token && (
      <>
        <Wire text={oauth2Token.masked} />
        {oauth2Token.sameAsLitellmKey && <strong class="bad-text"> the same as the LiteLLM key</strong>}
      </>
    ),
    words: oauth2Token
      ? oauth2Token.sameAsLitellmKey
        ? 'The LiteLLM key occupies Authorization, where the MCP server’s OAuth token belongs.'
        : 'LiteLLM treats whatever is in Authorization as an OAuth token; this is no proof that it is one.'
      : 'Nothing: no OAuth token came with the request.',
  }),
  'x-mcp-debug-outbound-url': ({ outboundUrl }) => ({
    title: 'Where LiteLLM sends the request',
    decoded: outboundUrl && (
      <span class="mono">
        <Wire text={outboundUrl} />
      </span>
    ),
    words: outboundUrl
      ? 'The MCP server behind LiteLLM; the first one, when the request names several.'
      : 'LiteLLM does not say: the request named no single server.',
  }),
  'x-mcp-debug-server-auth-type': ({ serverAuthType }) => ({
    title: 'How the server is set up in LiteLLM',
    decoded: serverAuthType && <Chip text={serverAuthType} />,
    words: serverAuthType
      ? 'The auth_type of the server in LiteLLM’s configuration.'
      : 'Without auth_type, or the request named no single server.',
  }),
};

function resolutionWords(label: string): string {
  return Object.hasOwn(RESOLUTIONS, label)
    ? (RESOLUTIONS[label] ?? '')
    : 'This version of Hopscope does not know this label. It is shown as it came.';
}

function Chip({ text }: { readonly text: string }) {
  return (
    <code class="label">
      <Wire text={text} />
    </code>
  );
}

function PerServer({ resolutions }: { readonly resolutions: Readonly<Record<string, string>> }) {
  return (
    <table class="headers">
      <thead class="unseen">
        <tr>
          <th scope="col">Server</th>
          <th scope="col">Resolution</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(resolutions).map(([server, label]) => (
          <tr key={server}>
            <th scope="row">
              <Wire text={server} />
            </th>
            <td>
              <Chip text={label} /> {resolutionWords(label)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
