import type { Entry } from 'har-format';
import type { Announcement, Protocol } from '../messages.ts';
import type { CheckPort } from './check.ts';

/** Everything the panel needs of the browser, as one interface that tests fake and `browser/panel-port.ts` implements. */
export interface PanelPort {
  readonly tabId: number;
  readonly capture: Capture;
  readonly background: Background;
  /** Asks the person for host permission. Must be called straight from a click. False when refused. */
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  /** The page's origin, or undefined where the browser lets no extension in (`chrome://`, the web store). */
  pageOrigin(): Promise<string | undefined>;
  reloadPage(): void;
  /** Opens the options page in a tab. */
  openOptions(): void;
  readonly theme: { readonly current: Theme; onChange(listener: (theme: Theme) => void): void };
  copy(text: string): Promise<void>;
  /**
   * Reads a HAR file away from the panel's own thread, a part at a time; reading ends when nobody asks for the next.
   * Throws an error whose message completes "… can't be opened:".
   */
  readonly readHar: (file: File) => AsyncIterable<FilePart>;
  /** Hands the person a file, as a download. */
  readonly save: (name: string, content: Blob) => void;
  /** Hopscope's version. */
  readonly version: string;
  /** Small things to remember between panels: column widths, preserve log. Undefined when never stored. */
  readonly settings: {
    read(key: string): Promise<unknown>;
    write(key: string, value: unknown): Promise<void>;
  };
  readonly checks: CheckPort;
  /** False where the messages of an event stream are told when it closes (Firefox). */
  readonly showsOpenStreams: boolean;
}

export type Theme = 'light' | 'dark';

/** Some entries of a file, in their order. */
export interface FilePart {
  readonly entries: readonly Entry[];
  /** How many entries came so far, with these. */
  readonly done: number;
  readonly total: number;
}

/** The tab's finished requests: first those the browser already has, then each as it finishes. */
export interface Capture {
  /** Starts delivering; the returned function stops it. Each request is delivered once. */
  start(sink: CaptureSink): () => void;
  /** Says whether event streams are open, so that it is worth looking for their messages. */
  watchStreams(areOpen: boolean): void;
}

/** An event stream that is not finished, with its messages so far. */
export interface OpenStream {
  /** The same at each look. */
  readonly id: string;
  readonly entry: Entry;
}

export interface CaptureSink {
  /**
   * Called once, before any entry, with the time at which the earliest request began that the browser has; now, if it has
   * none. Entries wait for the answer, but not for long.
   */
  began(earliest: number): Promise<void>;
  /** A finished request as a HAR entry, body text already in `response.content.text`. */
  entry(entry: Entry): void;
  /** All event streams that are open, whenever that or their messages changed. */
  streams(open: readonly OpenStream[]): void;
  /** The tab has a new document: another page, or the same one loaded again. */
  navigated(url: string): void;
}

export interface Background {
  /** Sends one request of the protocol. Rejects when the extension was updated or removed meanwhile. */
  ask<Name extends keyof Protocol>(name: Name, input: Protocol[Name]['in']): Promise<Protocol[Name]['out']>;
  onAnnouncement(listener: (announcement: Announcement) => void): () => void;
}
