import { describe, expect, it } from 'vitest';
import { type BodyFacts, bodyPolicy } from '../../../../proxy/protocols/http/body-policy.js';

const endless: BodyFacts = { response: true, length: undefined, contentType: undefined, encoded: false };
const kindOf = (facts: Partial<BodyFacts>) => bodyPolicy({ ...endless, ...facts }).kind;

describe('bodyPolicy', () => {
  it.each([
    ['application/json; charset=x', 'whole'],
    ['application/vnd.x+JSON', 'whole'],
    ['image/png', 'whole'],
    ['multipart/form-data; boundary=x', 'whole'],
    ['application/grpc-web+proto', 'stream'],
    ['text/plain', 'stream'],
    ['imagex', 'stream'],
    ['', 'stream'],
    [undefined, 'stream'],
    ['Text/Event-Stream', 'events'],
    ['application/jsonl', 'events'],
    ['application/stream+json', 'events'],
    ['multipart/x-mixed-replace', 'stream'],
  ])('of %j without a length is %s', (contentType, kind) => {
    expect(kindOf({ contentType })).toBe(kind);
  });

  it('of a known length is whole, but not of events', () => {
    expect(kindOf({ length: 3, contentType: 'text/plain' })).toBe('whole');
    expect(kindOf({ length: 3, contentType: 'text/event-stream' })).toBe('events');
  });

  it('of encoded events is raw, and of a request no events', () => {
    expect(kindOf({ contentType: 'text/event-stream', encoded: true })).toBe('raw');
    expect(kindOf({ contentType: 'text/event-stream', response: false })).toBe('stream');
  });

  it.each(['boundary=ab', 'BOUNDARY="ab"; x', 'boundary=--ab ;y'])('finds the boundary in %s', (parameter) => {
    expect(bodyPolicy({ ...endless, contentType: `multipart/x-mixed-replace;${parameter}` })).toEqual({
      kind: 'events',
      delimiter: { boundary: Buffer.from('--ab') },
    });
  });
});
