import type { InjectedFault } from '../../model/index.js';
import type { Authority } from '../capture/parse-authority.js';

/** Which destinations are made to fail, and how. `pattern` is its normal form, by which it is removed again. */
export interface FaultRule {
  readonly pattern: string;
  readonly fault: InjectedFault;
  readonly matches: (target: Authority) => boolean;
}

/** A fault that cannot be made. The message says what was expected. */
export class FaultRuleError extends Error {
  override readonly name = 'FaultRuleError';
}
