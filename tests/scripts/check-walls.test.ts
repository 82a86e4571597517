import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/check-walls.mjs', import.meta.url));
const rooms = ['model', 'certs', 'proxy', 'decode', 'rules', 'record', 'report', 'web', 'demo', 'cli'];

function check(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'plainsight-walls-'));
  for (const room of rooms) mkdirSync(join(root, room));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
  return { status, stderr };
}

describe('check-walls', () => {
  it('accepts what the house allows', () => {
    const result = check({
      'rules/a.ts': "import type { Field } from '../model/index.js';",
      'proxy/b.ts': "import { connect } from 'node:net';\nimport { openAuthority } from '../certs/index.js';",
      'cli/c.ts': "import { startSession } from '../session.js';\nconst x = await import('../session.js');",
    });
    expect(result).toEqual({ status: 0, stderr: '' });
  });

  it.each([
    ['a room through a back door', 'rules/a.ts', "import { createDecoder } from '../decode/index.js';", 'rules must not import decode'],
    ['a room by a dynamic import', 'report/a.ts', "const x = await import('../rules/index.js');", 'report must not import rules'],
    ['a re-export', 'decode/a.ts', "export * from '../record/index.js';", 'decode must not import record'],
    ['sockets outside proxy and web', 'decode/a.ts', "import { connect } from 'node:tls';", 'must not import node:tls'],
    ['files in the proxy', 'proxy/a.ts', "import { readFile } from 'node:fs/promises';", 'must not import node:fs/promises'],
    ['node-forge outside certs', 'proxy/a.ts', "import forge from 'node-forge';", 'must not import node-forge'],
    ['http-mitm-proxy in a second file', 'proxy/a.ts', "import { Proxy } from 'http-mitm-proxy';", 'must not import http-mitm-proxy'],
  ])('refuses %s', (_name, path, text, message) => {
    const result = check({ [path]: `\n${text}\n` });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(`${path}:2: `);
    expect(result.stderr).toContain(message);
  });
});
