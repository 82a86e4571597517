import type { Evidence, Judgement, TrustEvidence } from '../../model/index.js';
import { assertNever } from '../../model/index.js';

/**
 * A judgement in one English sentence, made only of redacted evidence, names from the ruleset, and fixed words:
 * `room_id, sent in cleartext to 203.0.113.7 (CN), step 'join room', found as base64 inside json at body $['d'] — rule room-metadata-home`.
 * `reason` is the redacted detail of an open judgement.
 */
export function describeJudgement(judgement: Judgement, evidence: Evidence, reason: string | null): string {
  return `${sentence(judgement, evidence, reason)} — rule ${judgement.ruleId}`;
}

function sentence(judgement: Judgement, evidence: Evidence, reason: string | null): string {
  const step = evidence.step === null ? '' : `, step '${evidence.step}'`;
  if (evidence.trust !== undefined) return `${trustWords(evidence, evidence.trust)}${step}`;
  switch (judgement.kind) {
    case 'fail':
      return evidence.field === null
        ? `connection to ${destination(evidence)}${wireWords(evidence)}${step}`
        : `${evidence.field}, ${passage(evidence)} ${server(evidence)}${step}${foundAt(evidence, judgement.valueTransforms)}`;
    case 'open': {
      const what =
        evidence.field === null
          ? `the connection to ${destination(evidence)} is allowed`
          : `${evidence.field} ${evidence.direction === 'server-to-client' ? 'came from' : 'went to'} ${destination(evidence)}`;
      return `cannot tell whether ${what}${step}: ${reason ?? 'a fact the rule needs is unknown'}`;
    }
    default:
      return assertNever(judgement.kind);
  }
}

/** `sent 187 bytes to api.example (203.0.113.7, CN) under an expired certificate`. */
function trustWords(evidence: Evidence, { certificate, firstBytes }: TrustEvidence): string {
  const under = `under ${certificate.kind === 'expired' || certificate.kind === 'untrusted' ? 'an' : 'a'} ${certificate.kind} certificate`;
  return firstBytes === null
    ? `cannot tell whether data would go to ${destination(evidence)} ${under}: the device finished the handshake and sent nothing`
    : `sent ${firstBytes.length} bytes to ${destination(evidence)} ${under}`;
}

function passage(evidence: Evidence): string {
  const [verb, preposition] = evidence.direction === 'server-to-client' ? ['received', 'from'] : ['sent', 'to'];
  const how = evidence.wire === null ? '' : evidence.wire === 'cleartext' ? ' in cleartext' : ' inside TLS';
  return `${verb}${how}${overUdp(evidence)} ${preposition}`;
}

function overUdp({ transport }: Evidence): string {
  return transport === 'udp' ? ' over UDP' : '';
}

function wireWords(evidence: Evidence): string {
  const wire = evidence.wire === 'cleartext' ? ', in cleartext' : evidence.tls === null ? '' : `, ${evidence.tls}`;
  return evidence.transport === 'udp' ? `${wire}${wire === '' ? ',' : ''}${overUdp(evidence)}` : wire;
}

/** `CN, AS37963, run by agora, alias of edge.agora.io`: the operator where the rule asks about it, and the alias where only that tells. */
function place({ countryIsoCode, regionSource, asn, operator, operatorMatches = [] }: Evidence): string {
  const alias = operatorMatches.find(({ by }) => by === 'cname');
  const by = alias === undefined ? '' : `, alias of ${alias.name}`;
  const country = countryIsoCode ?? `country unknown${regionSource?.startsWith('anycast') ? ': anycast' : ''}`;
  return `${country}${asn === null ? '' : `, AS${asn}`}${operator === null ? '' : `, run by ${operator}${by}`}`;
}

/** `203.0.113.7 (CN)`, or the host where nothing was dialled. */
function server(evidence: Evidence): string {
  return `${evidence.serverAddress ?? evidence.host ?? 'an unknown server'} (${place(evidence)})`;
}

/** `api.example (203.0.113.7, CN)`. */
function destination(evidence: Evidence): string {
  const host = evidence.host ?? 'an unknown host';
  return evidence.serverAddress === null || evidence.serverAddress === evidence.host
    ? `${host} (${place(evidence)})`
    : `${host} (${evidence.serverAddress}, ${place(evidence)})`;
}

function foundAt(evidence: Evidence, valueTransforms: readonly string[]): string {
  if (evidence.location === null) return '';
  const chain = [...evidence.transforms].reverse();
  // What the value itself is, or only what it stands in.
  const alone = valueTransforms.length === 0 && chain.length === 1;
  const as = chain.length === 0 ? '' : alone ? ` in ${chain[0]}` : ` as ${chain.join(' inside ')}`;
  return `, found${as} at ${evidence.location} ${evidence.path ?? '$'}`;
}
