// A load generator: `open` makes actors, each of which does one request a call; `run` keeps all of them busy for a time.
export function serveLoad({ open }) {
  let actors = [];
  process.on('message', async (command) => {
    try {
      if (command.kind === 'open') {
        actors = await open(command);
        process.send({ kind: 'opened' });
        return;
      }
      const began = performance.now();
      const end = began + command.milliseconds;
      let done = 0;
      await Promise.all(
        actors.map(async (act) => {
          while (performance.now() < end) {
            await act();
            done += 1;
          }
        }),
      );
      process.send({ kind: 'ran', done, milliseconds: performance.now() - began });
    } catch (error) {
      process.send({ kind: 'failed', message: error.message });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
