import type { Connection, Direction, Exchange, Gap, Message } from '../../model/index.js';
import { defaultObserverLimits, type Observer, type ObserverContext, type ObserverLimits } from '../../proxy/protocols/index.js';

/** One thing that happens on a connection, in order. Text is latin1. */
export type Step =
  | { readonly kind: 'bytes'; readonly direction: Direction; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly direction: Direction }
  | { readonly kind: 'tick'; readonly after: number }
  | { readonly kind: 'close'; readonly how: 'ended' | 'reset' | 'run-over' };

export type Transcript = readonly Step[];

/** What an observer told its sink, copied, in order. */
export type Told =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | { readonly kind: 'gap'; readonly gap: Gap };

export type MakeObserver = (context: ObserverContext) => Observer;

export function client(...parts: (string | Buffer)[]): Step {
  return { kind: 'bytes', direction: 'client-to-server', bytes: join(parts) };
}

export function server(...parts: (string | Buffer)[]): Step {
  return { kind: 'bytes', direction: 'server-to-client', bytes: join(parts) };
}

export const clientEnds: Step = { kind: 'end', direction: 'client-to-server' };
export const serverEnds: Step = { kind: 'end', direction: 'server-to-client' };

/** Time passes, then the tick comes. */
export function tick(after = 1500): Step {
  return { kind: 'tick', after };
}

export function close(how: 'ended' | 'reset' | 'run-over' = 'ended'): Step {
  return { kind: 'close', how };
}

function join(parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
}

export function testConnection(id = 'c7'): Connection {
  return {
    id,
    capture: 'connect',
    client: { address: '127.0.0.1', port: 50000 },
    server: { address: '127.0.0.1', port: 80 },
    startedDateTime: 0,
    attempts: [],
    interception: 'cleartext',
    wire: 'cleartext',
    bytesFromClient: 0,
    bytesFromServer: 0,
  };
}

/** Feeds a transcript, each chunk as a buffer of its own that is overwritten afterwards: what an observer only borrowed must not show. */
export function feedWhole(make: MakeObserver, transcript: Transcript, limits: Partial<ObserverLimits> = {}): Told[] {
  const told: Told[] = [];
  const observer = make({
    connection: testConnection(),
    wire: 'cleartext',
    limits: { ...defaultObserverLimits, ...limits },
    sink: {
      message: (message) => told.push({ kind: 'message', message: copy(message) }),
      exchange: (exchange) => told.push({ kind: 'exchange', exchange }),
      gap: (gap) => told.push({ kind: 'gap', gap }),
    },
  });
  let now = 1000;
  for (const step of transcript) {
    switch (step.kind) {
      case 'bytes': {
        const chunk = Buffer.from(step.bytes);
        observer.observe(step.direction, chunk, now);
        chunk.fill(0x7e);
        break;
      }
      case 'end':
        observer.end(step.direction, now);
        break;
      case 'tick':
        now += step.after;
        observer.tick(now);
        break;
      case 'close':
        observer.close(step.how, now);
        break;
    }
  }
  return told;
}

/** Every way to cut one chunk of the transcript in two, and the one that cuts all of it into single bytes. */
export function* splitEverywhere(transcript: Transcript): Generator<Transcript> {
  for (const [index, step] of transcript.entries()) {
    if (step.kind !== 'bytes') continue;
    for (let at = 1; at < step.bytes.length; at += 1) {
      const first = { ...step, bytes: step.bytes.subarray(0, at) };
      const second = { ...step, bytes: step.bytes.subarray(at) };
      yield [...transcript.slice(0, index), first, second, ...transcript.slice(index + 1)];
    }
  }
  yield singleBytes(transcript);
}

export function singleBytes(transcript: Transcript): Transcript {
  return transcript.flatMap((step): Step[] =>
    step.kind === 'bytes' ? Array.from(step.bytes, (_, at) => ({ ...step, bytes: step.bytes.subarray(at, at + 1) })) : [step],
  );
}

function copy(message: Message): Message {
  const headBytes = message.headBytes === undefined ? undefined : Buffer.from(message.headBytes);
  return { ...message, headBytes, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } };
}
