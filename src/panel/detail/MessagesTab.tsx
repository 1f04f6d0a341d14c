import type { Exchange, StreamEvent } from '../../exchange/exchange.ts';
import { readJson } from '../../exchange/json.ts';
import type { RpcMessage } from '../../mcp/json-rpc.ts';
import { duration } from '../../words/quantity.ts';
import { CopyButton } from '../layout/CopyButton.tsx';
import type { Row } from '../rows/row.ts';
import { LongText } from '../wire/LongText.tsx';
import { Wire } from '../wire/Wire.tsx';
import { JsonTree } from './JsonTree.tsx';
import { Section } from './Section.tsx';

/** The JSON-RPC of an exchange, both ways; events of a stream with the time they came at. */
export function MessagesTab({ row: { phase, inspected } }: { readonly row: Row }) {
  const { rpc, exchange } = inspected;
  const events = exchange.streamEvents ?? [];
  if (!rpc && events.length === 0) {
    return <p class="dim">No JSON-RPC in this exchange. Its bodies are in the Request and Response tabs.</p>;
  }
  return (
    <>
      {rpc?.problems.map((problem) => (
        <p key={problem} class="note">
          <Wire text={problem} />
        </p>
      ))}
      <Section title="Sent">
        {rpc?.sent.length ? rpc.sent.map((each, index) => <Message key={index} message={each} />) : <None />}
      </Section>
      <Section title="Received">
        {events.length > 0 ? (
          events.map((event, index) => <StreamMessage key={index} event={event} since={exchange.startedAt} />)
        ) : rpc?.received.length ? (
          rpc.received.map((each, index) => <Message key={index} message={each} />)
        ) : (
          <Nothing phase={phase} exchange={exchange} />
        )}
      </Section>
    </>
  );
}

function Nothing({ phase, exchange }: { readonly phase: Row['phase']; readonly exchange: Exchange }) {
  if (phase === 'finished') return exchange.bodies ? <p class="dim">Not recorded.</p> : <None />;
  return <p class="dim">Nothing yet.</p>;
}

function None() {
  return <p class="dim">Nothing.</p>;
}

function Message({ message }: { readonly message: RpcMessage }) {
  return (
    <article class={`message ${message.type}`}>
      <header>
        <b>
          <Wire text={'method' in message ? message.method : message.type} />
        </b>
        <span class="dim">
          {'id' in message ? <Wire text={`id ${JSON.stringify(message.id)}`} /> : 'notification'}
        </span>
        <CopyButton text={JSON.stringify(message.json, undefined, 2)} label="Copy this message" />
      </header>
      <div class="tree">
        <JsonTree value={message.json} />
      </div>
    </article>
  );
}

function StreamMessage({ event, since }: { readonly event: StreamEvent; readonly since: number }) {
  const json = readJson(event.data);
  return (
    <article class="message">
      <header>
        <span class="number" title="After the start of the request">
          +{duration(event.time - since)}
        </span>
        <b>
          <Wire text={event.event || 'message'} />
        </b>
        <CopyButton text={event.data} label="Copy this event" />
      </header>
      {json === undefined ? (
        <LongText text={event.data} />
      ) : (
        <div class="tree">
          <JsonTree value={json} />
        </div>
      )}
    </article>
  );
}
