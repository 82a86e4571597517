import type { Doubt, TrustCheck, TrustOutcome, TrustSummary } from '../../model/index.js';

/**
 * What a trust run did not find out, one doubt a host. What was accepted without data is a finding of its own, so it is none here. Nothing
 * tried at all is a doubt, too: a run that tested nothing passes nothing.
 */
export function trustDoubts({ checks, untracked }: TrustSummary): Doubt[] {
  const doubts: Doubt[] = [];
  if (checks.length === 0) {
    const detail = 'no device opened a TLS connection to a host under test through the proxy (and was not passed through unread)';
    doubts.push({ kind: 'certificates-untested', detail });
  }
  if (untracked > 0) {
    const detail = `${untracked} connections to further hosts were not tested, since only so many are kept apart: name those that matter with --host`;
    doubts.push({ kind: 'certificates-untested', detail });
  }
  const hosts = new Map<string, string[]>();
  for (const check of checks) {
    const detail = doubtOf(check);
    if (detail === undefined) continue;
    const details = hosts.get(check.host) ?? [];
    if (!details.includes(detail)) details.push(detail);
    hosts.set(check.host, details);
  }
  for (const [host, details] of hosts)
    doubts.push({ kind: 'certificates-untested', host, detail: details.join('; or, by another TLS library: ') });
  return doubts;
}

function doubtOf({ certificates }: TrustCheck): string | undefined {
  const names = (outcomes: readonly TrustOutcome[]) => outcomes.map(({ certificate }) => certificate).join(', ');
  const untried = certificates.filter(({ result }) => result === 'not-tried');
  const undetermined = groupByWhy(certificates);
  const parts = [
    ...(untried.length > 0 ? [`never offered ${names(untried)} (use the app again, so that it connects more often)`] : []),
    ...[...undetermined].map(([why, outcomes]) => `undetermined for ${names(outcomes)} (${why})`),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function groupByWhy(certificates: readonly TrustOutcome[]): Map<string, TrustOutcome[]> {
  const groups = new Map<string, TrustOutcome[]>();
  for (const outcome of certificates) {
    if (outcome.result === 'undetermined') groups.set(outcome.why, [...(groups.get(outcome.why) ?? []), outcome]);
  }
  return groups;
}
