import { expect, it } from 'vitest';
import { compareDestinations, groupDestinations } from '../../../report/compare/compare-destinations.js';
import { destination } from './samples.js';

const names = (groups: readonly { domain: string; countryIsoCode: string | null }[]) =>
  groups.map(({ domain, countryIsoCode }) => `${domain} ${countryIsoCode}`);

it('takes rotating addresses of one name for one destination', () => {
  const before = [destination('api.voice.example'), destination('api.voice.example', { serverAddress: '203.0.113.6' })];
  const after = [destination('api.voice.example', { serverAddress: '198.51.100.9' })];
  expect(compareDestinations(before, after)).toEqual({ appeared: [], wentAway: [], changed: [], same: 1 });
});

it('tells a known domain in another country or autonomous system', () => {
  const before = [destination('edge.us.voice.example')];
  const after = [destination('edge.us.voice.example'), destination('edge.cn.voice.example', { countryIsoCode: 'CN', asn: 64_501 })];
  const there = compareDestinations(before, after);
  expect([names(there.appeared), names(there.wentAway), there.same]).toEqual([['voice.example CN'], [], 1]);
  const back = compareDestinations(after, before);
  expect([names(back.appeared), names(back.wentAway)]).toEqual([[], ['voice.example CN']]);
  const moved = compareDestinations(before, [destination('edge.us.voice.example', { asn: null })]);
  expect([moved.appeared.length, moved.wentAway.length]).toEqual([1, 1]);
});

it('says of a destination that stayed what else is different, and not how often', () => {
  const then = [destination('a.voice.example', { connections: 1, exchanges: 1 })];
  expect(compareDestinations(then, [destination('a.voice.example', { connections: 90, exchanges: 300 })]).same).toBe(1);
  const now = [destination('b.voice.example', { wire: 'cleartext', interception: 'cleartext', transport: 'udp' })];
  expect(compareDestinations(then, now).changed.map(({ what }) => what)).toEqual([
    ['hosts: +b.voice.example, -a.voice.example', 'wire: +cleartext, -tls', 'transport: +udp, -tcp', 'became: +cleartext, -intercepted'],
  ]);
});

it('keeps what was never reached apart, and adds up the rest', () => {
  const unreached = destination('a.example', { serverAddress: null, countryIsoCode: null, asn: null, interception: 'origin-failed' });
  const addresses = Array.from({ length: 7 }, (_, index) => destination('a.example', { serverAddress: `203.0.113.${index}` }));
  const groups = [...groupDestinations([unreached, ...addresses]).values()];
  expect(
    groups.map(({ reached, addressCount, addresses: shown, connections, bytesFromServer }) => [
      reached,
      addressCount,
      shown.length,
      connections,
      bytesFromServer,
    ]),
  ).toEqual([
    [false, 0, 0, 1, 900],
    [true, 7, 5, 7, 6300],
  ]);
});
