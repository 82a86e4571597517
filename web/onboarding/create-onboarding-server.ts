import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readBody } from '../read-body.js';
import { detectPlatform } from './detect-platform.js';
import { type OnboardingExportFormat, type OnboardingOptions, onboardingHost } from './onboarding-options.js';
import { renderOnboardingPage } from './render-onboarding-page.js';

/** Most bytes of a sample that `/leak` takes in; they are dropped. */
const maxLeakBytes = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array | string;
}

interface Page {
  readonly methods: readonly string[];
  answer(request: IncomingMessage): Answer | Promise<Answer>;
}

/**
 * The pages that a device sees first, as a request handler for `http://plainsight.test/`, `https://plainsight.test/` and the proxy's own
 * address: `/`, the CA in four forms, `/trusted`, `/leak`; everything else is 404. It serves the CA's certificate, never its key, and
 * nothing of any run. Nothing of a request is shown, stored or used but its path, method, Origin and User-Agent.
 */
export function createOnboardingServer(options: OnboardingOptions): RequestListener {
  const pages = pagesOf(options);
  const origins = new Set([onboardingHost, ...options.proxyAddresses].flatMap((host) => [`http://${host}`, `https://${host}`]));
  return (request, response) => {
    respond(request, pages, origins).then(
      (answer) => send(request, response, answer),
      (error: unknown) => {
        options.onFault(error);
        send(request, response, text(500, 'Plainsight failed to make this page; its log says why.'));
      },
    );
  };
}

async function respond(request: IncomingMessage, pages: ReadonlyMap<string, Page>, origins: ReadonlySet<string>): Promise<Answer> {
  const path = pathOf(request.url ?? '');
  const page = pages.get(path);
  if (page === undefined) return text(404, 'There is no such page. The first one is at /');
  const method = request.method ?? '';
  const crossOrigin = page.methods.includes('OPTIONS') ? corsHeaders(request.headers.origin, origins, page.methods) : {};
  if (!page.methods.includes(method))
    return withHeaders(text(405, 'This method is not possible here.'), { allow: page.methods.join(', ') });
  if (method === 'OPTIONS') return { status: 204, headers: { allow: page.methods.join(', '), ...crossOrigin }, bytes: '' };
  return withHeaders(await page.answer(request), crossOrigin);
}

function pagesOf({ authority, proxyAddresses, mode }: OnboardingOptions): ReadonlyMap<string, Page> {
  const download = (format: OnboardingExportFormat): Page => ({
    methods: ['GET', 'HEAD'],
    answer: () => {
      const { fileName, contentType, bytes } = authority.exports(format);
      // iOS opens a profile only if it is not an attachment.
      const disposition = format === 'mobileconfig' ? 'inline' : `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`;
      return { status: 200, headers: { 'content-type': contentType, 'content-disposition': disposition }, bytes };
    },
  });
  const first: Page = {
    methods: ['GET', 'HEAD'],
    answer: (request) => {
      const nonce = randomBytes(18).toString('base64');
      const platform = detectPlatform(request.headers['user-agent']);
      const bytes = renderOnboardingPage({ authority, proxyAddresses, mode, platform, nonce });
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) }, bytes };
    },
  };
  return new Map<string, Page>([
    ['/', first],
    ['/ca.pem', download('pem')],
    ['/ca.crt', download('der')],
    ['/ca.mobileconfig', download('mobileconfig')],
    ['/network_security_config.xml', download('android-nsc')],
    ['/trusted', { methods: ['GET', 'HEAD', 'OPTIONS'], answer: () => json(200, { trusted: true }) }],
    ['/leak', { methods: ['GET', 'HEAD', 'POST', 'OPTIONS'], answer: takeLeak }],
  ]);
}

async function takeLeak(request: IncomingMessage): Promise<Answer> {
  const read = await readBody(request, maxLeakBytes);
  if (read.kind === 'too-large') return json(413, { message: 'This is more than a sample.' });
  return json(200, {
    received: true,
    message:
      'Received. If it came unencrypted and a rule forbids that (plainsight:baseline does), a violation now shows where Plainsight runs: in its terminal, and in its violation log.',
  });
}

/** What pages of ours may fetch from another origin of ours; nothing for anybody else. */
function corsHeaders(origin: string | undefined, origins: ReadonlySet<string>, methods: readonly string[]): Record<string, string> {
  if (origin === undefined || !origins.has(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'content-type',
    'access-control-allow-private-network': 'true',
  };
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "img-src 'self'",
    `connect-src https://${onboardingHost} http://${onboardingHost} 'self'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The path of an origin-form or absolute-form target, without its query and undecoded. */
function pathOf(target: string): string {
  const withoutAuthority = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const [path = ''] = withoutAuthority.split(/[?#]/, 1);
  return path === '' ? '/' : path;
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, bytes: JSON.stringify(body) };
}

function text(status: number, line: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, bytes: `${line}\n` };
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, bytes }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const body = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  response.writeHead(status, {
    ...(status === 204 ? {} : { 'content-length': body.length }),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(request.method === 'HEAD' || status === 204 ? undefined : body);
}
