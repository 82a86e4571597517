import type { Connection, RequestHead } from '../../model/index.js';
import { compileHostSet } from '../compile/compile-set.js';
import { compileHostPatterns } from '../compile/host-pattern.js';
import type { Scope } from '../ruleset.js';
import { hostFacts, hostHeader } from './message-hosts.js';

/** Says what a run is about. */
export interface ScopeGuard {
  /**
   * Whether a message or exchange, or without one the connection itself, is in scope. A connection is from the first message in it that is.
   * What is not known to be outside is inside: a host whose name has not come yet, say.
   */
  covers(connection: Connection, part?: { readonly request?: RequestHead | undefined }): boolean;
}

/** What was found of a connection, and of what. */
interface Memory {
  outer: boolean;
  tls: unknown;
  server: unknown;
  target: unknown;
  request: RequestHead | undefined;
  header: string;
  message: boolean;
  /** A message of it was in scope. */
  entered: boolean;
}

const everything: ScopeGuard = { covers: () => true };

export function createScopeGuard(scope: Scope | undefined): ScopeGuard {
  if (scope === undefined) return everything;
  const { hosts, clients } = scope;
  const isDevice = clients === undefined ? () => true : compileHostPatterns(clients, new Map()).matchesAddress;
  const isHost = hosts === undefined ? undefined : compileHostSet({ mode: 'in', members: hosts }, new Map());
  if (isHost === undefined) return { covers: ({ client }) => isDevice(client.address) };
  const memories = new WeakMap<Connection, Memory>();
  const named = (connection: Connection, header: string): boolean => isHost(hostFacts(connection, header, header !== '')) !== false;
  return {
    covers: (connection, part) => {
      if (!isDevice(connection.client.address)) return false;
      let memory = memories.get(connection);
      if (memory === undefined) {
        memory = {
          outer: true,
          tls: memories,
          server: undefined,
          target: undefined,
          request: undefined,
          header: '',
          message: false,
          entered: false,
        };
        memories.set(connection, memory);
      }
      const { tls, server, connectTarget: target } = connection;
      if (memory.tls !== tls || memory.server !== server || memory.target !== target) {
        Object.assign(memory, { tls, server, target, request: undefined, header: '', outer: named(connection, ''), message: false });
      }
      if (memory.outer) return true;
      if (part?.request === undefined) return memory.entered;
      if (part.request !== memory.request) {
        const header = hostHeader(part.request);
        if (header !== memory.header) {
          memory.header = header;
          memory.message = header !== '' && named(connection, header);
        }
        memory.request = part.request;
      }
      if (memory.message) memory.entered = true;
      return memory.message;
    },
  };
}
