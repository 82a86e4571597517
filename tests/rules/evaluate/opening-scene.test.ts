import { describe, expect, it } from 'vitest';
import { openingScene } from '../../../rules/evaluate/opening-scene.js';
import { connection, start } from './samples.js';

describe('openingScene', () => {
  it('is the moment a connection opens, in no direction, with the names it has', () => {
    const on = connection();
    expect(openingScene(on)).toMatchObject({
      connection: on,
      direction: 'unknown',
      wire: 'tls',
      span: { from: start, to: start },
      hosts: { names: ['api.example'], complete: true },
    });
    const { wire, ...unclassified } = on;
    expect(openingScene(unclassified).wire).toBe('unknown');
  });
});
