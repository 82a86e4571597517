import type { RunStart } from '../model/index.js';
import { BatchingRecorder, type QueueLimits } from './batching-recorder.js';
import { makeDataFolder } from './data-folder.js';
import type { RecordFault } from './record-fault.js';
import type { Recorder } from './recorder.js';
import { openInlineWriter } from './store/inline-writer.js';
import type { SqliteEngine } from './store/open-sqlite.js';
import { openThreadWriter } from './store/open-thread-writer.js';
import type { WriterPort } from './store/writer-port.js';
import { writerThreadFile } from './store/writer-thread-file.js';

export interface RecorderOptions {
  /** Made where it is not there. */
  readonly dataFolder: string;
  /** Its `id` from `createRunId`. */
  readonly run: RunStart;
  /** Told of the first fault of each cause, at once. */
  readonly onFault?: (fault: RecordFault) => void;
  /** Where the writing is done; a thread by default. From the sources without a build there is none, and it is done in line. */
  readonly writer?: { readonly kind: 'thread'; readonly file?: URL } | { readonly kind: 'inline' };
  readonly engine?: SqliteEngine;
  readonly limits?: QueueLimits;
}

/** Opens the record for a new run. Rejects with `RecordError` when that is not possible; afterwards nothing throws. */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { path } = makeDataFolder(options.dataFolder);
  const port = await openWriter(options, path);
  return new BatchingRecorder(options.run.id, port, options.onFault ?? (() => undefined), options.limits);
}

function openWriter({ run, engine, writer }: RecorderOptions, folder: string): Promise<WriterPort> {
  const writing = { folder, run, ...(engine !== undefined && { engine }) };
  const file = writer?.kind === 'inline' ? undefined : (writer?.file ?? writerThreadFile());
  return file === undefined ? openInlineWriter(writing) : openThreadWriter(file, writing);
}
