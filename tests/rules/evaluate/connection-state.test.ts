import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../model/index.js';
import {
  createConnectionState,
  interceptionKey,
  isFirstOf,
  note,
  noteOpened,
  wasOpened,
} from '../../../rules/evaluate/connection-state.js';
import { cleartextConnection, connection, message } from './samples.js';

describe('note', () => {
  it('remembers the latest messages, and never their bytes', () => {
    const state = createConnectionState();
    const on = connection();
    const messages = Array.from({ length: 70 }, () => message(on, 'GET /', { text: 'secret' }));
    for (const one of messages) note(state, one);
    note(state, messages[69]!);
    const remembered = messages.filter(({ id }) => state.notes.get(id) !== undefined);
    expect(remembered.length).toBeLessThanOrEqual(64);
    expect(remembered).toEqual(messages.slice(-remembered.length));
    expect(remembered.length).toBeGreaterThan(60);
    expect(state.sawMessage).toBe(true);
    expect(state.notes.get(messages[69]!.id)).not.toHaveProperty('body');
  });
});

describe('noteOpened', () => {
  it('is remembered for a rule and message, or a rule and the connection', () => {
    const state = createConnectionState();
    noteOpened(state, 1, 'm1');
    noteOpened(state, 2, undefined);
    const asked = [wasOpened(state, 1, 'm1'), wasOpened(state, 1, 'm2'), wasOpened(state, 1, undefined), wasOpened(state, 2, undefined)];
    expect(asked).toEqual([true, false, false, true]);
  });
});

describe('isFirstOf', () => {
  it('is true once for a finding under an exception, and again under another or none', () => {
    const state = createConnectionState();
    const one: Judgement = {
      ruleId: 'r',
      description: '',
      kind: 'open',
      level: 'error',
      valueTransforms: [],
      connection: connection(),
      host: 'api.example',
      startedDateTime: 0,
      fingerprint: 'f1',
    };
    const spot = { kind: 'blind-spot', reason: '', until: '2027-01-01', place: 'a:1' } as const;
    const asked = [one, one, { ...one, suppression: spot }, { ...one, suppression: spot }, { ...one, fingerprint: 'f2' }];
    expect(asked.map((judgement) => isFirstOf(state, judgement, 'm1'))).toEqual([true, false, true, false, true]);
    expect(isFirstOf(state, one, 'm2')).toBe(true);
  });
});

describe('interceptionKey', () => {
  it('is of the client and the name, however it is written', () => {
    const key = interceptionKey(connection());
    expect(interceptionKey(connection({ tls: { serverName: 'API.example.' } }))).toBe(key);
    expect(interceptionKey(connection({ client: { address: '192.168.1.8', port: 1 } }))).not.toBe(key);
    expect(interceptionKey(cleartextConnection())).toBeUndefined();
  });
});
