import { describe, expect, it } from 'vitest';
import type { ChainUnknownCause, Connection, NameResolution } from '../../../model/index.js';
import { aliasesKnown, aliasesOf } from '../../../rules/evaluate/aliases-of.js';
import { connection } from './samples.js';

const publicAddress = '93.184.216.7';
const chain = [{ name: 'api.example', cname: 'edge.agora.io', ttl: 60 }];
const names = ['api.example'];
const none = { names: [], certain: true };
const unknown = { names: [], certain: false };
const resolved = (chainUnknown?: ChainUnknownCause, parts: Partial<NameResolution> = {}): NameResolution => ({
  name: 'api.example',
  source: chainUnknown === undefined ? 'dns' : 'system',
  chain: [],
  addresses: [],
  ...(chainUnknown === undefined ? {} : { chainUnknown }),
  ...parts,
});
const to = (address: string, resolution?: NameResolution, parts: Partial<Connection> = {}): Connection => {
  const { resolution: _, ...rest } = connection({ server: { address, port: 443, host: 'api.example' }, ...parts });
  return resolution === undefined ? rest : { ...rest, resolution };
};

describe('aliasesOf', () => {
  it('is certain of what led to the address, an empty chain included', () => {
    expect(aliasesOf(to(publicAddress, resolved(undefined, { chain })), names)).toEqual({ names: ['edge.agora.io'], certain: true });
    expect(aliasesOf(to(publicAddress, resolved()), names)).toEqual(none);
  });

  it.each<ChainUnknownCause>(['no-resolver', 'no-answer', 'refused', 'malformed', 'late', 'busy', 'other-addresses'])(
    'is not where the chain is not known: %s',
    (cause) => {
      for (const address of [publicAddress, '10.1.2.3']) expect(aliasesOf(to(address, resolved(cause)), names), address).toEqual(unknown);
      expect(aliasesOf(to(publicAddress, resolved(cause, { chain })), names)).toEqual({ names: ['edge.agora.io'], certain: false });
    },
  );

  it('takes what was overridden for nobody’s alias, and names that DNS does not know at private addresses', () => {
    expect(aliasesOf(to('10.1.2.3', resolved('overridden', { chain })), names)).toEqual(none);
    for (const cause of ['local-name', 'no-such-name'] as const) {
      expect(aliasesOf(to('10.1.2.3', resolved(cause)), names)).toEqual(none);
      expect(aliasesOf(to('127.0.0.1', resolved(cause)), names)).toEqual(none);
      expect(aliasesOf(to(publicAddress, resolved(cause)), names)).toEqual(unknown);
    }
  });

  it('does not take silence for an answer', () => {
    expect(aliasesOf(to(publicAddress), names)).toEqual(unknown);
    expect(aliasesOf(to('10.1.2.3'), names)).toEqual(unknown);
    const byAddress = (address: string) => to(address, undefined, { server: { address, port: 443, host: address } });
    // The device resolved the name itself, and nobody knows how.
    expect(aliasesOf(byAddress(publicAddress), ['api.example', publicAddress])).toEqual(unknown);
    expect(aliasesOf(byAddress('10.1.2.3'), ['api.example', '10.1.2.3'])).toEqual(none);
    expect(aliasesOf(byAddress(publicAddress), [publicAddress])).toEqual(none);
  });

  it('knows nothing behind an upstream proxy that was given a name', () => {
    const hidden = { upstreamProxy: 'proxy.example:3128' };
    expect(aliasesOf(to('10.1.2.3', undefined, hidden), names)).toEqual(unknown);
    expect(aliasesOf(to('10.1.2.3', undefined, hidden), ['93.184.216.7'])).toEqual(none);
  });

  it('has nothing to say where nothing was reached', () => {
    const { server: _, ...unreached } = to(publicAddress, resolved('no-answer'));
    expect(aliasesOf(unreached, names)).toEqual(none);
  });
});

describe('aliasesKnown', () => {
  it('looks at the names outside of a connection', () => {
    expect(aliasesKnown(to(publicAddress, resolved()))).toBe(true);
    expect(aliasesKnown(to(publicAddress, resolved('late')))).toBe(false);
    expect(aliasesKnown(to(publicAddress))).toBe(false);
  });
});
