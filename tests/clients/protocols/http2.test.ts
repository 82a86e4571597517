import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Http2Origin, startHttp2Origin } from '../../harness/http2-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { caOf, hasProgram, placesOf, planted, runProgram, sessionBefore } from './behind.js';

let origin: Http2Origin;
beforeAll(async () => {
  origin = await startHttp2Origin(planted);
});
afterAll(() => origin.close());

const originCa = testAuthority('origin').certificateFile;

/** What curl writes, the words of its proxy apart: heads with trailers, and bodies. */
const curl = async (words: readonly string[], through: readonly string[]) => {
  const { code, out, err } = await runProgram(['curl', '--silent', '--show-error', '--no-progress-meter', '--http2', ...through, ...words]);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out.replace(/^HTTP\/1\.1 200 Connection [Ee]stablished\r\n\r\n/gm, '');
};

describe('curl, HTTP/2', () => {
  const url = (path: string) => `https://localhost:${origin.port}${path}`;
  const direct = ['--cacert', originCa];

  it('answers are those of the origin byte for byte, with trailers, and the value is found in body, query, header and trailer', async ({
    skip,
  }) => {
    skip(!hasProgram('curl', '--version'), 'install the Debian package curl');
    const session = await sessionBefore();
    const through = ['--proxy', session.proxy.url, '--cacert', caOf(session)];
    const requests: readonly (readonly string[])[] = [
      ['--include', '--data', JSON.stringify({ user: { id: planted } }), '--header', 'content-type: application/json', url('/echo')],
      ['--include', '--raw', url('/trailers')],
      ['--include', url(`/search?uid=${planted}`)],
      ['--include', '--header', `x-user: ${planted}`, url('/')],
      ['--include', '--head', url('/')],
      ['--write-out', '%{http_version} %{http_code} %{size_download}', '--output', '/dev/null', url('/big/3000000')],
    ];
    const expected: string[] = [];
    for (const words of requests) expected.push(await curl(words, direct));
    const arrived = origin.received.splice(0);
    for (const [index, words] of requests.entries()) expect(await curl(words, through)).toBe(expected[index]);
    expect(expected[5]).toBe('2 200 3000000');
    expect(origin.received.splice(0)).toEqual(arrived);
    const places = await placesOf(session);
    const to = (location: string, path: string, transforms: string[] = []) => ({
      protocol: 'http/2',
      direction: 'client-to-server',
      location,
      path,
      transforms,
      wire: 'tls',
    });
    expect(places).toHaveLength(6);
    expect(places).toEqual(
      expect.arrayContaining([
        to('body', "$['user']['id']", ['json']),
        to('query', "$['uid']"),
        to('header', "$['x-user']"),
        { ...to('body', "$['user']['id']", ['json']), direction: 'server-to-client' },
        { ...to('trailer', "$['x-user']"), direction: 'server-to-client' },
        { ...to('body', '$'), direction: 'server-to-client' },
      ]),
    );
  });

  it('forty streams at once on one connection', async ({ skip }) => {
    skip(!hasProgram('curl', '--version'), 'install the Debian package curl');
    const session = await sessionBefore();
    const paths = Array.from({ length: 40 }, (_, index) =>
      index === 23 ? `/slow?uid=${planted}` : index % 4 === 0 ? '/slow' : `/big/${index * 1000}`,
    );
    const words = ['--parallel', '--parallel-max', '40', ...paths.flatMap((path) => [url(path), '--output', '/dev/null'])];
    const report = ['--write-out', '%{http_version} %{http_code} %{size_download} %{url}\n'];
    const sorted = (text: string) => text.trimEnd().split('\n').sort();
    const expected = sorted(await curl([...report, ...words], direct));
    expect(expected).toHaveLength(40);
    expect(sorted(await curl([...report, ...words], ['--proxy', session.proxy.url, '--cacert', caOf(session)]))).toEqual(expected);
    expect(await placesOf(session)).toEqual([
      { protocol: 'http/2', direction: 'client-to-server', location: 'query', path: "$['uid']", transforms: [], wire: 'tls' },
    ]);
  });

  it('a client that offers only HTTP/1.1 gets HTTP/1.1', async ({ skip }) => {
    skip(!hasProgram('curl', '--version'), 'install the Debian package curl');
    const session = await sessionBefore();
    const words = ['--http1.1', '--write-out', ' %{http_version}', url('/')];
    expect(await curl(words, ['--proxy', session.proxy.url, '--cacert', caOf(session)])).toBe('GET /\n 1.1');
    expect(await placesOf(session)).toEqual([]);
  });
});

describe('nghttp and h2load, by TLS straight to the port', () => {
  it('nghttp: every answer arrives whole, and the value is found', async ({ skip }) => {
    skip(!hasProgram('nghttp', '--version'), 'install the Debian package nghttp2-client');
    const session = await sessionBefore({ reverse: `https://localhost:${origin.port}` });
    const { host, port } = session.proxy;
    const { code, out } = await runProgram([
      'nghttp',
      '--no-verify-peer',
      '-d',
      '/dev/null',
      '-H',
      `x-user: ${planted}`,
      `https://${host}:${port}/echo`,
      `https://${host}:${port}/trailers`,
    ]);
    expect(code).toBe(0);
    expect(out).toContain('{"ok":true}');
    expect(await placesOf(session)).toEqual(
      expect.arrayContaining([
        { protocol: 'http/2', direction: 'client-to-server', location: 'header', path: "$['x-user']", transforms: [], wire: 'tls' },
        { protocol: 'http/2', direction: 'server-to-client', location: 'trailer', path: "$['x-user']", transforms: [], wire: 'tls' },
      ]),
    );
  });

  it('h2load: 2,000 requests on 4 connections of 8 streams all succeed', async ({ skip }) => {
    skip(!hasProgram('h2load', '--version'), 'install the Debian package nghttp2-client');
    const session = await sessionBefore({ reverse: `https://localhost:${origin.port}` });
    const { host, port } = session.proxy;
    const { code, out } = await runProgram(['h2load', '-n', '2000', '-c', '4', '-m', '8', `https://${host}:${port}/big/1024`]);
    expect(code).toBe(0);
    expect(out).toContain('2000 total, 2000 started, 2000 done, 2000 succeeded, 0 failed');
    expect(await placesOf(session)).toEqual([]);
  });
});
