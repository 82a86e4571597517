import { createHash } from 'node:crypto';
import { type Connection, type Judgement, type OfferedCertificate, type OpenReason, trustRuleId } from '../../model/index.js';
import type { TryOutcome } from '../../proxy/index.js';

const description = 'Nothing is sent to a server whose certificate does not verify';

const nothingSent: OpenReason = {
  missing: 'reaction-unknown',
  gap: 'handshake-failed',
  detail: 'the device finished the handshake under it, stayed, and sent nothing',
  settledBy: 'make the app ask this host for something while it is tested; a protocol in which the server speaks first cannot be tested so',
};

/**
 * What a device's answer to a wrong certificate says of the rule of a trust run: violated if it sent data under it, open if it stayed without
 * a word; a refusal, or a run that ended meanwhile, says nothing against it. `step`: the step in which the connection began.
 */
export function trustJudgement(
  connection: Connection,
  certificate: OfferedCertificate,
  outcome: TryOutcome,
  step: string | undefined,
): Judgement | undefined {
  if (outcome.kind !== 'data' && outcome.kind !== 'silent') return undefined;
  const kind = outcome.kind === 'data' ? 'fail' : 'open';
  const host = (connection.tls?.serverName ?? connection.connectTarget?.host ?? connection.server?.host ?? '').toLowerCase();
  return {
    ruleId: trustRuleId,
    description,
    kind,
    level: 'error',
    valueTransforms: [],
    connection,
    host,
    trust: { certificate, firstBytes: outcome.kind === 'data' ? outcome.firstBytes : null },
    ...(step === undefined ? {} : { step }),
    startedDateTime: connection.startedDateTime,
    ...(kind === 'open' ? { openBecause: nothingSent } : {}),
    // Of host and kind of certificate, the same in every run.
    fingerprint: createHash('sha256')
      .update(JSON.stringify(['plainsight/v1', trustRuleId, kind, host, certificate.kind]))
      .digest('hex')
      .slice(0, 32),
  };
}
