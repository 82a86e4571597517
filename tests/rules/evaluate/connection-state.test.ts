import { describe, expect, it } from 'vitest';
import { createConnectionState, interceptionKey, isFirstOpen, note } from '../../../rules/evaluate/connection-state.js';
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

describe('isFirstOpen', () => {
  it('is true once for a rule and message, or a rule and the connection', () => {
    const state = createConnectionState();
    const asked = [
      isFirstOpen(state, 1, 'm1'),
      isFirstOpen(state, 1, 'm1'),
      isFirstOpen(state, 1, undefined),
      isFirstOpen(state, 1, undefined),
      isFirstOpen(state, 2, 'm1'),
    ];
    expect(asked).toEqual([true, false, true, false, true]);
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
