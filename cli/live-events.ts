import type { SessionEvents } from '../session.js';
import type { Terminal } from './terminal.js';

/**
 * One line for what happens while a run goes on: a violation, a device's first connection, a refused certificate, a fault. With
 * `quiet` only faults; devices are told of only where they matter. A burst of equal findings prints its first and then every power of ten.
 */
export async function liveEvents(terminal: Terminal, quiet: boolean, devices: boolean, seen: Set<string>): Promise<SessionEvents> {
  const { formatLiveViolation, printable } = await import('../session.js');
  const { paint } = terminal;
  const counts = new Map<string, number>();
  const rejected = new Set<string>();
  const once = (set: Set<string>, key: string): boolean => {
    if (set.has(key) || set.size > 10_000) return false;
    set.add(key);
    return true;
  };
  return {
    finding(finding) {
      if (quiet || finding.kind !== 'fail' || finding.suppression) return;
      const fingerprint = finding.partialFingerprints['plainsight/v1'];
      const count = (counts.get(fingerprint) ?? 0) + 1;
      if (counts.size < 100_000) counts.set(fingerprint, count);
      if (!/^10*$/.test(String(count))) return;
      const times = count === 1 ? '' : ` ${paint.dim(`(${count} times)`)}`;
      terminal.out(formatLiveViolation(finding, paint) + times);
    },
    deviceSeen(address) {
      seen.add(address);
      if (!quiet && devices) terminal.out(paint.dim(`device ${address} connected`));
    },
    rejected({ client, host, failureCause }) {
      const name = host ?? 'an origin';
      if (quiet || !once(rejected, `${client} ${name}`)) return;
      terminal.out(
        `${paint.yellow('REFUSED')}  ${client ?? 'a device'} did not accept our certificate for ${printable(name, 100)} (${failureCause ?? 'no cause given'}): install the CA on the device, or the app pins its own`,
      );
    },
    originRefused({ host }, error) {
      const name = host ?? 'an origin';
      if (quiet || !once(rejected, `origin ${name}`)) return;
      terminal.out(
        `${paint.yellow('UNVERIFIED')}  the certificate of ${printable(name, 100)} does not verify (${printable(error ?? 'no cause given', 100)}): --origin-ca FILE, or insecureOrigins in the ruleset`,
      );
    },
    fault: (message) => terminal.err(`${paint.red('FAULT')}  ${printable(message, 500)}`),
  };
}
