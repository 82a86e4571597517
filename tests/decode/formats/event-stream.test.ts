import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { linesOf } from '../fields.js';
import { request, typed } from '../message.js';

const lines = (text: string) => linesOf(typed('text/event-stream', text));

describe('server-sent events', () => {
  test('the data of each event is read by what it is', () => {
    expect(lines('event: message\nid: 17\ndata: {"a":"b"}\n\ndata: plain words\n\n: still here\n\n')).toEqual([
      "$['event'] = message [sse]",
      "$['id'] = 17 [sse]",
      "$['data']['a'] = b [sse > json]",
      "$['data'] = plain words [sse]",
      "$['comment'] = still here [sse]",
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('lines may end in %j', (end) => {
    expect(lines(`data: a${end}data: b${end}${end}data:c${end}`)).toEqual(["$['data'] = a\nb [sse]", "$['data'] = c [sse]"]);
  });

  test('JSON over several data lines', () => {
    expect(lines('data: {"a":\ndata: "b"}\n\n')).toEqual(["$['data']['a'] = b [sse > json]"]);
  });

  test('a last event that is cut off counts', () => {
    expect(lines('data: {"a":"ada@exam')).toEqual(['$[\'data\'] = {"a":"ada@exam [sse]']);
  });

  test('ranges are those of the bytes', () => {
    const text = ': ü\ndata: {"a":"é"}\n\n';
    const bytes = Buffer.from(text);
    const { fields } = createDecoder().decode(typed('text/event-stream', bytes));
    const { byteRange } = fields.find(({ value }) => value === 'é')!;
    expect(bytes.toString('utf8', ...byteRange)).toBe('é');
  });

  test('are recognised without a declaration; a mere word is not', () => {
    expect(linesOf(request({ bytes: 'id: 1\ndata: {"a":"b"}\n\n' }))).toContain("$['data']['a'] = b [sse > json]");
    expect(linesOf(request({ bytes: 'my data: none\n' }))).toEqual(['$ = my data: none\n']);
  });
});
