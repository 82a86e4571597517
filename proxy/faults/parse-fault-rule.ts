import type { InjectedFault } from '../../model/index.js';
import { type FaultRule, FaultRuleError } from './fault-rule.js';
import { parseFaultPattern } from './parse-fault-pattern.js';

/** The faults there are, by name. */
export const injectedFaults: readonly InjectedFault[] = ['refuse', 'reset', 'timeout', 'tls'];

/**
 * Reads `PATTERN[:refuse|reset|timeout|tls]`, `refuse` when nothing is said: `a.example`, `*.a.example:reset`, `a.example:443:tls`,
 * `10.0.0.0/8`, `[2001:db8::1]:443:timeout`. Throws {@link FaultRuleError}, which says what was expected.
 */
export function parseFaultRule(text: string): FaultRule {
  const [, before = '', last = ''] = /^(.*):([a-z-]*)$/is.exec(text) ?? [];
  const fault = injectedFaults.find((known) => known === last.toLowerCase());
  if (fault !== undefined) return { ...parseFaultPattern(before), fault };
  // No port, and no end of an IPv6 address: it was meant as one of ours.
  if (last !== '' && !/^[0-9a-f]{1,4}$/i.test(last)) {
    throw new FaultRuleError(
      `${JSON.stringify(last.slice(0, 40))} is not a fault: expected ${injectedFaults.slice(0, -1).join(', ')} or ${injectedFaults.at(-1)} behind the host`,
    );
  }
  return { ...parseFaultPattern(text), fault: 'refuse' };
}
