import type { FailureCause } from '../../model/index.js';
import type { DialError } from '../upstream/dial-error.js';

/** What a device is told of an origin that could not be dialled, and the cause that is recorded. */
export interface DialRefusal {
  readonly status: 403 | 502 | 504;
  readonly phrase: string;
  readonly cause: FailureCause;
}

export function dialRefusal({ failure, fault }: DialError): DialRefusal {
  if (failure === 'refused-loop') return { status: 403, phrase: 'Forbidden', cause: 'protocol-error' };
  if (failure === 'timeout' || fault === 'timeout') return { status: 504, phrase: 'Gateway Timeout', cause: failure };
  return { status: 502, phrase: 'Bad Gateway', cause: failure };
}
