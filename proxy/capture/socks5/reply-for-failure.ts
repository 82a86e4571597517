import { assertNever, type DialAttempt } from '../../../model/index.js';
import type { DialError } from '../../upstream/dial-error.js';
import { type ReplyCode, replyCodes } from './reply.js';

/** What a client is told of an origin that could not be dialled. */
export function replyForFailure({ failure, attempts, fault }: DialError): ReplyCode {
  if (typeof failure === 'object') return replyCodes.generalFailure;
  switch (failure) {
    case 'refused-loop':
      return replyCodes.notAllowed;
    case 'connection-refused':
      return replyCodes.connectionRefused;
    case 'unreachable':
      return attempts.some(isNetworkUnreachable) ? replyCodes.networkUnreachable : replyCodes.hostUnreachable;
    case 'name-not-resolved':
      return replyCodes.hostUnreachable;
    case 'timeout':
      return replyCodes.ttlExpired;
    case 'injected':
      return fault === 'timeout' ? replyCodes.ttlExpired : fault === 'refuse' ? replyCodes.connectionRefused : replyCodes.generalFailure;
    case 'closed-in-handshake':
    case 'closed-before-first-byte':
    case 'reset':
    case 'certificate-not-verified':
    case 'upstream-proxy-refused':
    case 'protocol-error':
      return replyCodes.generalFailure;
    default:
      return assertNever(failure);
  }
}

function isNetworkUnreachable({ outcome }: DialAttempt): boolean {
  return typeof outcome === 'object' && outcome.failed === 'ENETUNREACH';
}
