import type { CertificateAuthority } from '../../certs/index.js';
import { type Connection, type Doubt, type Judgement, type TrustSummary, trustRuleId, wrongCertificates } from '../../model/index.js';
import { createTrustRun, type TrustRun } from '../../proxy/index.js';
import { createHostMatcher, type Judge } from '../../rules/index.js';
import { readHostOption } from '../read-host-option.js';
import { trustDoubts } from './trust-doubts.js';
import { trustJudgement } from './trust-judgement.js';
import type { TrustOptions } from './trust-options.js';

/** What of a session a trust run needs. `shownHost` takes planted values out of a host name. */
export interface TrustParts {
  readonly authority: CertificateAuthority;
  readonly judge: Pick<Judge, 'excepted' | 'inScope' | 'steps'>;
  readonly hostLists: ReadonlyMap<string, readonly string[]>;
  readonly judged: (judgements: readonly Judgement[]) => void;
  readonly shownHost: (host: string) => string;
}

/** A session's trust run: for the proxy, and what it adds to the end of the run. */
export interface SessionTrust {
  readonly run: TrustRun;
  /** `ruled`: doubts that the session has beside; without rules of its own a trust run is still judged by one. */
  end(ruled: readonly Doubt[]): { readonly doubts: readonly Doubt[]; readonly trust: TrustSummary; readonly ruleId: string };
  /** Hosts, redacted, that a further connection could tell more of. */
  readonly unfinished: readonly string[];
}

/** Starts it. Takes as long as an RSA key takes to make. */
export async function startTrust(
  options: TrustOptions,
  { authority, judge, hostLists, judged, shownHost }: TrustParts,
): Promise<SessionTrust> {
  const isUnderTest =
    options.hosts === undefined ? () => true : createHostMatcher(readHostOption('--host', options.hosts, hostLists), hostLists);
  const stepOf = ({ startedDateTime }: Connection) =>
    judge.steps.steps.findLast(({ began, ended }) => began <= startedDateTime && (ended === undefined || startedDateTime < ended))?.name;
  const run = await createTrustRun({
    authority,
    kinds: wrongCertificates.filter((kind) => options.kinds?.includes(kind) ?? true),
    applies: (connection, { shown, target }) => (isUnderTest(shown) || isUnderTest(target)) && judge.inScope(connection),
    ...(options.rounds === undefined ? {} : { rounds: options.rounds }),
    ...(options.quietLimit === undefined ? {} : { quietLimit: options.quietLimit }),
    tried(connection, outcome) {
      const certificate = connection.offeredCertificate;
      const judgement = certificate && trustJudgement(connection, certificate, outcome, stepOf(connection));
      if (judgement !== undefined) judged([judge.excepted(judgement)]);
    },
  });
  return {
    run,
    get unfinished() {
      return run.unfinished.map(shownHost);
    },
    end(ruled) {
      const summary = run.summary();
      const trust = { ...summary, checks: summary.checks.map((check) => ({ ...check, host: shownHost(check.host) })) };
      // Whether anything came, and was judged, is said of certificates by the trust run itself.
      const others = ruled.filter(({ kind }) => kind !== 'no-traffic' && kind !== 'no-rules');
      return { doubts: [...others, ...trustDoubts(trust)], trust, ruleId: trustRuleId };
    },
  };
}
