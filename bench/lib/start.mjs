// Starts one of the programs beside this file on a core of its own, where there is more than one.
import { fork, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

export const pinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

const children = new Set();

/** `ask` sends a message and resolves with the next answer; without a message it waits for one. */
export function start(name, core, env = {}) {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.add(child);
  child.pin = () => {
    if (pinned) spawnSync('taskset', ['-a', '-cp', String(core), String(child.pid)], { stdio: 'ignore' });
  };
  child.pin();
  child.ask = (message) =>
    new Promise((resolve, reject) => {
      child.once('message', (answer) => (answer.kind === 'failed' ? reject(new Error(`${name}: ${answer.message}`)) : resolve(answer)));
      if (message) child.send(message);
    });
  child.once('exit', (code) => {
    if (!code) return;
    console.error(`${name} ended with ${code}`);
    process.exit(1);
  });
  return child;
}

/** Starts an origin and a proxy in front of it, and returns both with where they listen. */
export async function startPair(originName, proxyName, env = {}) {
  const origin = start(originName, 1, env);
  const { port: originPort, ca: originCa } = await origin.ask();
  const proxy = start(proxyName, 0, { ORIGIN_CA: originCa, NODE_EXTRA_CA_CERTS: originCa, ...env });
  const { port: proxyPort, ca } = await proxy.ask();
  proxy.pin();
  return { origin, originPort, originCa, proxy, proxyPort, ca };
}

export function stopAll() {
  for (const child of children) {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}
