import type { Connection, Field, Gap, Judgement, Message, Region, RequestHead, ResponseHead } from '../../model/index.js';
import type { Place, RuleDefinition, RuleExample, Ruleset } from '../ruleset.js';
import { createJudge } from './create-judge.js';
import type { JudgeOptions } from './judge-options.js';

/** What one example of a rule came to. */
export interface ExampleResult {
  readonly ruleId: string;
  readonly place: Place;
  readonly expect: RuleExample['expect'];
  readonly outcome: 'ok' | 'failed';
  /** For people; empty when it is as expected. */
  readonly why: string;
}

export interface RunExamplesOptions {
  /** Rules do not decode: those who put the rooms together give the decoder. */
  readonly decode: (message: Message, connection: Connection) => { readonly fields: readonly Field[]; readonly gaps: readonly Gap[] };
  readonly judge?: Partial<JudgeOptions>;
}

const started = Date.UTC(2026, 0, 1);

/**
 * Runs the examples of every rule, also of those that are switched off, each as a run of its own with one message. A message violates a
 * rule if it gives any finding of kind `fail`, whatever its level.
 */
export function runExamples(ruleset: Ruleset, { decode, judge = {} }: RunExamplesOptions): readonly ExampleResult[] {
  return ruleset.rules.flatMap((rule) => rule.examples.map((example) => runExample(ruleset, rule, example, decode, judge)));
}

function runExample(
  ruleset: Ruleset,
  rule: RuleDefinition,
  example: RuleExample,
  decode: RunExamplesOptions['decode'],
  options: Partial<JudgeOptions>,
): ExampleResult {
  const result = (why: string): ExampleResult => ({
    ruleId: rule.id,
    place: example.place,
    expect: example.expect,
    outcome: why === '' ? 'ok' : 'failed',
    why,
  });
  const scene = sceneOf(example);
  if (scene === undefined) return result(`\`${example.request}\` is not \`METHOD URL\` with an http: or https: URL`);
  const { connection, message } = scene;
  // An example's hosts are made up.
  const { scope: _everything, ...unbounded } = ruleset;
  const alone = { ...rule, level: rule.level === 'off' ? 'error' : rule.level } as const;
  const judge = createJudge(
    { ...unbounded, rules: [alone], expectations: [], suppressions: [], blindSpots: [] },
    { now: () => started, ...options },
  );
  if (example.step !== undefined) judge.steps.begin(example.step, started - 1);
  const found: Judgement[] = [...judge.opened(connection)];
  if (judge.need(connection, message) === 'fields') {
    const { fields, gaps } = decode(message, connection);
    found.push(...judge.message(connection, message, fields, gaps));
  }
  found.push(...judge.closed(connection), ...judge.finish(started + 1));
  const violated = found.find(({ kind }) => kind === 'fail');
  if (example.expect === 'complies') {
    return result(violated === undefined ? '' : `found${place(violated)}, and must not be`);
  }
  if (violated !== undefined) return result('');
  const open = found.find(({ kind }) => kind === 'open');
  return result(open === undefined ? 'not found' : `open${place(open)}, not violated: ${open.openBecause?.detail ?? 'a fact is unknown'}`);
}

function place({ fieldName, recognisedAs, field }: Judgement): string {
  if (field === undefined) return '';
  return ` (\`${fieldName ?? ''}\` by ${recognisedAs ?? 'name'} in ${field.location} ${field.path})`;
}

function sceneOf(example: RuleExample): { connection: Connection; message: Message } | undefined {
  const parts = /^(\S+)\s+((https?):\/\/\S+)$/.exec(example.request.trim());
  if (parts === null || !URL.canParse(parts[2]!)) return undefined;
  const url = new URL(parts[2]!);
  const wire = parts[3] === 'http' ? 'cleartext' : 'tls';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // As written, not as a URL parser would mend it.
  const written = parts[2]!.slice(parts[2]!.indexOf('://') + 3);
  const rest = written.search(/[/?#]/);
  const target = rest < 0 ? '/' : `${written[rest] === '/' ? '' : '/'}${written.slice(rest)}`;
  const own = Object.entries(example.headers).flat();
  const isResponse = example.status !== undefined;
  const request: RequestHead = {
    method: parts[1]!,
    target,
    version: 'HTTP/1.1',
    headers: isResponse || hasHost(own) ? (isResponse ? ['Host', url.host] : own) : ['Host', url.host, ...own],
  };
  const response: ResponseHead | undefined =
    example.status === undefined ? undefined : { status: example.status, reason: '', version: 'HTTP/1.1', headers: own };
  const bytes = Buffer.from(example.body ?? '', 'utf8');
  const address = /^[\d.]+$|:/.test(host) ? host : '192.0.2.1';
  const leg = { protocolVersion: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' };
  const port = url.port === '' ? (wire === 'tls' ? 443 : 80) : Number(url.port);
  const named = /^[\d.]+$|:/.test(host) ? {} : { serverName: host };
  const connection: Connection = {
    id: 'example',
    capture: wire === 'tls' ? 'connect' : 'absolute-form',
    client: { address: '127.0.0.1', port: 40_000 },
    startedDateTime: started,
    server: { address, port, host, region: regionOf(example.region) },
    attempts: [],
    // As if it had been asked, and were nobody's alias.
    resolution: { name: host, source: 'dns', chain: [], addresses: [] },
    ...(wire === 'tls' ? { connectTarget: { host, port }, tls: { ...named, origin: leg, device: leg } } : {}),
    wire,
    interception: wire === 'tls' ? 'intercepted' : 'cleartext',
    bytesFromClient: 1,
    bytesFromServer: 1,
  };
  const message: Message = {
    id: 'example-message',
    connectionId: connection.id,
    exchangeId: 'example-exchange',
    kind: isResponse ? 'http-response' : 'http-request',
    direction: isResponse ? 'server-to-client' : 'client-to-server',
    startedDateTime: started,
    wire,
    request,
    ...(response === undefined ? {} : { response }),
    body: { bytes, size: bytes.length, truncated: false },
  };
  return { connection, message };
}

function hasHost(headers: readonly string[]): boolean {
  return headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
}

function regionOf(country: string | undefined): Region {
  if (country === undefined || country === '?') return { candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } };
  return { candidates: [country], source: { kind: 'override', reason: 'the example says so', place: 'example' } };
}
