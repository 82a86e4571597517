import { describe, expect, it } from 'vitest';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import { connectionSubject, messageSubject, stepOf } from '../../../rules/evaluate/subject.js';
import { connection, message, start } from './samples.js';

describe('subjects', () => {
  const clock = createRunClock();
  clock.begin('login', start);
  clock.end('login', start + 10);

  it('of a message say its host, direction, wire and step', () => {
    const on = connection();
    expect(messageSubject(on, message(on, 'GET /'), clock)).toMatchObject({
      header: 'api.example',
      direction: 'client-to-server',
      wire: 'tls',
      step: 'login',
    });
  });

  it('of a connection have no direction, and no wire before one is known', () => {
    const { wire, ...unclassified } = connection();
    expect(connectionSubject(unclassified, clock)).toEqual({ connection: unclassified, header: '', startedDateTime: start, step: 'login' });
  });

  it('have no step outside one', () => {
    expect(stepOf(clock, start + 11)).toEqual({});
  });
});
