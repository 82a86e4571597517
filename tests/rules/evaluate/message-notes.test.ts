import { expect, it } from 'vitest';
import { MessageNotes } from '../../../rules/evaluate/message-notes.js';
import { connection, message } from './samples.js';

it('notes a message in windows once, and what a gap needs of it', () => {
  const notes = new MessageNotes();
  const on = connection();
  const one = message(on, 'GET /a', { text: 'x' });
  notes.add({ ...one, window: { index: 0, offset: 0, last: false } });
  for (let index = 1; index < 100; index += 1) notes.add({ ...one, window: { index, offset: index, last: false } });
  const other = message(on, 'GET /b', { text: 'y' });
  notes.add(other);
  expect(notes.get(one.id)).toEqual({
    id: one.id,
    direction: one.direction,
    kind: one.kind,
    wire: one.wire,
    startedDateTime: one.startedDateTime,
    request: one.request,
  });
  expect(notes.get(other.id)?.request?.target).toBe('/b');
  expect(notes.get('nobody')).toBeUndefined();
});
