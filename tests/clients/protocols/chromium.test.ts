import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { listening } from '../../harness/origins.js';
import type { TestSession } from '../../harness/sessions.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { placesOf, planted, programFile, sessionBefore } from './behind.js';

const executablePath = '/usr/bin/chromium';
const worker = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname === '/from-worker') event.respondWith(fetch('/behind-worker'));
});`;

/** HTTP/2 for what the page fetches; its WebSocket comes by HTTP/1.1 on a connection of its own. */
async function startSite(): Promise<number> {
  const leaf = testAuthority('origin').leafFor('localhost');
  const server = createSecureServer({ allowHTTP1: true, cert: leaf.certificatePem, key: leaf.keyPem }, (request, response) => {
    const path = new URL(request.url, 'https://localhost').pathname;
    let size = 0;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (path === '/echo') chunks.push(chunk);
    });
    request.on('end', () => {
      const send = (type: string, body: string | Buffer) => {
        response.writeHead(200, { 'content-type': type });
        response.end(body);
      };
      if (path === '/') send('text/html', readFileSync(programFile('page.html')));
      else if (path === '/worker.js') send('text/javascript', worker);
      else if (path === '/echo') send('application/json', Buffer.concat(chunks));
      else if (path === '/upload') send('text/plain', String(size));
      else if (path === '/behind-worker') send('text/plain', 'by way of the worker');
      else if (path === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        let count = 0;
        const timer = setInterval(() => {
          count += 1;
          response.write(`data: event ${count}\n\n`);
          if (count === 8) clearInterval(timer);
        }, 10);
        response.on('close', () => clearInterval(timer));
      } else {
        response.writeHead(404);
        response.end();
      }
    });
  });
  const sockets = new WebSocketServer({ server: server as never, perMessageDeflate: true });
  sockets.on('connection', (socket: WebSocket) => socket.on('message', (data, binary) => socket.send(data, { binary })));
  const { port, close } = await listening(server);
  onTestFinished(() => {
    sockets.close();
    return close();
  });
  return port;
}

/** A browser of a user on whose machine one CA is installed, as Chromium finds it on Linux: in the NSS database of the home folder. */
async function openBrowser(caPem: string, proxyUrl: string | undefined): Promise<Browser> {
  const home = temporaryFolder();
  const database = join(home, '.pki', 'nssdb');
  mkdirSync(database, { recursive: true });
  const caFile = join(home, 'ca.pem');
  writeFileSync(caFile, caPem);
  for (const words of [
    ['-N', '--empty-password'],
    ['-A', '-n', 'test', '-t', 'C,,', '-i', caFile],
  ]) {
    const { status, stderr } = spawnSync('certutil', ['-d', `sql:${database}`, ...words], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`certutil: ${stderr}`);
  }
  const browser = await chromium.launch({
    executablePath,
    env: { PATH: process.env['PATH'] ?? '', HOME: home },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(proxyUrl ? [`--proxy-server=${proxyUrl}`, '--proxy-bypass-list=<-loopback>'] : []),
    ],
  });
  onTestFinished(() => browser.close());
  return browser;
}

async function resultsOf(port: number, caPem: string, session: TestSession | undefined): Promise<unknown> {
  const browser = await openBrowser(caPem, session?.proxy.url);
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`https://localhost:${port}/?value=${session === undefined ? 'nobody-in-particular' : planted}`);
  await page.waitForFunction('window.results !== undefined', undefined, { timeout: 20_000 }).catch((error: Error) => {
    throw new Error(`${error.message}; the page said: ${problems.join('; ')}`);
  });
  const results = await page.evaluate('window.results');
  await browser.close();
  return results;
}

it("Debian's chromium: fetch, EventSource, WebSocket, service worker and a large upload as without the proxy", { timeout: 90_000 }, async ({
  skip,
}) => {
  skip(!existsSync(executablePath), 'install the Debian package chromium');
  const port = await startSite();
  const direct = await resultsOf(port, testAuthority('origin').certificatePem, undefined);
  const session = await sessionBefore();
  const results = await resultsOf(port, session.ca, session);
  const known = (id: string) => ({
    fetch: { user: { id } },
    events: ['event 1', 'event 2', 'event 3', 'event 4', 'event 5'],
    webSocket: ['chat.v2', 'permessage-deflate', 3, id.length, 70_000],
    serviceWorker: 'by way of the worker',
    upload: String(8 * 1024 * 1024),
  });
  expect(direct).toEqual(known('nobody-in-particular'));
  expect(results).toEqual(known(planted));
  const places = await placesOf(session);
  const found = (protocol: string, direction: string, location: string, path: string) =>
    expect.objectContaining({ protocol, direction, location, path });
  expect(places).toEqual(
    expect.arrayContaining([
      found('http/2', 'client-to-server', 'query', "$['value']"),
      found('http/2', 'client-to-server', 'body', "$['user']['id']"),
      found('http/2', 'server-to-client', 'body', "$['user']['id']"),
      found('websocket', 'client-to-server', 'body', "$['text']"),
      found('websocket', 'server-to-client', 'body', "$['text']"),
    ]),
  );
});
