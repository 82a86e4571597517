import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../../report/index.js';
import type { ControlHandlers } from '../../../web/control/control-handlers.js';
import { controlRoutes } from '../../../web/control/control-routes.js';
import { sampleRun } from '../../report/samples.js';

const unused = () => Promise.reject(new Error('not expected'));
const handlers: ControlHandlers = { step: unused, plant: unused, stop: unused, status: unused, faults: unused, changeFaults: unused };
const verdict = decideVerdict([sampleRun()]);

describe('controlRoutes', () => {
  it('has these paths and methods', () => {
    const routes = controlRoutes(handlers, () => undefined);
    expect([...routes].map(([path, methods]) => [path, ...methods.keys()])).toEqual([
      ['/v1/steps', 'POST'],
      ['/v1/plant', 'POST'],
      ['/v1/stop', 'POST'],
      ['/v1/status', 'GET'],
      ['/v1/faults', 'GET', 'POST'],
    ]);
  });

  it('can be asked to stop again after a handler that threw, even at once', async () => {
    let calls = 0;
    const stop = (): ReturnType<ControlHandlers['stop']> => {
      calls += 1;
      if (calls === 1) throw new Error('thrown at once');
      return calls === 2 ? Promise.reject(new Error('thrown later')) : Promise.resolve({ kind: 'done', value: verdict });
    };
    const route = controlRoutes({ ...handlers, stop }, () => undefined)
      .get('/v1/stop')
      ?.get('POST');
    await expect(route?.(undefined)).rejects.toThrow('thrown at once');
    await expect(route?.(undefined)).rejects.toThrow('thrown later');
    expect(await route?.(undefined)).toEqual({ status: 200, body: verdict });
    expect(await route?.(undefined)).toEqual({ status: 200, body: verdict });
    expect(calls).toBe(3);
  });

  it('reports what a handler throws after its time was up', async () => {
    const faults: unknown[] = [];
    const late = new Error('late');
    const status = () =>
      new Promise<never>((_, reject) => {
        setTimeout(() => reject(late), 30);
      });
    const route = controlRoutes({ ...handlers, status }, (error) => faults.push(error), 5)
      .get('/v1/status')
      ?.get('GET');
    expect(await route?.(undefined)).toMatchObject({ status: 504 });
    await expect.poll(() => faults).toEqual([late]);
  });
});
