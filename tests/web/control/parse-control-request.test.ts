import { describe, expect, it } from 'vitest';
import { parseEmptyRequest, parseFaultRequest, parsePlantRequest, parseStepRequest } from '../../../web/control/parse-control-request.js';

describe('parseStepRequest', () => {
  it('reads what is asked', () => {
    expect(parseStepRequest({ action: 'begin', name: 'before consent' })).toEqual({
      kind: 'parsed',
      value: { action: 'begin', name: 'before consent' },
    });
    expect(parseStepRequest({ action: 'end', name: 'ログイン', settleMs: 0 })).toMatchObject({ kind: 'parsed', value: { settleMs: 0 } });
  });

  it.each([
    [{ action: 'start', name: 'x' }, '"action" must be'],
    [{ name: 'x' }, '"action" must be'],
    [{ action: 'begin' }, '"name" must be'],
    [{ action: 'begin', name: ' ' }, '"name" must be'],
    [{ action: 'begin', name: 'a\nb' }, '"name" must be'],
    [{ action: 'begin', name: 'a\u001b[2J' }, '"name" must be'],
    [{ action: 'begin', name: 'x'.repeat(201) }, '"name" must be'],
    [{ action: 'begin', name: 7 }, '"name" must be'],
    [{ action: 'end', name: 'x', settleMs: -1 }, '"settleMs" must be'],
    [{ action: 'end', name: 'x', settleMs: 60_001 }, '"settleMs" must be'],
    [{ action: 'end', name: 'x', settleMs: '5' }, '"settleMs" must be'],
    [{ action: 'end', name: 'x', settle: 5 }, '"settle" is not known here; known are action, name, settleMs'],
    [null, 'must be a JSON object'],
    ['begin', 'must be a JSON object'],
    [undefined, 'must be a JSON object'],
  ])('refuses %j', (body, message) => {
    expect(parseStepRequest(body)).toEqual({ kind: 'malformed', message: expect.stringContaining(message) });
  });

  it('refuses __proto__ as the own key that JSON makes of it', () => {
    expect(parseStepRequest(JSON.parse('{"__proto__":{"action":"begin","name":"x"}}'))).toMatchObject({ kind: 'malformed' });
  });
});

describe('parsePlantRequest', () => {
  it('makes the value sensitive at once', () => {
    const parsed = parsePlantRequest({ field: 'user-id', value: 'u-72819' });
    expect(JSON.stringify(parsed)).not.toContain('u-72819');
    expect(parsed.kind === 'parsed' && parsed.value.value.reveal()).toBe('u-72819');
  });

  it.each([
    { field: 'f' },
    { field: 'f', value: '' },
    { field: 'f', value: 81901 },
    { field: 'f', value: 'x'.repeat(16_385) },
    { value: 'x' },
  ])('refuses %j', (body) => {
    expect(parsePlantRequest(body)).toMatchObject({ kind: 'malformed' });
  });
});

describe('parseFaultRequest', () => {
  it.each([
    { action: 'add', pattern: '*.a.example' },
    { action: 'add', pattern: 'a.example:443:reset' },
    { action: 'add', pattern: 'a.example', fault: 'timeout' },
    { action: 'remove', pattern: 'a.example' },
    { action: 'clear' },
  ])('reads %j', (body) => {
    expect(parseFaultRequest(body)).toEqual({ kind: 'parsed', value: body });
  });

  it.each([
    [{ pattern: 'a.example' }, '"action" must be "add", "remove" or "clear"'],
    [{ action: 'list' }, '"action" must be'],
    [{ action: 'add' }, '"pattern" must be a host pattern'],
    [{ action: 'add', pattern: '' }, '"pattern" must be'],
    [{ action: 'add', pattern: 'a\nb' }, '"pattern" must be'],
    [{ action: 'add', pattern: 'x'.repeat(201) }, '"pattern" must be'],
    [{ action: 'add', pattern: ['a'] }, '"pattern" must be'],
    [{ action: 'add', pattern: 'a.example', fault: 'drop' }, '"fault" must be "refuse", "reset", "timeout", "tls", or left out'],
    [{ action: 'add', pattern: 'a.example', fault: null }, '"fault" must be'],
    [{ action: 'remove' }, '"pattern" must be'],
    [{ action: 'remove', pattern: 'a.example', fault: 'reset' }, '"fault" is for the action "add" only'],
    [{ action: 'clear', pattern: 'a.example' }, '"pattern" is not for the action "clear"'],
    [{ action: 'add', pattern: 'a.example', mode: 'tls' }, '"mode" is not known here; known are action, pattern, fault'],
    [undefined, 'must be a JSON object'],
  ])('refuses %j', (body, message) => {
    expect(parseFaultRequest(body)).toEqual({ kind: 'malformed', message: expect.stringContaining(message) });
  });
});

describe('parseEmptyRequest', () => {
  it('takes no body or an empty object only', () => {
    expect(parseEmptyRequest(undefined).kind).toBe('parsed');
    expect(parseEmptyRequest({}).kind).toBe('parsed');
    expect(parseEmptyRequest({ force: true }).kind).toBe('malformed');
    expect(parseEmptyRequest([]).kind).toBe('malformed');
  });
});
