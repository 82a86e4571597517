import { fileURLToPath } from 'node:url';
import { openAuthority } from '../certs/index.js';
import { type SessionResult, startSession } from '../session.js';
import { createDevice } from './create-device.js';
import type { Build, Scenario } from './scenario.js';
import { startOrigins } from './start-origins.js';

/** Folders that a scenario may write to, and the version for its record. */
export interface ScenarioFolders {
  /** Plainsight's own folder: a CA of the demo's, so that the user's stays out of it. */
  readonly home: string;
  readonly data: string;
  /** Another folder for the CA of the scenario's servers. */
  readonly originHome: string;
  readonly version: string;
}

/** How often the app of a trust run is run at most, as by `doctor --trust`. */
const mostTimes = 10;

/** Runs one build of a scenario's app through a real session, and returns its verdict. Everything listens on loopback. */
export async function runScenario(scenario: Scenario, build: Build, folders: ScenarioFolders): Promise<SessionResult> {
  const originAuthority = openAuthority({ home: folders.originHome });
  const origins = await startOrigins(scenario.origins, originAuthority);
  try {
    const session = await startSession({
      home: folders.home,
      dataFolder: folders.data,
      version: folders.version,
      rules: [fileURLToPath(new URL(`rulesets/${scenario.ruleset}`, import.meta.url))],
      label: `${scenario.id} ${build}`,
      host: '127.0.0.1',
      port: 0,
      originCa: [originAuthority.certificateFile],
      env: {},
      ...(scenario.compared ? { recordValues: true } : {}),
      ...(scenario.trust ? { trust: {} } : {}),
      ...(scenario.failHosts ? { failHosts: scenario.failHosts } : {}),
      resolve: async () => ['127.0.0.1'],
    });
    // A new device each time: one that keeps its connections would show nothing more.
    const use = async () => {
      const device = createDevice({
        proxy: { host: session.proxy.host, port: session.proxy.port },
        caPem: session.authority.certificatePem,
        origins: scenario.origins,
        ports: origins.ports,
        unchecked: build === 'leaky' ? (scenario.uncheckedHosts ?? []) : [],
        step: (action, name) => session.step(action, name),
      });
      try {
        await scenario.app(device, build);
      } finally {
        device.close();
      }
    };
    try {
      await use();
      // Of a trust run: a host of which another connection could tell more.
      for (let time = 2; time <= mostTimes && session.untested.length > 0; time += 1) await use();
    } finally {
      await session.finish({ drainMs: 1_000 });
    }
    return session.finish();
  } finally {
    await origins.close();
  }
}
