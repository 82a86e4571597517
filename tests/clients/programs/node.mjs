// Sends the value to each origin in a JSON body, a query, a header and a gzip-ed body.
import { gzipSync } from 'node:zlib';

const { VALUE, HTTP_ORIGIN, HTTPS_ORIGIN } = process.env;
const json = JSON.stringify({ user: { id: VALUE } });

async function send(url, options) {
  const response = await fetch(url, options);
  await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
}

for (const origin of [HTTP_ORIGIN, HTTPS_ORIGIN]) {
  await send(`${origin}/body`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json });
  await send(`${origin}/query?uid=${VALUE}`);
  await send(`${origin}/header`, { headers: { 'x-user': VALUE } });
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  await send(`${origin}/gzip`, { method: 'POST', headers, body: gzipSync(json) });
}
