import { describe, expect, it } from 'vitest';
import { Routes } from '../../../session/inspection/routes.js';
import { connection, message } from '../../rules/evaluate/samples.js';

const on = connection();
const part = (index: number, last = false) => ({ ...message(on, 'GET /a', { status: 200 }), id: 'm', window: { index, offset: 0, last } });

describe('routes of windowed messages', () => {
  it('are remembered until the last window', () => {
    const routes = new Routes();
    expect(routes.get(on, part(0))).toBeUndefined();
    const route = routes.set(on, part(0), { started: false, lost: false });
    routes.passed(on, part(0));
    expect(routes.get(on, part(1))).toBe(route);
    routes.passed(on, part(2, true));
    expect(routes.get(on, part(3))).toBeUndefined();
  });

  it('are none for messages that come whole', () => {
    const routes = new Routes();
    expect(routes.set(on, message(on, 'GET /a'), 'here')).toBeUndefined();
    expect(routes.set(on, part(0, true), 'here')).toBeUndefined();
    expect(routes.take(on)).toEqual([]);
  });

  it('go with their connection', () => {
    const routes = new Routes();
    routes.set(on, part(0), 'here');
    expect([routes.take(connection()), routes.take(on), routes.take(on)]).toEqual([[], ['m'], []]);
    expect(routes.get(on, part(1))).toBeUndefined();
  });
});
