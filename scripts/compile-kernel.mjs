// Compiles rules/kernel/scan.ts (AssemblyScript) and writes the module as text: code that reads no file, in source and in what is built.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'rules/compile/scan-kernel-code.ts');

/** The text of `rules/compile/scan-kernel-code.ts`. */
export async function compileKernel() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      'scan.ts',
      '--outFile',
      'scan.wasm',
      '--optimizeLevel',
      '3',
      '--shrinkLevel',
      '0',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--initialMemory',
      '4',
      '--maximumMemory',
      '4',
      '--noAssert',
    ],
    {
      readFile: (name) => (name === 'scan.ts' ? readFileSync(join(root, 'rules/kernel/scan.ts'), 'utf8') : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`rules/kernel/scan.ts does not compile: ${error.message}\n${stderr}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,120}/g);
  return [
    '// Written by `npm run build:kernel` from rules/kernel/scan.ts.',
    '',
    '/** The WebAssembly module, as base64. */',
    'export const scanKernelCode =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await compileKernel());
