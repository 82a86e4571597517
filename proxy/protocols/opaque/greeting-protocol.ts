import type { Direction } from '../../../model/index.js';

/** Bytes of either direction that are looked at. */
export const longestGreeting = 256;

/**
 * Whose greeting the first bytes of a direction are, where they say so beyond doubt. Undefined otherwise: also when more bytes may tell.
 *
 * @param start everything that has arrived in that direction so far, up to {@link longestGreeting} bytes
 */
export function greetingProtocol(direction: Direction, start: Buffer): string | undefined {
  const text = start.toString('latin1').toUpperCase();
  // RFC 4253, section 4.2 and 5.1.
  if (text.startsWith('SSH-2.0-') || text.startsWith('SSH-1.99-')) return 'ssh';
  return direction === 'server-to-client' ? ofServer(start, text) : ofClient(start, text);
}

function ofServer(start: Buffer, text: string): string | undefined {
  // RFC 9051, section 7.1.
  if (text.startsWith('* OK ') || text.startsWith('* PREAUTH ') || text.startsWith('* BYE ')) return 'imap';
  // RFC 1939, section 4.
  if (text.startsWith('+OK ') || text.startsWith('+OK\r\n')) return 'pop3';
  // RFC 6143, section 7.1.1.
  if (text.startsWith('RFB 00') && text[11] === '\n') return 'rfb';
  if (text.startsWith('220 ') || text.startsWith('220-')) return mailOrFiles(text);
  return isMysqlGreeting(start) ? 'mysql' : undefined;
}

/** Both begin alike (RFC 5321, section 4.2; RFC 959, section 5.4); most servers say in their first line what they are. */
function mailOrFiles(text: string): string | undefined {
  const end = text.indexOf('\n');
  if (end < 0) return undefined;
  const line = text.slice(0, end);
  const mail = line.includes(' ESMTP') || line.includes(' SMTP') || line.includes(' LMTP');
  const files = line.includes('FTP');
  if (mail === files) return undefined;
  return mail ? 'smtp' : 'ftp';
}

/** Protocol::HandshakeV10: a packet numbered 0, version 10, then the server's version in text. */
function isMysqlGreeting(start: Buffer): boolean {
  if (start.length < 6 || start[0]! < 32 || start.readUIntLE(1, 3) !== 0 || start[4] !== 10) return false;
  return start[5]! >= 0x30 && start[5]! <= 0x39;
}

function ofClient(start: Buffer, text: string): string | undefined {
  // RFC 6120, section 4.2: with or without an XML declaration.
  if (text.startsWith('<STREAM:STREAM') || (text.startsWith('<?XML') && text.includes('<STREAM:STREAM'))) return 'xmpp';
  if (text.startsWith('AMQP\0') || text.startsWith('AMQP\u0003')) return 'amqp';
  return isPostgresqlOpening(start) ? 'postgresql' : undefined;
}

/** SSLRequest, GSSENCRequest, or a StartupMessage of version 3. */
function isPostgresqlOpening(start: Buffer): boolean {
  if (start.length < 8 || start[0] !== 0) return false;
  const code = start.readUInt32BE(4);
  if (code === 80_877_103 || code === 80_877_104) return start.readUInt32BE(0) === 8;
  return code === 196_608 && start.toString('latin1', 8, 13) === 'user\0';
}
