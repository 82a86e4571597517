import { describe, expect, it } from 'vitest';
import { greetingProtocol } from '../../../../proxy/protocols/opaque/greeting-protocol.js';
import fc from '../../../harness/fast-check.js';

const ofServer = (text: string) => greetingProtocol('server-to-client', Buffer.from(text, 'latin1'));
const ofClient = (text: string) => greetingProtocol('client-to-server', Buffer.from(text, 'latin1'));

describe('greetingProtocol', () => {
  it.each([
    ['220 mail.example ESMTP Postfix\r\n', 'smtp'],
    ['220-mail.example Smtp ready\r\n', 'smtp'],
    ['220 ProFTPD server\r\n', 'ftp'],
    ['* OK [CAPABILITY IMAP4rev1] ready\r\n', 'imap'],
    ['* PREAUTH ready\r\n', 'imap'],
    ['+OK ready\r\n', 'pop3'],
    ['+OK\r\n', 'pop3'],
    ['SSH-2.0-OpenSSH_9.6\r\n', 'ssh'],
    ['SSH-1.99-x\n', 'ssh'],
    ['RFB 003.008\n', 'rfb'],
    ['\x4a\0\0\0\x0a8.0.36\0', 'mysql'],
  ])('a server that says %j speaks %s', (text, expected) => {
    expect(ofServer(text)).toBe(expected);
    expect(ofServer(text.slice(0, 3))).toBeUndefined();
    if (expected !== 'ssh') expect(ofClient(text)).toBeUndefined();
  });

  it.each([
    '220 mail.example ESMTP',
    '220 ready\r\n',
    '220 FTP and SMTP\r\n',
    '2200 ESMTP\r\n',
    '* LIST (\\Noselect)\r\n',
    '+OKAY\r\n',
    '-ERR\r\n',
    'SSH-3.0-x\r\n',
    ' SSH-2.0-x\r\n',
    '\x4a\0\0\x01\x0a8.0.36\0',
    '\x4a\0\0\0\x09\x38',
    'HTTP/1.1 200 OK\r\n',
    '',
  ])('a server that says %j leaves doubt', (text) => {
    expect(ofServer(text)).toBeUndefined();
  });

  it.each([
    ['SSH-2.0-x\r\n', 'ssh'],
    ["<?xml version='1.0'?><stream:stream to='a' xmlns='jabber:client'>", 'xmpp'],
    ["<stream:stream to='a'>", 'xmpp'],
    ['AMQP\0\0\x09\x01', 'amqp'],
    ['\0\0\0\x08\x04\xd2\x16\x2f', 'postgresql'],
    ['\0\0\0\x08\x04\xd2\x16\x30', 'postgresql'],
    ['\0\0\0\x1d\0\x03\0\0user\0someone\0\0', 'postgresql'],
  ])('a client that says %j speaks %s', (text, expected) => {
    expect(ofClient(text)).toBe(expected);
    expect(ofClient(text.slice(0, 4))).toBeUndefined();
  });

  it.each(["<?xml version='1.0'?><html>", '\0\0\0\x09\x04\xd2\x16\x2f', '\0\0\0\x1d\0\x03\0\0uses\0', 'EHLO a\r\n', 'USER a\r\n', ''])(
    'a client that says %j leaves doubt',
    (text) => {
      expect(ofClient(text)).toBeUndefined();
    },
  );

  it('never throws, and never takes back what it said', () => {
    const start = fc.constantFrom('', '220 ', '* OK', '+OK', 'SSH-2.0-', '\x4a\0\0\0\x0a', '\0\0\0\x08', '<?xml', '<stream:stream');
    const direction = fc.constantFrom('client-to-server' as const, 'server-to-client' as const);
    fc.assert(
      fc.property(direction, start, fc.string({ unit: 'binary-ascii', maxLength: 30 }), (from, first, rest) => {
        const bytes = Buffer.from(first + rest, 'latin1');
        let said: string | undefined;
        for (let end = 0; end <= bytes.length; end += 1) {
          const now = greetingProtocol(from, bytes.subarray(0, end));
          if (said !== undefined) expect(now).toBe(said);
          said = now;
        }
      }),
      { numRuns: 300 },
    );
  });
});
