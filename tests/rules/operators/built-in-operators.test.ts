import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDomain, getPublicSuffix } from 'tldts';
import { describe, expect, it } from 'vitest';
import { hostPattern } from '../../../rules/load/host-pattern.js';
import { builtInOperatorGroups, builtInOperators } from '../../../rules/operators/built-in-operators.js';

const entries = [...builtInOperators.values()];

/** Organisations by number, as the table that ships with us has them. */
function registered(): ReadonlyMap<number, string> {
  const folder = join(import.meta.dirname, '../../../node_modules/@ip-location-db/asn');
  const names = new Map<number, string>();
  for (const file of ['asn-ipv4.csv', 'asn-ipv6.csv']) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const [, number, name] = /^[^,]*,[^,]*,(\d+),(.*)$/.exec(line) ?? [];
      if (number !== undefined && !names.has(Number(number)))
        names.set(Number(number), (name ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'));
    }
  }
  return names;
}

describe('builtInOperators', () => {
  it('knows the companies of the scenarios, clouds, and those that SDKs send to', () => {
    const wanted = [
      ...[
        'agora',
        'zoom',
        'clubhouse',
        'deepseek',
        'iflytek',
        'meta',
        'bytedance',
        'volcengine',
        'tencent',
        'alibaba',
        'tiktok',
        'baidu',
        'yandex',
      ],
      ...['aws', 'google-cloud', 'azure', 'cloudflare', 'akamai', 'fastly', 'oracle-cloud', 'ovh', 'hetzner'],
      ...['google-ads', 'firebase', 'google-analytics', 'meta-ads', 'appsflyer', 'adjust', 'branch', 'amplitude', 'mixpanel', 'segment'],
      ...['unity-ads', 'applovin', 'ironsource', 'chartboost', 'vungle', 'criteo', 'braze', 'onesignal', 'sentry', 'bugsnag', 'new-relic'],
      ...['datadog', 'umeng', 'jpush', 'getui', 'appmetrica', 'tiktok-ads'],
    ];
    expect(wanted.filter((name) => !builtInOperators.has(name))).toEqual([]);
  });

  it('has each name once, and none that is a group', () => {
    expect(builtInOperators.size).toBe([...builtInOperatorGroups.values()].flat().length);
    expect(entries.filter(({ name }) => builtInOperatorGroups.has(name))).toEqual([]);
    for (const name of [...builtInOperators.keys(), ...builtInOperatorGroups.keys()]) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it('says what each rests on, and since when', () => {
    for (const { name, title, source, asOf, domains, asns } of entries) {
      expect(title, name).not.toBe('');
      expect(source, name).toMatch(/^(https:\/\/\S+|domains under its own names)/);
      expect(asOf, name).toMatch(/^2026-\d\d-\d\d$/);
      expect(domains.length + asns.length, name).toBeGreaterThan(0);
    }
  });

  it('names domains in normal form, each once, and none that is everybody’s', () => {
    for (const { name, domains } of entries) {
      expect(new Set(domains).size, name).toBe(domains.length);
      for (const domain of domains) {
        // `goog` is Google's own top-level domain.
        if (domain === 'goog') continue;
        expect(hostPattern(domain), `${name}: ${domain}`).toEqual({ kind: 'name', text: domain });
        expect(getDomain(domain), `${name}: ${domain}`).not.toBeNull();
        expect(getPublicSuffix(domain), `${name}: ${domain}`).not.toBe(domain);
      }
    }
  });

  it('has every number registered to whom it says', () => {
    const names = registered();
    const wrong = entries.flatMap(({ name, asns }) =>
      asns
        .filter(([asn, organisation]) => !names.get(asn)?.startsWith(organisation))
        .map(([asn, organisation]) => `${name}: AS${asn} is ${names.get(asn)}, not ${organisation}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives no number to two that have nothing to do with each other', () => {
    const related = [
      ['google', 'google-cloud'],
      ['microsoft', 'azure'],
      ['tencent', 'tencent-cloud'],
      ['alibaba', 'alibaba-cloud'],
      ['bytedance', 'volcengine'],
      ['bytedance', 'tiktok'],
      ['baidu', 'baidu-cloud'],
      ['huawei', 'huawei-cloud'],
    ];
    const byNumber = new Map<number, string[]>();
    for (const { name, asns } of entries) for (const [asn] of asns) byNumber.set(asn, [...(byNumber.get(asn) ?? []), name]);
    const shared = [...byNumber.values()].filter(
      (names) => names.length > 1 && !related.some((pair) => names.every((name) => pair.includes(name))),
    );
    expect(shared).toEqual([]);
  });
});
