import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectionThreadFile } from '../../../session/inspection/thread-file.js';

describe('the program of the inspecting threads', () => {
  it('is beside the compiled code, and from the sources that of the last build', () => {
    expect(inspectionThreadFile('file:///a/dist/session/inspection/thread-file.js')?.href).toBe(
      'file:///a/dist/session/inspection/inspection-thread.js',
    );
    const built = inspectionThreadFile();
    expect(built !== undefined && existsSync(fileURLToPath(built))).toBe(true);
  });

  it('is nowhere when nothing was built', () => {
    expect(inspectionThreadFile('file:///nowhere/session/inspection/thread-file.ts')).toBeUndefined();
  });
});
