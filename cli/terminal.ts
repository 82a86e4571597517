import picocolors from 'picocolors';

/** Where commands write. Results go to `out`, everything else to `err`; colour and progress only on a terminal. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly paint: ReturnType<typeof picocolors.createColors>;
  readonly interactive: boolean;
}

export function processTerminal(): Terminal {
  // Whoever reads may stop doing so (`plainsight runs | head -1`); the run goes on all the same.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const interactive = process.stdout.isTTY === true;
  const wanted = process.env['NO_COLOR'] ? false : interactive || Boolean(process.env['FORCE_COLOR']);
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    paint: picocolors.createColors(wanted),
    interactive,
  };
}
