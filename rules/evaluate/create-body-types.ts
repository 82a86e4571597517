import type { Connection, Message, NamedType } from '../../model/index.js';
import { compileGlobSet, compileHostSet } from '../compile/compile-set.js';
import type { Ruleset } from '../ruleset.js';
import { hostFacts, hostHeader, pathOf } from './message-hosts.js';
import { pathForms } from './path-forms.js';

/** What the ruleset says that the body of a message is: the first of the `messages` of its `protobuf` that fits. */
export type BodyTypes = (connection: Connection, message: Message) => NamedType | undefined;

/**
 * Undefined when the ruleset says it of none. A host that is not known for sure fits: a type that turns out to be another's is no harm. A message without a path,
 * such as a datagram, fits where no path is asked for.
 */
export function createBodyTypes({ protobuf = [], hosts }: Pick<Ruleset, 'protobuf' | 'hosts'>): BodyTypes | undefined {
  const known = protobuf.flatMap(({ messages }, schema) =>
    messages.map(({ host, path, request, response }) => ({
      schema,
      request,
      response,
      host: host && compileHostSet(host, hosts),
      path: path && compileGlobSet(path),
    })),
  );
  if (known.length === 0) return undefined;
  return (connection, message) => {
    const asked = pathOf(message.request);
    const forms = asked === undefined ? [] : pathForms(asked);
    const facts = hostFacts(connection, hostHeader(message.request), true);
    for (const { schema, host, path, ...names } of known) {
      const name = message.direction === 'client-to-server' ? names.request : names.response;
      if (name === undefined || host?.(facts) === false || (path !== undefined && !forms.some(path))) continue;
      return { schema, name };
    }
    return undefined;
  };
}
