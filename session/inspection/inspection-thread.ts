import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createDecoder, openSchemas } from '../../decode/index.js';
import { assertNever, type Message } from '../../model/index.js';
// Not by the room's index, which brings all that loads rulesets: a thread should be there soon.
import { createFieldFilter } from '../../rules/evaluate/field-filter.js';
import { matchers } from '../../rules/matchers/index.js';
import { createRest } from './create-rest.js';
import { inspectMessage } from './inspect-message.js';
import type { FromThread, Task, ThreadOptions, ToThread } from './thread-messages.js';
import { createValueTap } from './value-tap.js';

// The program of a thread that inspects; started by `startThread`, imported by nobody.

/** A third of the relay's share of a core: more, and inspection would starve beside an emulator that takes all there is. */
const niceness = 5;

const port = parentPort;
if (port === null) throw new Error('inspection-thread runs in a worker thread only');
const send = (message: FromThread, handed: readonly ArrayBuffer[] = []): void => port.postMessage(message, handed);

// Where cores are short the relay goes first. Only Linux takes this for the thread that asks; elsewhere it would slow down the whole process.
if (process.platform === 'linux') setPriority(0, niceness);

const { ruleset, budget, hashKey } = workerData as ThreadOptions;
const { rest, slept } = createRest();
// The decoder looks at the clock in the course of its work, and its time is work alone.
const clock = (): number => {
  rest();
  return performance.now() - slept();
};
const decoder = createDecoder(budget, clock, ruleset.protobuf && openSchemas(ruleset.protobuf));
const filter = createFieldFilter(ruleset, matchers, rest);
const tap = hashKey === undefined ? undefined : createValueTap(filter, Buffer.from(hashKey));

/** Buffers arrive as plain arrays of bytes. */
function withBuffer(message: Message): Message {
  const { buffer, byteOffset, byteLength } = message.body.bytes;
  return { ...message, body: { ...message.body, bytes: Buffer.from(buffer, byteOffset, byteLength) } };
}

function inspect(message: Message, task: Task): void {
  const inspected = inspectMessage(withBuffer(message), task, decoder, filter, tap);
  const { buffer } = message.body.bytes;
  if (decoder.keepsBytes(message.id) || !(buffer instanceof ArrayBuffer)) send({ kind: 'done', inspected });
  else send({ kind: 'done', inspected, buffer }, [buffer]);
}

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'plant':
      for (const { field, text } of message.values) filter.plant(field, text);
      return;
    case 'inspect':
      inspect(message.message, message.task);
      return;
    case 'forget':
      for (const id of message.messageIds) decoder.forget(id);
      return;
    default:
      assertNever(message);
  }
});
send({ kind: 'ready' });
