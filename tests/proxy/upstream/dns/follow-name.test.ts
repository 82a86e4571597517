import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../model/index.js';
import { followName } from '../../../../proxy/upstream/dns/follow-name.js';
import type { NameTrace } from '../../../../proxy/upstream/dns/name-trace.js';

const trace: NameTrace = { kind: 'answered', resolver: '192.0.2.53', four: { chain: [], addresses: [{ address: '192.0.2.7', ttl: 30 }] } };
const connection = (): Pick<Connection, 'server' | 'resolution'> => ({ server: { address: '192.0.2.7', port: 443, host: 'a.example' } });

describe('followName', () => {
  it('waits for what is not known yet', async () => {
    const on = connection();
    let answer: (found: NameTrace) => void = () => undefined;
    const following = followName('a.example', new Promise((resolve) => (answer = resolve)), 10_000)(on);
    expect(on.resolution).toBeUndefined();
    answer(trace);
    await following;
    expect(on.resolution).toMatchObject({ name: 'a.example', source: 'dns' });
  });

  it('waits no longer than it may, and then for good', async () => {
    const on = connection();
    let answer: (found: NameTrace) => void = () => undefined;
    const late = new Promise<NameTrace>((resolve) => (answer = resolve));
    await followName('a.example', late, 20)(on);
    answer(trace);
    await late;
    expect(on.resolution).toMatchObject({ source: 'system', chainUnknown: 'late' });
  });

  it('holds nobody up where nothing depends on it', async () => {
    const on = connection();
    let answer: (found: NameTrace) => void = () => undefined;
    const later = new Promise<NameTrace>((resolve) => (answer = resolve));
    await followName('a.example', later, 0)(on);
    expect(on.resolution).toBeUndefined();
    answer(trace);
    await later;
    await Promise.resolve();
    expect(on.resolution).toMatchObject({ source: 'dns' });
  });
});
