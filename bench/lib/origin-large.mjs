// TLS origin: /large is one large JSON document with planted values at its start, in its middle and at its end; anything else a small answer.
import { createServer } from 'node:https';
import { originAuthority } from './certificates.mjs';
import { sampleJson } from './sample-json.mjs';

const size = Number(process.env.LARGE_MIB ?? 50) * 2 ** 20;
const block = sampleJson(2 ** 20);
const inner = block.slice('{"items":['.length, -2);
const planted = ['u-7f3a9c21d0', 'qa.person+77@example.test', 'tok_live_51HxQa99ZyPlanted'];
const blocks = Math.round(size / inner.length);
const items = [];
for (let index = 0; index < blocks; index += 1) {
  if (index === blocks >> 1) items.push(JSON.stringify({ middle: planted[1] }));
  items.push(inner);
}
const large = Buffer.from(`{"start":"${planted[0]}","items":[${items.join(',')}],"end":"${planted[2]}"}`);
const small = Buffer.from(JSON.stringify({ answer: 'pong', at: 1_700_000_000 }));

/** As fast as a good connection brings it, not as fast as loopback does: that would measure how a machine copes with the transfer. */
const rate = Number(process.env.RATE_MIB ?? 12.5) * 2 ** 20;

function pour(response) {
  const began = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(large.length, Math.ceil(((performance.now() - began) / 1000) * rate));
    if (due > sent && !response.writableNeedDrain) {
      const end = Math.min(due, sent + 2 ** 20);
      response.write(large.subarray(sent, end));
      sent = end;
    }
    if (sent < large.length && !response.destroyed) return;
    clearInterval(timer);
    response.end();
  }, 5);
}

const authority = originAuthority();
const leaf = authority.leafFor('origin.test');
const server = createServer({ cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1'] }, (request, response) => {
  const body = request.url === '/large' ? large : small;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  if (body === small) response.end(body);
  else pour(response);
});
// The others' connection is quiet between rounds.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, ca: authority.certificateFile, bytes: large.length }));
process.on('disconnect', () => process.exit(0));
