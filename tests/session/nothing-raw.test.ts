import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { liveEvents } from '../../cli/live-events.js';
import { writeReports } from '../../cli/write-reports.js';
import { parseReportOptions, readComparedRun } from '../../session.js';
import { send } from '../harness/device.js';
import { recordingTerminal } from '../harness/in-process.js';
import { startTestOrigins } from '../harness/origins.js';
import { testSession } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

/** One value for each place that it is put into, with what makes values hard to take out again. */
const values = {
  path: 'path-7d41c9e2-harbour',
  query: 'ada.lovelace+quiet@plainsight-mail.org',
  label: 'label-9c2e71aa',
  header: 'header 55/21+x=y&z~Q',
  cookie: 'cookie-b81f-lantern',
  body: 'straße-κλειδί-2291',
  base64: 'base64-4410-heron "quoted"',
  key: 'key-8812-as-a-name',
  answer: 'answer-6630-purple',
  number: '1848314487',
  basic: 'basic:pass-3317',
} as const;

const ruleset = `plainsight: 1
fields:
${Object.entries(values)
  .map(([name, value]) => `  ${name}: { values: [${JSON.stringify(value)}] }`)
  .join('\n')}
rules:
  - id: nowhere
    description: None of these must be sent anywhere
    fields: [${Object.keys(values).join(', ')}]
    never: { anywhere: true }
`;

it('a run leaves no planted value behind: not in its store, logs, reports or output', async () => {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  const origins = await startTestOrigins(folder.path, {
    name: `${values.label}.origin.example`,
    respond: (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-answer': values.answer, 'set-cookie': `again=${values.cookie}` });
      response.end(JSON.stringify({ answer: values.answer }));
    },
  });
  onTestFinished(() => origins.close());
  const terminal = recordingTerminal();
  const session = await testSession(join(folder.path, 'home'), ruleset, {
    originCa: [origins.caFile],
    resolve: async () => ['127.0.0.1'],
    recordValues: true,
    on: await liveEvents(terminal, false, true, new Set()),
  });
  const percent = encodeURIComponent;
  const inBase64 = Buffer.from(JSON.stringify({ inner: values.base64 })).toString('base64');
  const path = `/v1/${values.path}/x?mail=${percent(values.query)}&again=${percent(percent(values.body))}&d=${percent(inBase64)}#`;
  const headers = {
    'x-secret': values.header,
    cookie: `session=${values.cookie}; other=${percent(values.header)}`,
    authorization: `Basic ${Buffer.from(values.basic).toString('base64')}`,
    referer: `https://elsewhere.example/${values.path}?m=${percent(values.query)}`,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({
    deep: { [values.key]: values.body, token: inBase64, id: Number(values.number) },
    [values.key]: [values.key],
  });
  for (const scheme of ['http', 'https'] as const) {
    const port = scheme === 'http' ? origins.httpPort : origins.httpsPort;
    const url = `${scheme}://${values.label}.origin.example:${port}${path.replace('#', '')}`;
    expect((await send(session.proxy, url, { body, headers, ca: session.ca })).status).toBe(200);
  }
  // A device that is refused, too: its names are recorded, and shown.
  await send(session.proxy, `https://${values.label}.elsewhere.example:${origins.httpsPort}/`, { ca: session.ca });
  const result = await session.finish();
  const reports = join(session.data, 'reports');
  const parsed = parseReportOptions(['console', `json=${join(reports, 'r.json')}`, `junit=${join(reports, 'r.xml')}`]);
  if (parsed.kind === 'failed') throw new Error(parsed.message);
  await writeReports(parsed.reports, result.verdict, [result.record], ['nowhere'], terminal);

  // Each was found, or this test would prove nothing.
  const found = new Set(result.verdict.findings.map(({ finding }) => finding.evidence.field));
  expect([...found].sort()).toEqual(Object.keys(values).sort());

  // So does what is kept for comparisons.
  const recorded = await readComparedRun(session.data, result.record.start.id);
  expect([(recorded.values?.positions.length ?? 0) > 10, (recorded.values?.fields.length ?? 0) > 10]).toEqual([true, true]);

  const places: [string, Buffer][] = [
    ['what is compared', Buffer.from(JSON.stringify(recorded))],
    ['what was printed', Buffer.from(JSON.stringify(terminal.written) + terminal.written.out + terminal.written.err)],
    ['the result', Buffer.from(JSON.stringify(result))],
  ];
  for (const name of readdirSync(session.data, { recursive: true, encoding: 'utf8' })) {
    const file = join(session.data, name);
    if (!readdirSync(join(file, '..'), { withFileTypes: true }).some((entry) => entry.isFile() && file.endsWith(`/${entry.name}`)))
      continue;
    places.push([name, readFileSync(file)]);
  }
  expect(places.map(([name]) => name)).toEqual(
    expect.arrayContaining(['plainsight.db', expect.stringMatching(/^runs\/.*\/violations\.ndjson$/), 'reports/r.json', 'reports/r.xml']),
  );
  const raw = places.flatMap(([place, bytes]) =>
    Object.entries(values).flatMap(([name, value]) =>
      [...formsOf(value)].filter(([, form]) => bytes.includes(form)).map(([kind]) => `${place}: ${name} as ${kind}`),
    ),
  );
  expect(raw).toEqual([]);
  // The search itself finds what is there.
  const control = readFileSync(join(session.folder, 'rules.yaml'));
  expect(control.includes(formsOf(values.path).get('text') ?? '')).toBe(true);
});

/** The ways in which a value may lie about, each certain to stand in anything that holds it. */
function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(value);
  const percent = encodeURIComponent(value);
  const forms = new Map<string, Buffer>([
    ['text', bytes],
    ['latin1 of its bytes', Buffer.from(bytes.toString('latin1'))],
    ['percent-encoded', Buffer.from(percent)],
    ['percent-encoded in lower case', Buffer.from(percent.toLowerCase())],
    ['percent-encoded twice', Buffer.from(encodeURIComponent(percent))],
    ['JSON', Buffer.from(JSON.stringify(value).slice(1, -1))],
    ['escaped JSON', Buffer.from(value.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`))],
    ['UTF-16', Buffer.from(value, 'utf16le')],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['XML', Buffer.from(value.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))],
  ]);
  for (const offset of [0, 1, 2]) {
    // What lies before and after it changes the first and last characters.
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    forms.set(`base64 at ${offset}`, Buffer.from(text.slice(offset === 0 ? 0 : offset + 1, -2)));
  }
  return forms;
}
