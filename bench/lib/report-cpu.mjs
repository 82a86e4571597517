// A proxy under test: says where it listens, and its CPU time (all threads, microseconds) and memory when asked; after a collection if asked.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** `more` adds to what is told when asked. */
export function serveMeasurements(facts, more = () => ({})) {
  process.on('message', (command) => {
    if (command?.collect) collect();
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, rss: process.memoryUsage().rss, ...more() });
  });
  process.on('disconnect', () => process.exit(0));
  process.send(facts);
}
