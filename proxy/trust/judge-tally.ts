import { assertNever, type ControlResult, type TrustResult, type WrongCertificate } from '../../model/index.js';
import type { Tally } from './tally.js';

/** What it comes to, and why, for people. */
export interface JudgedTally {
  readonly result: TrustResult;
  readonly why: string;
}

/** Times that a device must leave without a word for it to be a refusal. */
const enoughSilentRefusals = 2;

/**
 * What a device's answers to one wrong certificate prove. The worst of them counts. A refusal proves something only as far as the certificate
 * is the one thing that can have caused it:
 *
 * - a device that says so by an alert about certificates has refused this one; one that leaves without a word, or with another alert, may have
 *   done so over anything, unless it takes the good certificate of the same host, which differs in nothing else. Once without a word may be
 *   chance all the same (a request that was cancelled, a connection made ahead): twice counts;
 * - the expired and the wrong-host certificate are of our own CA: who does not take the good one either refuses them for that.
 */
export function judgeTally(kind: WrongCertificate, tally: Tally, control: ControlResult): JudgedTally {
  if (tally.data > 0) return { result: 'accepted', why: 'it sent application data under it' };
  if (tally.silent > 0) {
    return {
      result: 'accepted-no-data',
      why: 'it finished the handshake, stayed, and sent nothing: it may wait for the server to speak first',
    };
  }
  if (tally.tries === 0) return { result: 'not-tried', why: 'no connection came on which it could be offered' };
  const explicit = tally.certificateAlerts > 0;
  const brokenOff = tally.alert !== undefined || tally.closed > 0;
  if (!brokenOff)
    return { result: 'undetermined', why: 'the handshake came to no end, or went wrong, which need not be over the certificate' };
  if (control === 'accepted') {
    if (isBeyondChance(tally)) return { result: 'refused', why: `${howRefused(tally)}; the good one of this host it takes` };
    return { result: 'undetermined', why: `${howRefused(tally)}, once, which may be chance` };
  }
  if (!explicit) {
    return { result: 'undetermined', why: `${howRefused(tally)}, which need not be over the certificate: ${howControlled(control)}` };
  }
  if (isOfOurs(kind)) {
    return { result: 'undetermined', why: `${howRefused(tally)}, but perhaps as every certificate of our CA: ${howControlled(control)}` };
  }
  return { result: 'refused', why: howRefused(tally) };
}

/** Whether offering it once more would prove nothing that is not proven. */
export function isSettled(tally: Tally, control: ControlResult): boolean {
  if (tally.data > 0 || tally.certificateAlerts > 0) return true;
  return control === 'accepted' && tally.silent === 0 && isBeyondChance(tally);
}

function isBeyondChance({ alert, closed }: Tally): boolean {
  return alert !== undefined || closed >= enoughSilentRefusals;
}

function isOfOurs(kind: WrongCertificate): boolean {
  switch (kind) {
    case 'expired':
    case 'wrong-host':
      return true;
    case 'untrusted':
    case 'self-signed':
      return false;
    default:
      return assertNever(kind);
  }
}

function howRefused({ alert, closed }: Tally): string {
  const parts = [
    ...(alert === undefined ? [] : [`it answered with TLS alert ${alert}`]),
    ...(closed > 0 ? ['it left without a word'] : []),
  ];
  return parts.join(', and ');
}

function howControlled(control: ControlResult): string {
  switch (control) {
    case 'accepted':
      return 'the good one it takes';
    case 'refused':
      return 'the good one was refused, too (the app pins its own, or does not trust the CA)';
    case 'unanswered':
      return 'under the good one nothing was sent, either';
    case 'origin-failed':
      return 'the good one was never shown, since the origin could not be reached or verified';
    case 'not-tried':
      return 'no connection came for the good one';
    default:
      return assertNever(control);
  }
}
