import type { Connection, Exchange } from '../../model/index.js';
import type { CompiledExchangeCondition } from '../compile/compile-rule.js';
import { hostFacts, hostHeader, pathOf } from './message-hosts.js';
import { pathForms } from './path-forms.js';

/** The numbers of the conditions that an exchange on a connection may meet which nobody could look into: only its names tell. */
export function possibleConditions(conditions: readonly CompiledExchangeCondition[], connection: Connection): readonly number[] {
  if (conditions.length === 0) return [];
  const hosts = hostFacts(connection, '', false);
  return [...conditions.keys()].filter((index) => conditions[index]!.host?.(hosts) !== false);
}

/** The numbers of the conditions that an exchange meets. One without an answer meets none. */
export function metConditions(
  conditions: readonly CompiledExchangeCondition[],
  connection: Connection,
  { request, status }: Exchange,
): readonly number[] {
  if (status === undefined || conditions.length === 0) return [];
  const path = pathOf(request);
  return [...conditions.keys()].filter((index) => {
    const condition = conditions[index]!;
    if (!condition.status(status)) return false;
    if (condition.method !== undefined && !condition.method(request.method)) return false;
    if (condition.host !== undefined && condition.host(hostFacts(connection, hostHeader(request), true)) !== true) return false;
    return condition.path === undefined || (path !== undefined && pathForms(path).some(condition.path));
  });
}
