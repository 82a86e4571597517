import { describe, expect, it } from 'vitest';
import { sufferDial } from '../../../proxy/faults/suffer-dial.js';

const target = { host: '2001:db8::1', port: 443 };
const never = new AbortController().signal;

describe('sufferDial', () => {
  it('refuses at once, and says that it was asked to', async () => {
    await expect(sufferDial('refuse', target, { timeout: 60_000, signal: never })).rejects.toMatchObject({
      name: 'DialError',
      failure: 'injected',
      fault: 'refuse',
      attempts: [],
      message: '[2001:db8::1]:443 refused the connection: this run makes it fail (--fail-host, refuse)',
    });
  });

  it('lets wait as long as dialling may take, or until given up', async () => {
    const began = performance.now();
    const waited = { name: 'DialError', failure: 'injected', fault: 'timeout' };
    await expect(sufferDial('timeout', target, { timeout: 40, signal: never })).rejects.toMatchObject(waited);
    expect(performance.now() - began).toBeGreaterThan(30);
    const controller = new AbortController();
    const waiting = sufferDial('timeout', target, { timeout: 60_000, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject(waited);
    await expect(sufferDial('timeout', target, { timeout: 60_000, signal: AbortSignal.abort() })).rejects.toMatchObject(waited);
  });

  it.each(['reset', 'tls'] as const)('leaves %s for when the connection stands', async (fault) => {
    expect(await sufferDial(fault, target, { timeout: 1, signal: never })).toBe(fault);
  });
});
