import { StoreWriter, type StoreWriterOptions } from './store-writer.js';
import type { WriterPort } from './writer-port.js';

/** The writer without a thread: simple, but the caller waits for the disk. For commands that write little, and for tests. */
export async function openInlineWriter(options: StoreWriterOptions): Promise<WriterPort> {
  const writer = await StoreWriter.open(options);
  return {
    write: async (batch) => writer.write(batch),
    close: async () => writer.close(),
  };
}
