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

/** Numbers of conditions: those that an exchange meets, and those that it may have met, for all that is known of it. */
export interface MetConditions {
  readonly met: readonly number[];
  readonly possible: readonly number[];
}

const none: MetConditions = { met: [], possible: [] };

/** One whose answer nobody saw may have succeeded at the server, where one was reached. */
export function metConditions(
  conditions: readonly CompiledExchangeCondition[],
  connection: Connection,
  { request, status }: Exchange,
): MetConditions {
  if (conditions.length === 0) return none;
  const path = pathOf(request);
  const met: number[] = [];
  const possible: number[] = [];
  for (const [index, condition] of conditions.entries()) {
    if (condition.method !== undefined && !condition.method(request.method)) continue;
    if (condition.path !== undefined && (path === undefined || !pathForms(path).some(condition.path))) continue;
    if (status !== undefined && !condition.status(status)) continue;
    const host = condition.host?.(hostFacts(connection, hostHeader(request), true)) ?? true;
    if (host === false || (status === undefined && connection.server === undefined)) continue;
    (host === true && status !== undefined ? met : possible).push(index);
  }
  return { met, possible };
}
