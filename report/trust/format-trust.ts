import type { TrustCheck, TrustOutcome } from '../../model/index.js';
import { groupBy } from '../group-by.js';

/** Hosts shown; the rest is counted, and in the json report. */
const mostShown = 100;

/**
 * What devices did with wrong certificates, a host a line and what needs words below it: who takes one first. A host that several devices or TLS
 * libraries speak to has a line for each. Not printable yet: hosts are from the network.
 */
export function formatTrust(checks: readonly TrustCheck[]): string[] {
  const several = new Set([...groupBy(checks, ({ host }) => host)].filter(([, group]) => group.length > 1).map(([host]) => host));
  const sorted = [...checks].sort((a, b) => gravity(a) - gravity(b));
  const lines = sorted.slice(0, mostShown).flatMap((check) => linesOf(check, several.has(check.host)));
  return sorted.length > mostShown ? [...lines, `… and ${sorted.length - mostShown} more; the json report has them all`] : lines;
}

function linesOf({ host, client, stack, control, certificates }: TrustCheck, apart: boolean): string[] {
  const who = apart ? ` (${client}, TLS library ${stack})` : '';
  const results = certificates.map(({ certificate, result }) => `${certificate} ${words[result]}`);
  const worth = certificates.filter(({ result, tries }) => tries > 0 && result !== 'refused' && result !== 'accepted');
  return [
    `${host}${who}: ${results.join(', ')}; the good one ${control === 'not-tried' ? 'not tried' : control}`,
    ...worth.map(({ certificate, why }) => `  ${certificate}: ${why}`),
  ];
}

const words: Readonly<Record<TrustOutcome['result'], string>> = {
  accepted: 'ACCEPTED',
  'accepted-no-data': 'accepted, but nothing sent',
  refused: 'refused',
  undetermined: 'undetermined',
  'not-tried': 'not tried',
};

const order: readonly TrustOutcome['result'][] = ['accepted', 'accepted-no-data', 'undetermined', 'not-tried', 'refused'];

function gravity({ certificates }: TrustCheck): number {
  return Math.min(...certificates.map(({ result }) => order.indexOf(result)));
}
