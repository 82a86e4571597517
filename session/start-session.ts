import { beyondDefaultRoots, exportAuthority, openAuthority, openHashKey, readRoots, rootFilesOf } from '../certs/index.js';
import type { Connection, Endpoint, Gap, Message, Region, RunEnd, RunStart } from '../model/index.js';
import { bundledRoots, createProxy, type ProxyServer, trustedByNode } from '../proxy/index.js';
import { createConnectionRedactor, createNameRedactor, createRedactor, createRunId, hashKeyId, openRecorder } from '../record/index.js';
import {
  AliasCounter,
  CoverageCounter,
  GapCounter,
  InjectedFaultCounter,
  OutOfScopeCounter,
  RefusalCounter,
  StepCounter,
} from '../report/index.js';
import { aliasesKnown, createBodyTypes, createJudge, loadBaseline, loadRuleset, type Ruleset } from '../rules/index.js';
import { type ControlServer, createControlServer, type OnboardingServer, onboardingHost, startOnboardingServer } from '../web/index.js';
import { afterAllBefore } from './after-all-before.js';
import { asksForOperators } from './asks-for-operators.js';
import { createBrakeHolds } from './brake-holds.js';
import { controlHandlers } from './control-handlers.js';
import { eventsInOrder } from './events-in-order.js';
import { FindingWriter } from './finding-writer.js';
import { HeldGaps } from './held-gaps.js';
import type { InspectionSink } from './inspection/inspection.js';
import { startInspection } from './inspection/start-inspection.js';
import { OwnPages } from './own-pages.js';
import { sessionPlaces } from './places.js';
import { proxySettings } from './proxy-settings.js';
import { createValueRecord } from './record-values.js';
import { rulesetContext } from './ruleset-context.js';
import { rulesetDigest } from './ruleset-digest.js';
import { sealRun } from './seal-run.js';
import type { FinishOptions, Session, SessionOptions, SessionResult } from './session-types.js';
import { StepError } from './step-error.js';
import { type SessionTrust, startTrust } from './trust/start-trust.js';

const defaultSettle = 1_000;
/** How long the end of a run waits for inspections that are under way, milliseconds. */
const longestSettle = 60_000;

/**
 * Starts a session: loads the ruleset, opens the CA and the record, and listens. Rejects with the rooms' own errors (`RulesetError`,
 * `CaError`, `RecordError`, `ProxyStartError` …), having released everything it had opened.
 */
export async function startSession(options: SessionOptions): Promise<Session> {
  const events = options.on ?? {};
  const startedDateTime = Date.now();
  const loadContext = rulesetContext({ env: options.env, now: startedDateTime });
  const loaded = loadRuleset(options.rules, loadContext);
  const exceptions = options.baseline === undefined ? [] : loadBaseline(options.baseline, loadContext);
  const ruleset: Ruleset = { ...loaded, suppressions: [...loaded.suppressions, ...exceptions] };
  const authority = openAuthority({ home: options.home, certFile: options.caCertificate, keyFile: options.caKey });
  const hashKey = openHashKey(options.home, options.env);
  const trustedRoots = [...bundledRoots, ...readRoots(options.originCa ?? [], rootFilesOf(options.env), bundledRoots)];
  const rootsBeyondNode = options.ownProcess
    ? beyondDefaultRoots(trustedRoots, { shipped: bundledRoots, trusted: trustedByNode() })
    : undefined;

  const places = sessionPlaces(options, ruleset, startedDateTime);
  const judge = createJudge(ruleset, { now: () => Date.now(), ...places.judging });
  const odd = ruleset.warnings.map(({ message, place }) => `${place.file}:${place.line}:${place.column}: ${message}`);
  const warnings = [...odd, ...places.warnings];
  const plantedValues = () => judge.plantedValues();
  const redact = createRedactor({ hashKey, plantedValues });
  const redactConnection = createConnectionRedactor({ plantedValues });
  const run: RunStart = {
    id: createRunId(),
    startedDateTime,
    ...(options.label ? { label: options.label } : {}),
    rulesets: ruleset.files,
    rulesetDigest: rulesetDigest(ruleset, hashKey),
    version: options.version,
    ...(warnings.length > 0 ? { warnings } : {}),
    hashKeyId: hashKeyId(hashKey),
    ...(options.recordValues ? { recordsValues: true } : {}),
  };
  const coverage = new CoverageCounter();
  const outside = new OutOfScopeCounter();
  const aliases = new AliasCounter(asksForOperators(ruleset));
  const injected = new InjectedFaultCounter();
  const gaps = new GapCounter();
  const stepCounts = new StepCounter();
  const refusals = new RefusalCounter();
  const faults = new Set<string>();
  const fault = (message: string) => {
    if (faults.has(message)) return;
    faults.add(message);
    events.fault?.(message);
  };
  const settings = await proxySettings(options, ruleset, (message) => fault(message));
  const recorder = await openRecorder({ dataFolder: options.dataFolder, run, onFault: ({ message }) => fault(message) }).catch(
    (error: unknown) => {
      settings.keyLog?.close();
      throw error;
    },
  );

  let proxy: ProxyServer | undefined;
  const brake = createBrakeHolds<'findings' | 'inspection' | 'names'>(() => proxy?.brake);
  let openExchanges = 0;
  const exchangesOf = new Map<string, number>();
  /** Whether an exchange, or one that may have passed unseen, decides what is looked for after it. */
  const exchangesMatter = ruleset.rules.some(({ when }) => when.after?.some((condition) => 'exchange' in condition));

  const findings = new FindingWriter({
    redact,
    recorder,
    steps: () => judge.steps.steps,
    counts: stepCounts,
    backlog: (full) => brake.set('findings', full),
    fault,
    ...(events.finding ? { committed: events.finding.bind(events) } : {}),
  });
  const record = findings.write;
  const countGap = (gap: Gap) => {
    gaps.add(gap);
    coverage.gap(gap);
  };
  const noteGap = (connection: Connection, gap: Gap) => {
    countGap(gap);
    record(judge.gap(connection, gap));
  };
  const onFault = (error: unknown) => fault(error instanceof Error ? error.message : String(error));
  const values = options.recordValues ? createValueRecord(judge) : undefined;
  const sink: InspectionSink = {
    counted: (message, depth) => coverage.message(message, depth),
    gaps: (found) => {
      for (const gap of found) countGap(gap);
    },
    judged: record,
    failed: (connection, messageId, error) => {
      const detail = `inspection failed (${error instanceof Error ? error.name : 'unknown error'})`;
      noteGap(connection, { reason: 'inspection-failed', connectionId: connection.id, messageId, detail });
    },
    backlog: (full) => brake.set('inspection', full),
    fault: onFault,
    ...(values ? { values: values.add } : {}),
  };
  const inspection = startInspection(ruleset, judge, sink, values ? { hashKey } : {});
  const ownPages = new OwnPages((sample) => coverage.connection(sample));
  const bodyTypes = createBodyTypes(ruleset);
  const outsideGaps = new HeldGaps();
  const gapInScope = (connection: Connection, gap: Gap) => inspection.afterwards(() => noteGap(connection, gap), exchangesMatter);
  /** Those that came before the first message that is inside. */
  const letGapsIn = (connection: Connection) => {
    for (const gap of outsideGaps.take(connection)) gapInScope(connection, gap);
  };
  const inspect = (relayed: Connection, message: Message) => {
    const connection = ownPages.judgedAs(relayed, message);
    if (connection === undefined) return;
    if (!judge.inScope(connection, message)) return outside.message(message);
    letGapsIn(relayed);
    if (!relayed.internal && message.kind === 'http-request' && (message.window?.index ?? 0) === 0) openExchanges += 1;
    const bodyType = bodyTypes?.(connection, message);
    inspection.message(connection, bodyType === undefined ? message : { ...message, bodyType });
  };

  /** Behind an upstream proxy only an override says where a server stands: of its name, or of the address that the device asked for. */
  const regionOf = (connection: Connection, server: Endpoint): Region => {
    const names = namesOf(connection);
    if (connection.upstreamProxy === undefined) return judge.locate(server.address, names);
    const asked = judge.locate(server.host ?? '', names);
    return asked.source.kind === 'override' ? asked : judge.locate('', names);
  };

  let trust: SessionTrust | undefined;
  let onboarding: OnboardingServer | undefined;
  let control: ControlServer | undefined;
  const release = async () => {
    await proxy?.stop();
    inspection.close();
    await onboarding?.close();
    await control?.close();
    settings.keyLog?.close();
  };

  const told = eventsInOrder(
    {
      opened(connection) {
        const { server } = connection;
        if (server) server.region = regionOf(connection, server);
        if (connection.internal) return;
        inspection.afterwards(() => record(judge.opened(connection)), exchangesMatter);
        recorder.connection(redactConnection(connection, { exchanges: 0 }));
      },
      closed(connection) {
        if (connection.internal) {
          const sample = ownPages.sampleOn(connection);
          if (sample !== undefined) inspection.afterwards(() => coverage.ended(redactConnection(sample, { exchanges: 0 })));
          return;
        }
        const inside = judge.inScope(connection);
        if (inside) letGapsIn(connection);
        else outsideGaps.drop(connection);
        (inside ? coverage : outside).connection(connection);
        if (inside) aliases.connection(aliasesKnown(connection));
        const ending = { endedDateTime: Date.now(), exchanges: exchangesOf.get(connection.id) ?? 0, outOfScope: !inside };
        exchangesOf.delete(connection.id);
        inspection.gone(connection);
        inspection.afterwards(() => {
          const ended = redactConnection(connection, ending);
          recorder.connection(ended);
          if (!inside) return;
          coverage.ended({ ...ended, underWrongCertificate: connection.offeredCertificate !== undefined });
          injected.connection(ended);
          // What a device does with a wrong certificate says nothing of the one that it should trust, nor was anything meant to be read.
          if (connection.offeredCertificate !== undefined) return;
          record(judge.closed(connection));
          refusals.connection(ended);
          if (connection.interception === 'client-rejected') events.rejected?.(ended);
          else if (connection.failureCause === 'certificate-not-verified')
            events.originRefused?.(ended, connection.tls?.certificate?.error);
        }, exchangesMatter);
      },
      sink: (connection) => ({
        message: (message) => inspect(connection, message),
        exchange(exchange) {
          if (connection.internal) {
            if (ownPages.counts(connection, exchange.request.target)) coverage.exchange();
            return;
          }
          exchangesOf.set(connection.id, (exchangesOf.get(connection.id) ?? 0) + 1);
          if (!judge.inScope(connection, exchange)) return outside.exchange();
          coverage.exchange();
          openExchanges = Math.max(0, openExchanges - 1);
          inspection.afterwards(() => judge.exchange(connection, exchange), exchangesMatter);
        },
        gap: (gap) => {
          if (connection.internal) return;
          if (judge.inScope(connection) || !outsideGaps.hold(connection, gap)) gapInScope(connection, gap);
        },
      }),
    },
    { fault: onFault, backlog: (full) => brake.set('names', full) },
  );
  const localHosts = new Map<string, number>();
  const ownPorts = new Set<number>();

  try {
    control = await createControlServer({
      handlers: controlHandlers({
        session: () => session,
        status: () => ({
          runId: run.id,
          startedDateTime,
          connections: coverage.connections,
          exchanges: coverage.exchanges,
          violations: findings.violations,
          openFindings: findings.openFindings,
          judge,
        }),
        stopRequested: () => events.stopRequested?.(),
        faults: settings.faults,
      }),
      onFault,
    });
    ownPorts.add(Number(new URL(control.url).port));
    if (options.trust !== undefined) {
      const shownHost = createNameRedactor({ plantedValues });
      trust = await startTrust(options.trust, { authority, judge, hostLists: ruleset.hosts, judged: record, shownHost });
    }
    proxy = await createProxy({
      ...settings.proxy,
      ...(trust ? { trust: trust.run } : {}),
      authority,
      trustedRoots,
      ...(rootsBeyondNode === undefined ? {} : { rootsBeyondNode }),
      localHosts,
      ownPorts: () => ownPorts,
      events: {
        ...told.events,
        deviceSeen: (address) => events.deviceSeen?.(address),
        fault: onFault,
      },
    });
    onboarding = await startOnboardingServer({
      authority: { ...authority, exports: (format) => exportAuthority(authority, format) },
      proxyAddresses: options.proxyAddresses?.(proxy.port) ?? [`${options.host}:${proxy.port}`],
      mode: options.lan ? 'lan' : 'loopback',
      onFault,
    });
    localHosts.set(onboardingHost, onboarding.port);
    ownPorts.add(onboarding.port);
  } catch (error) {
    await release();
    // The run is there already: with an end, and as an error, so that nobody takes an earlier one for it.
    const why = `the session could not start: ${error instanceof Error ? error.message : String(error)}`;
    await recorder.end({ ...emptyEnd, endedDateTime: Date.now(), coverage: coverage.result(0), faults: [why] }, 'error');
    await recorder.close();
    throw error;
  }

  const listening = proxy;
  const visibleHost = options.lan ? '127.0.0.1' : options.host;
  const controlServer = control;
  let result: Promise<SessionResult> | undefined;

  const conclude = async (finishing: FinishOptions): Promise<SessionResult> => {
    listening.drain();
    await until(() => listening.openConnections === 0, finishing.drainMs ?? 0);
    await listening.stop();
    const endedDateTime = Date.now();
    await told.settled();
    await inspection.settle(longestSettle);
    inspection.close();
    record(judge.finish(endedDateTime));
    await recorder.flush();
    const summary = judge.summary(endedDateTime);
    const tested = trust?.end(summary.doubts);
    const end: RunEnd = {
      ...summary,
      ...(tested ? { doubts: tested.doubts, trust: tested.trust } : {}),
      endedDateTime,
      coverage: {
        ...coverage.result(listening.brake.pauses),
        ...outside.result(ruleset.scope !== undefined),
        ...aliases.result(),
        ...injected.result(),
      },
      gaps: gaps.result(),
      refusals: refusals.result(),
      faults: [...faults],
      steps: stepCounts.result(judge.steps.steps),
      outsideSteps: stepCounts.outside,
      rules: [...ruleset.rules.filter(({ level }) => level !== 'off').map(({ id }) => id), ...(tested ? [tested.ruleId] : [])],
      ...(values ? { valueLimits: values.collector.limits } : {}),
    };
    if (values) recorder.values(values.collector.result());
    return sealRun({
      run,
      end,
      recorder,
      dataFolder: options.dataFolder,
      finishing,
      faults,
      fault,
      release: async () => {
        await onboarding?.close();
        settings.keyLog?.close();
      },
    });
  };

  const session: Session = {
    run,
    ruleset,
    warnings,
    authority,
    proxy: { host: visibleHost, port: listening.port, url: `http://${visibleHost}:${listening.port}` },
    control: { url: controlServer.url, token: controlServer.token },
    get connections() {
      return coverage.connections;
    },
    get untested() {
      return trust?.unfinished ?? [];
    },
    async step(action, name, settleMs = defaultSettle) {
      if (action === 'begin') await afterAllBefore((moment) => judge.steps.begin(name, moment));
      else {
        const open = judge.steps.steps.findLast(({ ended }) => ended === undefined)?.name;
        if (open !== name)
          throw new StepError(`step ${JSON.stringify(name)} is not open: ${open === undefined ? 'none is' : `${JSON.stringify(open)} is`}`);
        await until(() => told.idle && openExchanges === 0 && inspection.idle, settleMs);
        await afterAllBefore((moment) => judge.steps.end(name, moment));
      }
      const step = judge.steps.steps.findLast((candidate) => candidate.name === name);
      if (step) recorder.step(step);
    },
    plant: (field, value) => judge.plant(field, value),
    finish(finishing = {}) {
      if (result === undefined) {
        result = conclude({ ...options.finish, ...finishing });
        // Not waited for: whoever asked for the end through the control endpoint still gets the verdict as its answer.
        const close = () => controlServer.close();
        void result.then(close, close);
      }
      return result;
    },
  };
  return session;
}

/** The end of a run in which nothing happened. */
const emptyEnd = {
  doubts: [],
  gaps: [],
  refusals: [],
  unexercisedRules: [],
  exceptions: [],
  levelChanges: [],
  plantedNeverSeen: [],
  steps: [],
} satisfies Partial<RunEnd>;

function namesOf(connection: Connection): string[] {
  return [connection.connectTarget?.host, connection.tls?.serverName, connection.server?.host].filter((name) => name !== undefined);
}

async function until(condition: () => boolean, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}
