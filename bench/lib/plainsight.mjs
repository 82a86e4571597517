// Plainsight with the baseline pack and 20 planted values, or the ruleset that RULES names, recording as always.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSession } from '../../dist/session.js';
import { serveMeasurements } from './report-cpu.mjs';

const folder = mkdtempSync(join(tmpdir(), 'plainsight-bench-'));
let findings = 0;
const session = await startSession({
  home: join(folder, 'home'),
  dataFolder: join(folder, 'data'),
  version: 'bench',
  rules: [fileURLToPath(new URL(`../${process.env.RULES ?? 'rules20.yaml'}`, import.meta.url))],
  host: '127.0.0.1',
  port: 0,
  originCa: [process.env.ORIGIN_CA],
  env: {},
  resolve: async () => ['127.0.0.1'],
  on: {
    finding: ({ ruleId }) => {
      if (ruleId.startsWith('planted')) findings += 1;
    },
  },
});
serveMeasurements({ port: session.proxy.port, ca: session.authority.certificateFile }, () => ({ findings }));
