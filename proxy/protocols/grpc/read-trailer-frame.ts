/**
 * The fields of a gRPC-Web trailer frame, which are written as HTTP/1 field lines: a flat list, names in lower case. `complete`
 * is false when something in it is no such line, so that its bytes are to be judged too.
 */
export function readTrailerFrame(bytes: Buffer): { readonly fields: readonly string[]; readonly complete: boolean } {
  const fields: string[] = [];
  let complete = true;
  for (const line of bytes.toString('latin1').split('\n')) {
    if (line === '' || line === '\r') continue;
    const colon = line.indexOf(':');
    if (colon <= 0) complete = false;
    else fields.push(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { fields, complete };
}
