import { describe, expect, it } from 'vitest';
import { DialError } from '../../../proxy/upstream/dial-error.js';
import { resolveHost } from '../../../proxy/upstream/resolve-host.js';

const never = () => new Promise<never>(() => undefined);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it resolved'),
    (error: unknown) => error,
  );

describe('resolveHost', () => {
  it('keeps the order of the resolver', async () => {
    const addresses = ['127.0.0.2', '::1', '127.0.0.1'];
    expect(await resolveHost('a.test', { timeout: 10_000, resolve: async () => addresses })).toEqual(addresses);
  });

  it('asks for that name', async () => {
    expect(await resolveHost('a.test', { timeout: 10_000, resolve: async (host) => [host] })).toEqual(['a.test']);
  });

  it('asks the system where nothing replaces it', async () => {
    const addresses = await resolveHost('localhost', { timeout: 10_000 });
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(['127.0.0.1', '::1']).toContain(address);
  });

  it.each<[string, unknown, string]>([
    ['an error of the system', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'a.test could not be resolved (ENOTFOUND)'],
    ['any other error', new Error('odd'), 'a.test could not be resolved (odd)'],
    ['what is no error', 'odd', 'a.test could not be resolved (odd)'],
  ])('rejects with a DialError for %s', async (_name, thrown, message) => {
    const error = await failure(resolveHost('a.test', { timeout: 10_000, resolve: () => Promise.reject(thrown) }));
    expect(error).toBeInstanceOf(DialError);
    expect(error).toMatchObject({ failure: 'name-not-resolved', attempts: [], message });
  });

  it('does not wait for a resolver that is silent', async () => {
    const error = await failure(resolveHost('a.test', { timeout: 20.4, resolve: never }));
    expect(error).toBeInstanceOf(DialError);
    expect(error).toMatchObject({ failure: 'timeout', message: 'resolving a.test took longer than 20 ms' });
  });

  it.each(['before', 'meanwhile'])('gives up when told so %s', async (when) => {
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const resolving = failure(resolveHost('a.test', { timeout: 10_000, resolve: never, signal: controller.signal }));
    controller.abort();
    expect(await resolving).toMatchObject({ name: 'DialError', failure: 'closed-before-first-byte' });
  });
});
