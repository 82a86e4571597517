const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';

/** The DER of every certificate block in a PEM text, in order. Other blocks and text between them are passed over; nothing is verified. */
export function certificatesInPem(text: string): Buffer[] {
  const found: Buffer[] = [];
  for (let start = text.indexOf(begin); start !== -1; ) {
    const stop = text.indexOf(end, start);
    if (stop === -1) break;
    found.push(Buffer.from(text.slice(start + begin.length, stop), 'base64'));
    start = text.indexOf(begin, stop);
  }
  return found;
}
