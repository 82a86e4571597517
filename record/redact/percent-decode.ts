const escaped = /%[0-9a-f]{2}/i;

/** Undoes percent-encoding (RFC 3986, section 2.1), up to three times over, as UTF-8. Never throws: what is no escape stays as it is. */
export function percentDecode(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && escaped.test(decoded); round += 1) {
    decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  }
  return decoded;
}
