import { describe, expect, it } from 'vitest';
import type { Connection, Direction } from '../../../../model/index.js';
import { createOpaqueObserver, defaultObserverLimits, type ObserverContext } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { describeTold, describeWindows } from '../../../wire/describe-told.js';
import {
  client,
  clientEnds,
  close,
  feedWhole,
  server,
  splitEverywhere,
  type Transcript,
  testConnection,
  tick,
} from '../../../wire/feed.js';
import { clientHello } from './hellos.js';

const limits = { window: 8, overlap: 3 };

describe('createOpaqueObserver', () => {
  it('tells each direction as one message in windows that overlap', () => {
    const transcript = [client('0123456789abc'), server('hello'), clientEnds, close()];
    const whole = feedWhole((context) => createOpaqueObserver(context), transcript, limits);
    expect(describeTold(whole)).toEqual(['c7-s-out "0123456789abc"', 'c7-s-in "hello"']);
    expect(describeWindows(whole, 'c7-s-out')).toEqual(['0:01234567', '5:56789abc+']);
    for (const split of splitEverywhere(transcript))
      expect(feedWhole((context) => createOpaqueObserver(context), split, limits)).toEqual(whole);
  });

  it('judges at a tick what has come, and once only', () => {
    const told = feedWhole(
      (context) => createOpaqueObserver(context),
      [client('abcd'), tick(), tick(), client('e'), close('run-over')],
      limits,
    );
    expect(describeWindows(told, 'c7-s-out')).toEqual(['0:abcd', '1:bcde+']);
    const times = told.map((event) => (event.kind === 'message' ? event.message.startedDateTime : 0));
    expect(times).toEqual([1000, 4000]);
  });

  it('says its gap once, and of a reset that it was cancelled', () => {
    const gap = { reason: 'unsupported-protocol', detail: 'why' } as const;
    const make = (context: Parameters<typeof createOpaqueObserver>[0]) => createOpaqueObserver(context, { gap, idPrefix: 'c7-x1' });
    expect(describeTold(feedWhole(make, [server('a'), close('reset'), server('b')]))).toEqual([
      'gap unsupported-protocol why',
      'c7-x1-s-in "a" cancelled',
    ]);
  });

  it('says nothing of a connection without bytes', () => {
    expect(feedWhole((context) => createOpaqueObserver(context), [tick(), close()])).toEqual([]);
  });
});

const make = (context: ObserverContext) => createOpaqueObserver(context);
const gap = 'gap unsupported-protocol TLS begun inside the stream (STARTTLS) is not decrypted';
const encrypted = Buffer.from('nobody reads this');
/** A hello that says no more than that it is one. */
const shortHello = Buffer.concat([Buffer.from([0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3]), Buffer.alloc(39)]);
const quoted = (...parts: readonly (string | Buffer)[]) =>
  JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : part.toString('latin1'))).join(''));

function protocolOf(transcript: Transcript): string | undefined {
  let connection: Connection | undefined;
  feedWhole((context) => {
    connection = context.connection;
    return make(context);
  }, transcript);
  return connection?.protocol;
}

const sent = (transcript: Transcript, direction: Direction) =>
  transcript.flatMap((step) => (step.kind === 'bytes' && step.direction === direction ? [step.bytes.toString('latin1')] : [])).join('');

const conversations: readonly (readonly [name: string, before: Transcript])[] = [
  ['smtp', [server('220 a ESMTP\r\n'), client('EHLO b\r\n'), server('250 STARTTLS\r\n'), client('STARTTLS\r\n'), server('220 go\r\n')]],
  ['imap', [server('* OK ready\r\n'), client('a STARTTLS\r\n'), server('a OK begin\r\n')]],
  ['ftp', [server('220 FTP ready\r\n'), client('AUTH TLS\r\n'), server('234 go\r\n')]],
  ['pop3', [server('+OK ready\r\n'), client('STLS\r\n'), server('+OK\r\n')]],
  ['xmpp', [client("<stream:stream to='a'>"), server('<stream:features/>'), client('<starttls/>'), server('<proceed/>')]],
  ['postgresql', [client('\0\0\0\x08\x04\xd2\x16\x2f'), server('S')]],
  ['mysql', [server('\x4a\0\0\0\x0a8.0.36\0'), client(`\x20\0\0\x01\x05\xae\xff\x19${'\0'.repeat(28)}`)]],
];

describe('createOpaqueObserver, where TLS begins inside', () => {
  it.each(conversations)('%s: what came before is told, the hello too, and a gap says the rest, however it is cut', (protocol, before) => {
    for (const hello of [clientHello, shortHello]) {
      const transcript = [...before, client(hello), server(encrypted), client(encrypted), server(encrypted), close()];
      const expected = [
        `c7-s-in ${quoted(sent(before, 'server-to-client'))}`,
        gap,
        `c7-s-out ${quoted(sent(before, 'client-to-server'), hello)}`,
      ];
      expect(describeTold(feedWhole(make, transcript))).toEqual(expected);
      expect(protocolOf(transcript)).toBe(protocol);
      if (hello !== shortHello) continue;
      for (const split of splitEverywhere(transcript)) expect(describeTold(feedWhole(make, split))).toEqual(expected);
    }
  });

  it('sees it in the chunk that asks for it', () => {
    const transcript = [server('220 a ESMTP\r\n'), client('STARTTLS\r\n', clientHello, encrypted), server(encrypted), close()];
    expect(describeTold(feedWhole(make, transcript))).toEqual([
      `c7-s-in ${quoted('220 a ESMTP\r\n')}`,
      gap,
      `c7-s-out ${quoted('STARTTLS\r\n', clientHello)}`,
    ]);
  });

  it('says of a stream that is TLS from its start what it is, unless that was said', () => {
    const explained = { reason: 'unsupported-protocol', detail: 'TLS in a tunnel' } as const;
    const tunnel = (context: ObserverContext) => createOpaqueObserver(context, { gap: explained, idPrefix: 'c7-x1' });
    const whole = [client(clientHello), server(encrypted), close()];
    expect(describeTold(feedWhole(tunnel, whole))).toEqual([
      'gap unsupported-protocol TLS in a tunnel',
      `c7-x1-s-out ${quoted(clientHello)}`,
    ]);
    expect(describeTold(feedWhole(make, whole))).toEqual([
      'gap unsupported-protocol TLS inside the connection is not decrypted',
      `c7-s-out ${quoted(clientHello)}`,
    ]);
  });

  it('tells what only begins like a hello', () => {
    const transcript = [client('a\n\x16\x03\x01'), tick(), client('\x02'), server('b'), close()];
    expect(describeTold(feedWhole(make, transcript))).toEqual([`c7-s-out ${quoted('a\n\x16\x03\x01\x02')}`, 'c7-s-in "b"']);
  });

  it('tells all of whatever else comes, however it is cut', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\x16', '\x16\x03', '220 ', '+OK '), { minLength: 1, maxLength: 6 });
    const step = fc.tuple(fc.boolean(), text).map(([fromClient, parts]) => (fromClient ? client(...parts) : server(...parts)));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const lines = [
          ['c7-s-out', sent(steps, 'client-to-server')],
          ['c7-s-in', sent(steps, 'server-to-client')],
        ].flatMap(([id, all]) => (all === '' ? [] : [`${id} ${quoted(all!)}`]));
        expect(describeTold(feedWhole(make, [...steps, close()], limits))).toEqual(lines);
      }),
      { numRuns: 300 },
    );
  });
});

describe('createOpaqueObserver, of SSH', () => {
  const sshGap = 'gap unsupported-protocol SSH: what follows its greeting is encrypted';

  it('tells the greetings and nothing of what follows, however it is cut', () => {
    const transcript = [server('SSH-2.0-a\r\n'), client('SSH-2.0-b\r\n', encrypted), server(encrypted), client(encrypted), close()];
    const expected = [sshGap, `c7-s-in ${quoted('SSH-2.0-a\r\n')}`, `c7-s-out ${quoted('SSH-2.0-b\r\n')}`];
    for (const split of [transcript, ...splitEverywhere(transcript)]) expect(describeTold(feedWhole(make, split))).toEqual(expected);
    expect(protocolOf(transcript)).toBe('ssh');
  });

  it('tells all of a client that does not answer in kind', () => {
    const transcript = [server('SSH-2.0-a\r\n'), client('GET / HTTP/1.1\r\n'), close()];
    const expected = [sshGap, `c7-s-in ${quoted('SSH-2.0-a\r\n')}`, `c7-s-out ${quoted('GET / HTTP/1.1\r\n')}`];
    expect(describeTold(feedWhole(make, transcript))).toEqual(expected);
  });
});

describe('createOpaqueObserver, of a protocol that greets', () => {
  it('leaves alone what is known already, and the connection around an inner stream', () => {
    const connection = testConnection();
    const context = {
      connection,
      wire: 'cleartext',
      sink: { message: ignore, exchange: ignore, gap: ignore },
      limits: defaultObserverLimits,
    } as const;
    const greet = (idPrefix?: string) =>
      createOpaqueObserver(context, idPrefix === undefined ? {} : { idPrefix }).observe(
        'server-to-client',
        Buffer.from('* OK ready\r\n'),
        0,
      );
    greet('c7-x1');
    expect(connection.protocol).toBeUndefined();
    connection.protocol = 'known';
    greet();
    expect(connection.protocol).toBe('known');
  });
});

function ignore(): void {
  // Only the connection is looked at.
}
