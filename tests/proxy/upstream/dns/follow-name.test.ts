import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../model/index.js';
import { followName, standIn } from '../../../../proxy/upstream/dns/follow-name.js';
import type { NameTrace } from '../../../../proxy/upstream/dns/name-trace.js';
import type { NameTracer } from '../../../../proxy/upstream/dns/name-tracer.js';

const answer = (address: string): NameTrace => ({
  kind: 'answered',
  resolver: '192.0.2.53',
  four: { chain: [], addresses: [{ address, ttl: 30 }] },
});
const connection = (): Pick<Connection, 'server' | 'resolution'> => ({ server: { address: '192.0.2.7', port: 443, host: 'a.example' } });
const never = new Promise<never>(() => undefined);

function tracer(parts: Partial<NameTracer>): NameTracer {
  const unexpected = () => Promise.reject(new Error('nobody should ask that'));
  return { trace: unexpected, again: unexpected, pointers: async () => [], close: () => undefined, ...parts };
}

describe('followName', () => {
  it('waits for what is not known yet', async () => {
    const on = connection();
    let tell: (found: NameTrace) => void = () => undefined;
    const names = tracer({ trace: () => new Promise((resolve) => (tell = resolve)) });
    const following = followName('a.example', names, { wait: 10_000, needsPointers: false })(on);
    expect(on.resolution).toBeUndefined();
    tell(answer('192.0.2.7'));
    await following;
    expect(on.resolution).toMatchObject({ name: 'a.example', source: 'dns' });
  });

  it('waits no longer than it may, and then for good', async () => {
    const on = connection();
    let tell: (found: NameTrace) => void = () => undefined;
    const late = new Promise<NameTrace>((resolve) => (tell = resolve));
    await followName('a.example', tracer({ trace: () => late }), { wait: 20, needsPointers: false })(on);
    tell(answer('192.0.2.7'));
    await late;
    await new Promise(setImmediate);
    expect(on.resolution).toMatchObject({ source: 'system', chainUnknown: 'late' });
  });

  it('asks once more where the address dialled is not in the answer', async () => {
    const on = connection();
    const names = tracer({ trace: async () => answer('192.0.2.8'), again: async () => answer('192.0.2.7') });
    await followName('a.example', names, { wait: 10_000, needsPointers: false })(on);
    expect(on.resolution).toMatchObject({ source: 'dns', addresses: [{ address: '192.0.2.7' }] });
  });

  it('keeps to the first answer where the second is no better, or does not come', async () => {
    for (const again of [
      async () => answer('192.0.2.9'),
      async (): Promise<NameTrace> => ({ kind: 'unknown', cause: 'refused' }),
      () => never,
    ]) {
      const on = connection();
      await followName('a.example', tracer({ trace: async () => answer('192.0.2.8'), again }), { wait: 50, needsPointers: false })(on);
      expect(on.resolution).toMatchObject({ chainUnknown: 'other-addresses', addresses: [{ address: '192.0.2.8' }] });
    }
  });

  it('waits for the names of the address where rules depend on them, and only there', async () => {
    let tell: (found: readonly string[] | undefined) => void = () => undefined;
    const pointers = new Promise<readonly string[] | undefined>((resolve) => (tell = resolve));
    const names = tracer({ trace: async () => answer('192.0.2.7'), pointers: () => pointers });
    const [waiting, going] = [connection(), connection()];
    const waited = followName('a.example', names, { wait: 10_000, needsPointers: true })(waiting);
    await followName('a.example', names, { wait: 10_000, needsPointers: false })(going);
    expect(waiting.resolution).toBeUndefined();
    expect(going.resolution).not.toHaveProperty('pointers');
    tell(['ptr.example']);
    await waited;
    await new Promise(setImmediate);
    for (const { resolution } of [waiting, going]) expect(resolution).toMatchObject({ source: 'dns', pointers: ['ptr.example'] });
  });

  it('says nothing of names that nobody knows', async () => {
    const names = tracer({ trace: async () => answer('192.0.2.7'), pointers: async () => undefined });
    const on = connection();
    await followName('a.example', names, { wait: 0, needsPointers: true })(on);
    expect(on.resolution).not.toHaveProperty('pointers');
    const silent = tracer({ trace: async () => answer('192.0.2.7'), pointers: () => never });
    await followName('a.example', silent, { wait: 20, needsPointers: true })(on);
    expect(on.resolution).toMatchObject({ source: 'dns' });
  });
});

describe('standIn', () => {
  it('knows at once that something else resolves the name', () => {
    const on = connection();
    void standIn('a.example')(on);
    expect(on.resolution).toEqual({ name: 'a.example', source: 'system', chain: [], addresses: [], chainUnknown: 'overridden' });
  });
});
