/**
 * A whole HTTP/1.1 response of our own as bytes, closing the connection after it. Used where a device must be told why it is
 * refused; never a bare close, which makes clients retry for ever. `reason` goes into the `Plainsight-Error` header and the body.
 */
export function rawResponse(status: number, phrase: string, reason: string): Buffer {
  const line = reason.replace(/[^\x20-\x7e]+/g, ' ');
  const body = Buffer.from(`Plainsight: ${reason}\n`);
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    `Plainsight-Error: ${line.slice(0, 500)}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
