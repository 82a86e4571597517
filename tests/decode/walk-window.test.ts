import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import type { Decoded } from '../../decode/decoder.js';
import type { Message } from '../../model/index.js';
import { response } from './message.js';
import { story, zstdFrame } from './transforms/compressed.js';

/** The windows of a payload, cut at the given places. */
function windowsOf(payload: Buffer, cuts: readonly number[], headers: readonly string[], more: Partial<Message> = {}): Message[] {
  const edges = [0, ...cuts, payload.length];
  return edges.slice(0, -1).map((offset, index) =>
    response({
      bytes: payload.subarray(offset, edges[index + 1]),
      headers,
      ...more,
      window: { index, offset, last: index === edges.length - 2 },
    }),
  );
}
function decodeAll(messages: readonly Message[]): Decoded[] {
  const decoder = createDecoder();
  return messages.map((message) => decoder.decode(message));
}
const bodyOf = (decoded: readonly Decoded[]) =>
  decoded.flatMap(({ fields }) => fields.filter(({ location }) => location === 'body').map(({ path, value }) => `${path} = ${value}`));
const events = 'data: {"a":"one"}\n\ndata: {"a":"two"}\n\ndata: {"a":"three"}\n\n';
const asEvents = ['Content-Type', 'text/event-stream'];

describe('windows of a body', () => {
  test('only the first has a head', () => {
    const [first, second] = decodeAll(windowsOf(Buffer.from('abcdef'), [3], ['X-A', 'b']));
    expect(first!.fields.map(({ location }) => location)).toEqual(['header', 'body']);
    expect(second!.fields.map(({ location }) => location)).toEqual(['body']);
  });

  test('every event is read whole, wherever the stream is cut', () => {
    const payload = Buffer.from(events);
    for (let cut = 1; cut < payload.length; cut += 1) {
      const lines = bodyOf(decodeAll(windowsOf(payload, [cut], asEvents)));
      for (const word of ['one', 'two', 'three']) expect(lines).toContain(`$['data']['a'] = ${word}`);
    }
  });

  test('cut between events, none is read twice', () => {
    const payload = Buffer.from(events);
    expect(bodyOf(decodeAll(windowsOf(payload, [events.indexOf('data', 5)], asEvents)))).toHaveLength(3);
  });

  test('ranges are those in the payload', () => {
    const payload = Buffer.from(events);
    const fields = decodeAll(windowsOf(payload, [25], asEvents)).flatMap(({ fields }) => fields);
    const three = fields.find(({ value }) => value === 'three')!;
    expect(payload.toString('latin1', ...three.byteRange)).toBe('three');
  });

  test.each([
    ['lines', 'application/x-ndjson', '{"a":"one"}\n{"a":"two"}\n', "$['a'] = two"],
    ['forms', 'application/x-www-form-urlencoded', 'a=one&mail=ada%40example.com&c=d', "$['mail'] = ada@example.com"],
  ])('%s go on', (_name, type, text, expected) => {
    const payload = Buffer.from(text);
    for (let cut = 1; cut < payload.length; cut += 1) {
      expect(bodyOf(decodeAll(windowsOf(payload, [cut], ['Content-Type', type])))).toContain(expected);
    }
  });

  test('in other text and bytes, nothing is lost at the cut', () => {
    const payload = Buffer.from(`${'x'.repeat(9000)} ada@example.com ${'y'.repeat(9000)}`);
    for (const type of ['text/plain', 'application/json', 'video/mp4']) {
      const lines = bodyOf(decodeAll(windowsOf(payload, [9005, 12_000], ['Content-Type', type])));
      expect(lines.some((line) => line.includes('ada@example.com'))).toBe(true);
    }
  });

  test('an observer that repeats bytes does no harm', () => {
    const payload = gzipSync(story);
    const decoder = createDecoder();
    const headers = ['Content-Encoding', 'gzip', 'Content-Type', 'text/plain'];
    const first = response({ bytes: payload.subarray(0, 1000), headers, window: { index: 0, offset: 0, last: false } });
    const second = response({ bytes: payload.subarray(900), headers, window: { index: 1, offset: 900, last: true } });
    expect([first, second].flatMap((message) => decoder.decode(message).gaps)).toEqual([]);
  });
});

describe('content codings over windows', () => {
  test.each([
    ['gzip', gzipSync(story)],
    ['br', brotliCompressSync(story)],
    ['zstd', zstdFrame(Buffer.from(story))],
    ['gzip, gzip', gzipSync(gzipSync(story))],
  ])('%s goes on', (coding, payload) => {
    const decoded = decodeAll(windowsOf(payload, [1, 200, 1500], ['Content-Type', 'text/plain', 'Content-Encoding', coding]));
    expect(decoded.flatMap(({ gaps }) => gaps)).toEqual([]);
    const text = bodyOf(decoded).join('\n');
    for (const line of story.split('\n')) expect(text).toContain(line);
  });

  test('a window that is lost, broken data, an unknown coding: gaps', () => {
    const payload = gzipSync(story);
    const headers = ['Content-Encoding', 'gzip'];
    const [first, , third] = windowsOf(payload, [500, 1000], headers);
    expect(decodeAll([first!, third!])[1]).toMatchObject({ depth: 'unseen', gaps: [{ reason: 'undecodable', location: 'body' }] });
    const broken = Buffer.from(payload).fill(0xff, 600, 800);
    expect(decodeAll(windowsOf(broken, [500, 1000], headers)).at(-1)!.gaps).toMatchObject([{ reason: 'undecodable', location: 'body' }]);
    const unknown = decodeAll(windowsOf(payload, [500], ['Content-Encoding', 'x-secret']));
    expect(unknown.map(({ gaps }) => gaps[0]?.reason)).toEqual(['undecodable', 'undecodable']);
  });

  test('an early end is a gap, unless somebody cancelled', () => {
    const payload = gzipSync(story).subarray(0, -20);
    const headers = ['Content-Encoding', 'gzip'];
    expect(decodeAll(windowsOf(payload, [500], headers))[1]!.gaps).toMatchObject([{ reason: 'undecodable' }]);
    expect(decodeAll(windowsOf(payload, [500], headers, { cancelled: true }))[1]!.gaps).toEqual([]);
  });

  test('a state that was given up is a gap', () => {
    const [, second] = windowsOf(gzipSync(story), [500], ['Content-Encoding', 'gzip']);
    expect(decodeAll([second!])).toMatchObject([{ depth: 'unseen', gaps: [{ reason: 'budget-exhausted' }] }]);
    const decoder = createDecoder();
    const [first, next] = windowsOf(gzipSync(story), [500], ['Content-Encoding', 'gzip']);
    decoder.decode(first!);
    decoder.forget('m2');
    decoder.forget('never seen');
    expect(decoder.decode(next!).gaps).toMatchObject([{ reason: 'budget-exhausted' }]);
  });

  test('a bomb is stopped', () => {
    const payload = gzipSync(Buffer.alloc(20 << 20));
    const decoded = decodeAll(windowsOf(payload, [5000, 10_000], ['Content-Encoding', 'gzip']));
    expect(decoded.at(-1)!.gaps).toMatchObject([{ reason: 'budget-exhausted' }]);
  });
});

test('a stretch of an opaque stream overlaps too', () => {
  const payload = Buffer.from('GET nothing ada@example.com');
  const messages = windowsOf(payload, [16], [], { kind: 'opaque' });
  const decoded = decodeAll(messages);
  expect(decoded.map(({ depth }) => depth)).toEqual(['scanned', 'scanned']);
  expect(decoded[1]!.fields).toMatchObject([{ location: 'stream', value: 'GET nothing ada@example.com' }]);
});

describe('a structured body in several windows', () => {
  const json = `{"list":[${'"filler",'.repeat(20)}"x"],"a":{"secret":"needle-value"}}`;

  test.each([
    ['JSON', ['Content-Type', 'application/json'], json],
    ['JSON that nothing declares', [], json],
    ['XML', ['Content-Type', 'application/xml'], `<a>${'<b>filler</b>'.repeat(20)}<secret>needle-value</secret></a>`],
    ['multipart', ['Content-Type', 'multipart/form-data; boundary=b'], `--b\r\n\r\n${'filler '.repeat(30)}\r\n--b--needle-value`],
  ])('%s: what comes later is searched, and the gap says that its names were not read', (_name, headers, text) => {
    const decoded = decodeAll(windowsOf(Buffer.from(text), [100], headers));
    expect(decoded[0]?.gaps).toEqual([]);
    expect(decoded[1]?.gaps).toMatchObject([{ reason: 'undecodable', location: 'body', lacks: 'structure' }]);
    expect(decoded[1]?.depth).toBe('scanned');
    expect(bodyOf(decoded).join()).toContain('needle-value');
  });

  test.each([
    ['events', asEvents, events],
    ['lines', ['Content-Type', 'application/x-ndjson'], '{"a":"one"}\n{"a":"two"}\n{"a":"three"}\n'],
    ['plain text', ['Content-Type', 'text/plain'], 'word '.repeat(50)],
  ])('%s stand alone: no gap', (_name, headers, text) => {
    expect(decodeAll(windowsOf(Buffer.from(text), [20], headers)).flatMap(({ gaps }) => gaps)).toEqual([]);
  });
});

const lost = (decoded: readonly Decoded[]) => decoded.flatMap(({ gaps }) => gaps.filter(({ lacks }) => lacks === 'structure')).length;

describe('names and places of a body that goes over several windows', () => {
  const json = JSON.stringify({ pad: 'lorem ipsum '.repeat(200), user_id: 'abcdefgh' });
  test.each([
    ['application/json', json],
    ['text/json', json],
    ['text/plain', json],
    ['application/octet-stream', ` ${json}`],
    ['text/javascript', json],
    ['text/html', `<form>${'<p>lorem</p>'.repeat(200)}<input name=user_id value=abcdefgh></form>`],
    ['application/graphql', `query { user(name: "${'x'.repeat(2_000)}", id: "abcdefgh") { a } }`],
    ['application/x-plist', `<plist><dict>${'<key>a</key><string>b</string>'.repeat(100)}</dict></plist>`],
    ['', `\ufeff${json}`],
  ])('are said to be lost: %s', (type, text) => {
    const payload = Buffer.from(text);
    const headers = type === '' ? [] : ['Content-Type', type];
    expect(lost(decodeAll(windowsOf(payload, [1_000], headers)))).toBe(1);
  });

  test.each(['image/png', 'text/plain', 'text/event-stream'])('are none that could be lost: %s', (type) => {
    const payload = Buffer.from('data: lorem ipsum\n\n'.repeat(200));
    expect(lost(decodeAll(windowsOf(payload, [1_000], ['Content-Type', type])))).toBe(0);
  });

  test('are said to be lost where a line or pair is too long to be kept', () => {
    const line = Buffer.from(`{"a":"${'lorem ipsum '.repeat(8_000)}","b":"x"}\n`);
    expect(lost(decodeAll(windowsOf(line, [80_000], ['Content-Type', 'application/x-ndjson'])))).toBe(1);
  });

  test('are not known where the first window was not read', () => {
    const [, second] = windowsOf(Buffer.from(json), [1_000], []);
    expect(lost(decodeAll([second!]))).toBe(1);
  });
});

describe('an encoded value that goes over a cut', () => {
  const value = 'quentin.vermilion@mail.example';
  /** Hexadecimal digits that do not repeat, the same in every run. */
  const noise = (size: number) =>
    Array.from({ length: Math.ceil(size / 128) }, (_, index) => createHash('sha512').update(String(index)).digest('hex'))
      .join('')
      .slice(0, size);
  const blob = (size: number) => gzipSync(JSON.stringify({ log: noise(size), mail: value })).toString('base64');
  const windows = (text: string, cuts: readonly number[]) => decodeAll(windowsOf(Buffer.from(text), cuts, ['Content-Type', 'text/plain']));
  const finds = (decoded: readonly Decoded[]) => decoded.some(({ fields }) => fields.some((field) => field.value.includes(value)));

  test('is kept until it has come as a whole', () => {
    const token = blob(60_000);
    expect(token.length).toBeGreaterThan(10_000);
    const text = `${'lorem ipsum '.repeat(1_000)}"${token}" lorem`;
    for (const share of [0.5, 0.9]) expect(finds(windows(text, [12_000 + Math.floor(token.length * share)])), String(share)).toBe(true);
    expect(finds(windows(text, [17_000, 18_000, 19_000, 20_000]))).toBe(true);
  });

  test('is a gap where its beginning was given up: a window is missing, or there were too many streams', () => {
    const text = `"${blob(60_000)}" lorem`;
    const [first, second, third] = windowsOf(Buffer.from(text), [20_000, 20_100], ['Content-Type', 'text/plain']);
    const gapsOf = ({ gaps }: Decoded) => gaps.map(({ reason }) => reason);
    expect(decodeAll([first!, second!, third!]).flatMap(gapsOf)).toEqual([]);
    expect(decodeAll([first!, third!]).map(gapsOf)).toEqual([[], ['budget-exhausted']]);
    const decoder = createDecoder();
    decoder.decode(first!);
    for (let other = 0; other < 4_096; other += 1) decoder.decode({ ...windowsOf(Buffer.from('a b'), [1], [])[0]!, id: `other ${other}` });
    // Of a body whose beginning nobody knows any more, the names are unknown too.
    expect(gapsOf(decoder.decode(third!))).toEqual(['budget-exhausted', 'undecodable']);
  });

  test('is a gap where it is too long for that, but for pictures', () => {
    const long = `H4sIAAAAAAAAA6tWSkksSVSyUspIzcnJVyjPL8pJUaoFAC1${'QUJD'.repeat(300_000)}`;
    const gapsOf = (token: string) =>
      windows(`"${token}"`, [400_000, 800_000, 1_190_000])
        .flatMap(({ gaps }) => gaps)
        .map(({ reason }) => reason);
    expect(gapsOf(long)).toEqual(['budget-exhausted']);
    expect(gapsOf(`iVBORw0KGgo${long}`)).toEqual([]);
    expect(gapsOf('u'.repeat(1_200_000))).toEqual([]);
  });
});
