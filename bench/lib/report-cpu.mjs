// A proxy under test: says where it listens, and its CPU time (all threads, microseconds) when asked.
export function serveMeasurements(facts) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, rss: process.memoryUsage().rss });
  });
  process.on('disconnect', () => process.exit(0));
  process.send(facts);
}
