import { describe, expect, it } from 'vitest';
import type { Doubt, RunRecord } from '../../../model/index.js';
import { decideVerdict } from '../../../report/decide-verdict.js';
import { junitFormat } from '../../../report/formats/junit.js';
import fc from '../../harness/fast-check.js';
import { exception, openFinding, sampleFinding, sampleRun } from '../samples.js';

const render = (run: RunRecord, rules?: readonly string[]): string =>
  junitFormat.render(decideVerdict([run]), [run], rules === undefined ? {} : { rules });
const countsOf = (xml: string): string | undefined =>
  /<testsuite [^>]*?(tests="\d+" failures="\d+" errors="\d+" skipped="\d+")/.exec(xml)?.[1];

describe('junitFormat', () => {
  it('has one testcase a rule, and one for Plainsight itself', () => {
    expect(render(sampleRun(), ['rule-a', 'baseline/imei'])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plainsight" tests="3" failures="0" errors="0" skipped="0">
  <testsuite name="plainsight" tests="3" failures="0" errors="0" skipped="0" timestamp="2026-07-01T12:00:00.000Z" time="600.000">
    <properties>
      <property name="outcome" value="pass"/>
      <property name="exitCode" value="0"/>
      <property name="run" value="r1"/>
    </properties>
    <testcase classname="plainsight" name="plainsight: no faults of its own"/>
    <testcase classname="plainsight" name="rule-a"/>
    <testcase classname="plainsight" name="baseline/imei"/>
    <system-out>step login: from 2026-07-01T12:01:00.000Z for 240.000 s
UDP and QUIC outside the proxy were not observed, nor anything else that did not go through it.</system-out>
  </testsuite>
</testsuites>
`);
  });

  it('a violation is a failure, with all evidence in its body', () => {
    const other = sampleFinding({ partialFingerprints: { 'plainsight/v1': 'f2' } });
    const xml = render(
      sampleRun({ findings: [{ finding: sampleFinding(), count: 37 }, other, openFinding({ ruleId: 'identifiers-never-in-cleartext' })] }),
    );
    expect(countsOf(xml)).toBe('tests="2" failures="1" errors="0" skipped="0"');
    expect(xml).toContain(
      '<failure type="violation" message="user-id crossed the network unencrypted">error violation ×37: user-id crossed',
    );
    expect(xml).toContain('to: api.example (203.0.113.5:80)');
    expect(xml).toContain('error open ×1: the country of');
  });

  const doubts: [Doubt, string][] = [
    [{ kind: 'unmet-expectation', id: 'logged-in', detail: 'x' }, 'expect logged-in'],
    [{ kind: 'unexercised-rule', ruleId: 'own', detail: 'x' }, 'own'],
    [{ kind: 'rule-without-fields', ruleId: 'own', detail: 'x' }, 'own'],
    [{ kind: 'not-learnt', field: 'session', detail: 'x' }, 'learn session'],
    [{ kind: 'nothing-inspected', detail: 'x' }, 'expect inspected traffic'],
    [{ kind: 'no-rules', detail: 'x' }, 'expect rules'],
    [{ kind: 'no-traffic', detail: 'x' }, 'expect traffic'],
  ];
  it.each(doubts)('a doubt is an error of type inconclusive, never skipped: $kind', (doubt, name) => {
    const xml = render(sampleRun({ end: { doubts: [doubt] } }));
    expect(countsOf(xml)).toBe('tests="2" failures="0" errors="1" skipped="0"');
    expect(xml).toContain(`name="${name}">\n      <error type="inconclusive"`);
    expect(xml).not.toContain('<skipped');
  });

  it('an open finding is inconclusive, a fault an error', () => {
    expect(render(sampleRun({ findings: [openFinding()] }))).toContain('<error type="inconclusive" message="error open ×1: the country of');
    const xml = render(sampleRun({ end: { faults: ['disk full'] } }));
    expect(xml).toContain('<error type="fault" message="disk full">disk full</error>');
    expect(countsOf(xml)).toBe('tests="1" failures="0" errors="1" skipped="0"');
  });

  it('warnings and silenced findings are remarks of a passing testcase', () => {
    const xml = render(
      sampleRun({ findings: [sampleFinding({ level: 'warning' }), sampleFinding({ suppression: exception('baseline') })] }),
    );
    expect(countsOf(xml)).toBe('tests="2" failures="0" errors="0" skipped="0"');
    expect(xml).toContain('<system-out>error violation ×1');
  });

  it('logs who refused our certificate, without failing for it', () => {
    const refusal = { client: '192.0.2.7', diagnosis: 'suspected-pinning', count: 2, cause: 'alert 46', advice: 'x' } as const;
    const refusals = Array.from({ length: 30 }, (_, index) => ({ ...refusal, host: `h${index}.test` }));
    const xml = render(sampleRun({ end: { refusals } }));
    expect(xml).toContain('refused TLS: h0.test by 192.0.2.7, 2 times (alert 46): suspected pinning\n');
    expect(xml).toContain('… and 5 more refusals\n');
    expect(countsOf(xml)).toBe('tests="1" failures="0" errors="0" skipped="0"');
  });

  it('agrees with the verdict: failures only with fail, something wrong with everything but pass', () => {
    const finding = fc.constantFrom(
      sampleFinding(),
      sampleFinding({ level: 'note' }),
      openFinding(),
      openFinding({ suppression: exception('blind-spot') }),
    );
    const anyRun = fc
      .record({ findings: fc.array(finding, { maxLength: 3 }), doubt: fc.boolean(), fault: fc.boolean(), ended: fc.boolean() })
      .map(({ findings, doubt, fault, ended }) =>
        sampleRun({ findings, end: ended ? { doubts: doubt ? [doubts[0]![0]] : [], faults: fault ? ['x'] : [] } : null }),
      );
    fc.assert(
      fc.property(anyRun, (run) => {
        const { outcome } = decideVerdict([run]);
        const [, failures, errors] = /failures="(\d+)" errors="(\d+)"/.exec(render(run)) ?? [];
        expect(Number(failures) > 0).toBe(outcome === 'fail');
        expect(Number(failures) + Number(errors) > 0).toBe(outcome !== 'pass');
      }),
      { numRuns: 100 },
    );
  });

  it('stays well-formed whatever the network sent', () => {
    const hostile = ']]></failure><x a="\u0000\u001b[2J\ud800\uffff&lt;\'">\n';
    const xml = render(
      sampleRun({
        id: hostile,
        findings: [sampleFinding({ ruleId: hostile, message: hostile, evidence: { host: hostile, url: hostile } })],
      }),
      [hostile],
    );
    expect(xml).toMatch(/^[\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect(xml).not.toContain('<x');
    expect(xml.match(/<\/failure>/g)).toHaveLength(1);
    expect(countsOf(xml)).toBe('tests="2" failures="1" errors="0" skipped="0"');
  });

  it('lists the rules that the runs were judged by, also where the caller knows none, and their steps', () => {
    const one = sampleRun({ id: 'r1', end: { rules: ['a', 'b'] } });
    const two = sampleRun({ id: 'r2', label: 'worker 2', end: { rules: ['b', 'c'] } });
    const xml = junitFormat.render(decideVerdict([one, two]), [one, two]);
    expect([...xml.matchAll(/<testcase classname="plainsight" name="([^"]+)"/g)].map(([, name]) => name).slice(1)).toEqual(['a', 'b', 'c']);
    expect(xml).toContain('step r1: login: from 2026-07-01T12:01:00.000Z');
    expect(xml).toContain('step r2 &quot;worker 2&quot;: login: from');
  });

  it('says why a rule is open, which fact was missing, and what would settle it', () => {
    const xml = render(sampleRun({ findings: [openFinding()] }));
    expect(xml).toContain('why: the databases disagree (region-unknown)');
    expect(xml).toContain('settle: Add an override for 203.0.113.9');
  });
});
