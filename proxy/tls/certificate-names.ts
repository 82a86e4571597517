import type { PeerCertificate } from 'node:tls';

/** Names kept of one certificate; large ones of content networks have some hundreds. */
const mostNames = 1_000;
const longestName = 255;

/**
 * The hosts and addresses that a certificate names: its subject alternative names (RFC 5280, section 4.2.1.6), or its common name where
 * Node falls back to that. From Node's text of them, in which whatever could be mistaken for something else is in quotes: such names are no
 * host's, and left out. Nothing for a certificate without either.
 */
export function certificateNames({ subjectaltname, subject }: Pick<PeerCertificate, 'subjectaltname' | 'subject'>): readonly string[] {
  const found: string[] = [];
  const others = subjectaltname !== undefined && /(?:^|, )DNS:/.test(subjectaltname);
  for (const [, kind, text = ''] of (subjectaltname ?? '').matchAll(/(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,"]*)/g)) {
    if (found.length >= mostNames) break;
    if ((kind === 'DNS' || kind === 'IP Address') && text !== '' && !text.startsWith('"') && text.length <= longestName) found.push(text);
  }
  const common = others ? undefined : (subject as Partial<PeerCertificate['subject']> | undefined)?.CN;
  // Several common names come as a list, of which Node takes any.
  for (const name of common === undefined ? [] : [common].flat()) if (name !== '' && name.length <= longestName) found.push(name);
  return found;
}
