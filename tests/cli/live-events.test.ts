import { expect, it } from 'vitest';
import { liveEvents } from '../../cli/live-events.js';
import type { Finding } from '../../model/index.js';
import type { ConnectionRecord } from '../../session.js';
import { recordingTerminal } from '../harness/in-process.js';

function recording() {
  const terminal = recordingTerminal();
  const lines = (text: string) => text.split('\n').slice(0, -1);
  return { terminal, out: () => lines(terminal.written.out), err: () => lines(terminal.written.err) };
}

const evidence = {
  field: 'f',
  recognisedAs: 'planted',
  value: 'v…e',
  valueHash: null,
  location: 'body',
  path: '$',
  transforms: [],
  byteRange: null,
  direction: null,
  wire: 'cleartext',
  tls: null,
  method: null,
  url: null,
  status: null,
  host: 'h.example',
  sni: null,
  connectTarget: null,
  serverAddress: null,
  serverPort: null,
  countryIsoCode: null,
  regionVerdict: null,
  regionSource: null,
  asn: null,
  asnOrganisation: null,
  operator: null,
  clientPort: null,
  transport: 'tcp',
  protocol: null,
  injectedFault: null,
  client: null,
  step: null,
  startedDateTime: '2026-11-21T10:11:12Z',
  connectionId: 'c1',
  exchangeId: null,
  messageId: null,
} as const satisfies Finding['evidence'];

const finding = (fingerprint: string, more: Partial<Finding> = {}): Finding => ({
  ruleId: 'r',
  kind: 'fail',
  level: 'error',
  message: 'm',
  evidence,
  partialFingerprints: { 'plainsight/v1': fingerprint },
  ...more,
});

it('a burst of equal violations prints its first, tenth, hundredth; open and silenced ones stay out', async () => {
  const { out, terminal } = recording();
  const events = await liveEvents(terminal, false, false, new Set());
  for (let i = 0; i < 100; i += 1) events.finding?.(finding('a'));
  events.finding?.(finding('b'));
  events.finding?.(finding('c', { kind: 'open' }));
  events.finding?.(finding('d', { suppression: { kind: 'baseline', reason: 'known', until: '2999-01-01', place: 'b.yaml:1' } }));
  expect(out().map((line) => /\(\d+ times\)$/.exec(line)?.[0] ?? 'once')).toEqual(['once', '(10 times)', '(100 times)', 'once']);
});

it('refusals are told once for each device and host, and what came from the network is printable', async () => {
  const { out, terminal } = recording();
  const events = await liveEvents(terminal, false, false, new Set());
  const refused = { client: '192.168.1.7', host: 'api.example\u001b[2J', failureCause: 'alert 48' } as unknown as ConnectionRecord;
  events.rejected?.(refused);
  events.rejected?.(refused);
  events.originRefused?.({ ...refused, host: null }, undefined);
  events.originRefused?.({ ...refused, host: null }, 'CERT_HAS_EXPIRED');
  expect(out()).toHaveLength(2);
  expect(out()[0]).toMatch(/^REFUSED {2}192\.168\.1\.7 did not accept our certificate for api\.example.*\(alert 48\)/);
  expect(out()[1]).toMatch(/^UNVERIFIED {2}the certificate of an origin does not verify \(no cause given\): --origin-ca FILE/);
  expect(out().join()).not.toContain('\u001b');
});

it('quiet prints faults only; devices are told of where they matter, and known in any case', async () => {
  const quiet = recording();
  const silent = await liveEvents(quiet.terminal, true, true, new Set());
  silent.finding?.(finding('a'));
  silent.deviceSeen?.('192.168.1.7');
  silent.fault?.('the disk is full');
  expect([quiet.out(), quiet.err()]).toEqual([[], ['FAULT  the disk is full']]);
  const seen = new Set<string>();
  const loud = recording();
  const events = await liveEvents(loud.terminal, false, true, seen);
  events.deviceSeen?.('127.0.0.1');
  events.deviceSeen?.('192.168.1.7');
  expect(loud.out()).toEqual(['device 127.0.0.1 connected', 'device 192.168.1.7 connected']);
  expect([...seen]).toEqual(['127.0.0.1', '192.168.1.7']);
  const command = recording();
  (await liveEvents(command.terminal, false, false, seen)).deviceSeen?.('127.0.0.1');
  expect(command.out()).toEqual([]);
});
