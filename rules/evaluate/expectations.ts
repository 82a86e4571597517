import type { Connection, Doubt, Exchange, Message, RequestHead } from '../../model/index.js';
import type { CompiledField } from '../compile/compile-field.js';
import { compileGlobSet, compileHostSet, compileStatusSet, compileWordSet, type HostFacts } from '../compile/compile-set.js';
import { normalPath } from '../compile/normal-path.js';
import type { Truth } from '../compile/truth.js';
import type { Expectation, Ruleset } from '../ruleset.js';
import { hostFacts, hostHeader, pathOf } from './message-hosts.js';

/** The ruleset's `expect`, and what of it has been met. */
export interface Expectations {
  exchange(connection: Connection, exchange: Exchange): void;
  /** Fields that must still be seen, so that they are looked for wherever they may stand. */
  readonly wanted: readonly CompiledField[];
  /** A message holds a field. */
  seen(field: CompiledField, connection: Connection, message: Pick<Message, 'id' | 'request'> | undefined): void;
  doubts(): readonly Doubt[];
}

interface Tracked {
  readonly expectation: Expectation;
  readonly field?: CompiledField;
  readonly host?: (facts: HostFacts) => Truth;
  readonly path?: (path: string) => boolean;
  readonly method?: (method: string) => boolean;
  readonly status: (status: number) => boolean;
  count: number;
  /** IDs of the messages that count: no more than are expected. */
  readonly messages: Set<string>;
}

export function createExpectations(ruleset: Ruleset, fieldOf: (name: string) => CompiledField | undefined): Expectations {
  const tracked = ruleset.expectations.map((expectation) => track(expectation, ruleset.hosts, fieldOf));
  const wantedNow = (): readonly CompiledField[] => [
    ...new Set(tracked.flatMap(({ field, count, expectation }) => (field !== undefined && count < expectation.min ? [field] : []))),
  ];
  let wanted = wantedNow();
  const meets = (entry: Tracked, hosts: () => HostFacts, request: RequestHead | undefined): boolean => {
    if (entry.host !== undefined && entry.host(hosts()) !== true) return false;
    if (entry.method !== undefined && (request === undefined || !entry.method(request.method))) return false;
    if (entry.path === undefined) return true;
    const path = pathOf(request);
    return path !== undefined && entry.path(normalPath(path));
  };
  return {
    get wanted() {
      return wanted;
    },
    exchange: (connection, { request, status }) => {
      if (status === undefined) return;
      const hosts = (): HostFacts => hostFacts(connection, hostHeader(request), true);
      for (const entry of tracked) {
        if (entry.field === undefined && entry.status(status) && meets(entry, hosts, request)) entry.count += 1;
      }
    },
    seen: (field, connection, message) => {
      const request = message?.request;
      const hosts = (): HostFacts => hostFacts(connection, hostHeader(request), true);
      for (const entry of tracked) {
        if (entry.field !== field || !meets(entry, hosts, request)) continue;
        // A message that comes in windows is one.
        if (message !== undefined && entry.messages.has(message.id)) continue;
        if (message !== undefined) entry.messages.add(message.id);
        entry.count += 1;
      }
      wanted = wantedNow();
    },
    doubts: () =>
      tracked
        .filter(({ count, expectation }) => count < expectation.min)
        .map(({ count, expectation, field }) => ({
          kind: 'unmet-expectation',
          id: expectation.id,
          detail:
            field === undefined
              ? `expected at least ${expectation.min} such ${expectation.min === 1 ? 'exchange' : 'exchanges'}, saw ${count}`
              : `expected the field \`${field.name}\` in at least ${expectation.min} ${expectation.min === 1 ? 'message' : 'messages'}, saw it in ${count}`,
        })),
  };
}

function track(
  expectation: Expectation,
  lists: ReadonlyMap<string, readonly string[]>,
  fieldOf: (name: string) => CompiledField | undefined,
): Tracked {
  const field = expectation.field === undefined ? undefined : fieldOf(expectation.field);
  if (expectation.field !== undefined && field === undefined) {
    throw new RangeError(`expectation \`${expectation.id}\` names the unknown field \`${expectation.field}\``);
  }
  return {
    expectation,
    ...(field === undefined ? {} : { field }),
    ...(expectation.host ? { host: compileHostSet(expectation.host, lists) } : {}),
    ...(expectation.path ? { path: compileGlobSet(expectation.path) } : {}),
    ...(expectation.method ? { method: compileWordSet(expectation.method) } : {}),
    status: expectation.status ? compileStatusSet(expectation.status) : (status) => status < 400,
    count: 0,
    messages: new Set(),
  };
}
