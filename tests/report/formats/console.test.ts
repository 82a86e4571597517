import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../model/index.js';
import { decideVerdict } from '../../../report/decide-verdict.js';
import { consoleFormat } from '../../../report/formats/console.js';
import fc from '../../harness/fast-check.js';
import { exception, openFinding, sampleFinding, sampleRun } from '../samples.js';
import { tagPaint } from '../tag-paint.js';

const render = (run: RunRecord): string => consoleFormat.render(decideVerdict([run]), [run]);

describe('consoleFormat', () => {
  it('reads like this when all goes well', () => {
    expect(
      render(sampleRun({ label: 'nightly' })),
    ).toBe(`run r1 "nightly"  2026-07-01T12:00:00.000Z to 2026-07-01T12:10:00.000Z, Plainsight 0.1.0, plainsight.yaml

Steps
  login: from 2026-07-01T12:01:00.000Z for 240.000 s

Coverage
  3 connections: 2 intercepted, 1 cleartext
  5 exchanges
  messages: 8 read (as far as rules could concern them), 2 scanned to the end, 0 unseen
  bytes: 900 read, 4096 scanned, 0 unseen
  UDP and QUIC outside the proxy were not observed, nor anything else that did not go through it.

verdict: PASS (exit 0)
`);
  });

  it('groups violations by rule, with their evidence and counts', () => {
    const other = sampleFinding({ partialFingerprints: { 'plainsight/v1': 'f2' }, message: 'user-id again' });
    const text = render(sampleRun({ findings: [{ finding: sampleFinding(), count: 37 }, other] }));
    expect(text).toContain(`Violations: 2 different, 38 times in all

  identifiers-never-in-cleartext
    error  user-id crossed the network unencrypted  ×37
      what     user-id = u-7…d0 (12 characters)
      where    POST http://api.example/login, body $['user']['id'], bytes 12–24
      to       api.example (203.0.113.5:80)
      country  CN, denied (geo-whois-asn-country, 2026-06-19), AS45090
`);
    expect(text.match(/identifiers-never-in-cleartext\n/g)).toHaveLength(1);
  });

  it('puts the sections in order, and the verdict last', () => {
    const text = render(
      sampleRun({
        findings: [sampleFinding(), openFinding(), sampleFinding({ ruleId: 'known', suppression: exception('baseline') })],
        end: {
          doubts: [{ kind: 'unmet-expectation', id: 'logged-in', detail: 'no such exchange' }],
          faults: ['the store could not be written'],
          exceptions: [
            { kind: 'suppression', place: 'p.yaml:4', reason: 'APP-1', until: '2027-01-31', used: 3, state: 'active' },
            { kind: 'suppression', place: 'p.yaml:5', reason: 'APP-2', until: '2026-07-05', used: 0, state: 'expires-soon' },
            { kind: 'blind-spot', place: 'p.yaml:6', reason: 'pinned', until: '2026-01-01', used: 0, state: 'expired' },
          ],
          levelChanges: [
            { ruleId: 'baseline/imei', from: 'error', to: 'warning', place: 'p.yaml:9' },
            { ruleId: 'baseline/mac', from: 'error', to: 'off', place: 'p.yaml:10' },
          ],
          unexercisedRules: ['baseline/imsi'],
          plantedNeverSeen: ['phone'],
          plantedNotLookedFor: ['imei'],
          refusals: [
            { client: '192.0.2.7', host: 'a.test', diagnosis: 'suspected-pinning', count: 2, cause: 'alert 46', advice: 'switch it off' },
            { client: '192.0.2.7', host: 'b.test', diagnosis: 'suspected-pinning', count: 3, cause: 'alert 42', advice: 'switch it off' },
            { client: '192.0.2.8', host: 'a.test', diagnosis: 'unexplained', count: 1, cause: 'timeout', advice: 'repeat it' },
          ],
          gaps: [{ gap: { reason: 'undecodable', connectionId: 'c1', detail: 'brotli ended early' }, count: 2 }],
        },
      }),
    );
    const order = [
      'Violations: 1 different',
      'Open findings',
      'why      the databases disagree (region-unknown)',
      'settle   Add an override for 203.0.113.9',
      'Doubts',
      'The expectation logged-in was not met: no such exchange.',
      'Faults of Plainsight itself',
      'Findings silenced by exceptions',
      'violation of known ×1',
      'Exceptions',
      'suppression at p.yaml:4: silenced 3 findings, until 2027-01-31 (APP-1)',
      'suppression at p.yaml:5: unused: remove it, EXPIRES SOON, on 2026-07-05 (APP-2)',
      'blind-spot at p.yaml:6: EXPIRED on 2026-01-01, no longer silences anything (pinned)',
      'Changed levels',
      'baseline/imei: error → warning, at p.yaml:9',
      'baseline/mac: switched off (was error), at p.yaml:10',
      'Rules that were not exercised',
      'Planted values never seen',
      '  phone',
      'Planted values not looked for (no rule could be violated by them in what came)',
      '  imei',
      'Refused TLS (hints, not proofs)',
      'suspected pinning: switch it off\n    a.test by 192.0.2.7, 2 times (alert 46)\n    b.test by 192.0.2.7, 3 times (alert 42)\n',
      'unexplained: repeat it\n    a.test by 192.0.2.8, 1 time (timeout)\n',
      'Gaps (not inspected)',
      'undecodable ×2: brotli ended early',
      'Coverage',
      'UDP and QUIC outside the proxy were not observed',
      'verdict: FAIL (exit 1)\n',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text.endsWith('verdict: FAIL (exit 1)\n')).toBe(true);
  });

  it('shows a limited number of different findings a rule, and says how many it left out', () => {
    const findings = Array.from({ length: 30 }, (_, index) => sampleFinding({ partialFingerprints: { 'plainsight/v1': `f${index}` } }));
    expect(render(sampleRun({ findings }))).toContain('… and 5 more of this rule; the json report has them all');
  });

  it('shows a limited number of refusals an advice', () => {
    const refusal = { client: 'c', diagnosis: 'no-ca-installed', count: 1, cause: 'alert 48', advice: 'install it' } as const;
    const refusals = Array.from({ length: 30 }, (_, index) => ({ ...refusal, host: `h${index}.test` }));
    expect(render(sampleRun({ end: { refusals } }))).toContain('    … and 5 more; the json report has them all');
  });

  it('says that a run has no end record', () => {
    const text = render(sampleRun({ end: null }));
    expect(text).toContain('to no end record');
    expect(text.endsWith('verdict: ERROR (exit 4)\n')).toBe(true);
  });

  it('repeats what was out of date as the runs began, once', () => {
    const run = sampleRun({});
    const old = { ...run, start: { ...run.start, warnings: ['a database is old\u001b[2J', 'r.yaml:2:3: a group is old'] } };
    const text = consoleFormat.render(decideVerdict([old, old]), [old, old]);
    expect(text).toContain('\nWarnings\n  a database is old\\u001b[2J\n  r.yaml:2:3: a group is old\n\n');
  });

  it('paints with what it is given', () => {
    const run = sampleRun({ findings: [sampleFinding()] });
    const text = consoleFormat.render(decideVerdict([run]), [run], { paint: tagPaint });
    expect(text).toContain('<red>error</red>  user-id crossed');
    expect(text).toContain('<red>verdict: FAIL (exit 1)</red>');
  });

  it('keeps every control character of the network off the terminal', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${text}\u001b[2J\r\nverdict: PASS (exit 0)\n`);
    fc.assert(
      fc.property(hostile, (text) => {
        const exceptionUse = { kind: 'suppression', place: text, reason: text, until: text, used: 0, state: 'active' } as const;
        const lines = render(
          sampleRun({
            id: text,
            label: text,
            rulesets: [text],
            findings: [
              sampleFinding({
                ruleId: text,
                message: text,
                evidence: { host: text, url: text, path: text, value: text, sni: text, step: text },
              }),
              openFinding({ openBecause: { missing: 'unreadable', gap: 'passthrough', detail: text, settledBy: text } }),
              sampleFinding({ suppression: { ...exception('baseline'), reason: text, place: text } }),
            ],
            end: {
              doubts: [{ kind: 'unmet-expectation', id: text, detail: text }],
              gaps: [{ gap: { reason: 'truncated', connectionId: text, detail: text }, count: 1 }],
              faults: [text],
              refusals: [{ client: text, host: text, diagnosis: 'unexplained', count: 1, cause: text, advice: text }],
              exceptions: [exceptionUse],
              plantedNeverSeen: [text],
              unexercisedRules: [text],
              levelChanges: [{ ruleId: text, from: text, to: text, place: text }],
            },
          }),
        ).split('\n');
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(lines.filter((line) => line.startsWith('verdict: '))).toEqual(['verdict: FAIL (exit 1)']);
      }),
      { numRuns: 50 },
    );
  });
});
