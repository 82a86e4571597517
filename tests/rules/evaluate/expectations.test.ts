import { describe, expect, it } from 'vitest';
import { compileField } from '../../../rules/compile/compile-field.js';
import { createExpectations } from '../../../rules/evaluate/expectations.js';
import { connection, expectation, field, message, ruleset, start } from './samples.js';

const definition = compileField(field('user-id', { names: ['uid'] }), 0, new Map());
const expecting = (parts: Parameters<typeof expectation>[0]) =>
  createExpectations(ruleset([], [], { expectations: [expectation(parts)] }), (name) => (name === 'user-id' ? definition : undefined));
const on = connection();
const exchange = (request: string, status?: number) => ({
  id: 'e',
  connectionId: on.id,
  request: message(on, request).request!,
  ...(status === undefined ? {} : { status }),
  startedDateTime: start,
  endedDateTime: start,
  complete: true,
});

describe('createExpectations', () => {
  it('counts answers below 400 to what it names', () => {
    const expected = expecting({ host: { mode: 'in', members: ['api.example'] }, path: { mode: 'in', members: ['/login'] }, min: 2 });
    expected.exchange(on, exchange('POST /login?x', 302));
    expected.exchange(on, exchange('POST /login', 401));
    expected.exchange(on, exchange('POST /login'));
    expected.exchange(on, exchange('POST /other', 200));
    expect(expected.doubts()).toMatchObject([{ id: 'expected', detail: expect.stringContaining('saw 1') }]);
    expected.exchange(on, exchange('POST /login', 200));
    expect(expected.doubts()).toEqual([]);
  });

  it('takes a path in its normal form', () => {
    const expected = expecting({ path: { mode: 'in', members: ['/login*', '/%7Euser'] }, min: 3 });
    expected.exchange(on, exchange('GET /login/../other', 200));
    expect(expected.doubts()).toMatchObject([{ detail: expect.stringContaining('saw 0') }]);
    for (const target of ['//login', '/a/%2e%2E/login', '/~user']) expected.exchange(on, exchange(`GET ${target}`, 200));
    expect(expected.doubts()).toEqual([]);
  });

  it('counts the statuses it names', () => {
    const expected = expecting({ status: { mode: 'in', members: ['4xx'] } });
    expected.exchange(on, exchange('GET /', 200));
    expect(expected.doubts()).toHaveLength(1);
    expected.exchange(on, exchange('GET /', 404));
    expect(expected.doubts()).toEqual([]);
  });

  it('wants a field until it was seen where it was expected', () => {
    const expected = expecting({ field: 'user-id', path: { mode: 'in', members: ['/login'] } });
    expected.exchange(on, exchange('POST /login', 200));
    expect(expected.wanted).toEqual([definition]);
    expected.seen(definition, on, message(on, 'GET /other'));
    expect(expected.wanted).toEqual([definition]);
    expected.seen(definition, on, message(on, 'GET /login'));
    expect(expected.wanted).toEqual([]);
    expect(expected.doubts()).toEqual([]);
  });
});
