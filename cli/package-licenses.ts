import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface DependencyLicense {
  readonly name: string;
  /** Absent when it is not installed. */
  readonly version?: string;
  /** SPDX expression as the package states it. */
  readonly license: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: unknown;
  /** As packages of long ago stated it. */
  readonly licenses?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The text of NOTICE, which states the terms of the data that ships. */
export function readNotice(): string {
  return readFileSync(join(packageFolder(), 'NOTICE'), 'utf8');
}

/** Every package that Plainsight depends on at run time, with the licence that its own manifest states. Sorted by name. */
export function dependencyLicenses(): readonly DependencyLicense[] {
  const folder = packageFolder();
  const own = readManifest(join(folder, 'package.json')) ?? {};
  const names = Object.keys({ ...own.dependencies, ...own.optionalDependencies }).sort();
  return names.map((name) => {
    const manifest = findManifest(folder, name);
    if (manifest === undefined)
      return { name, license: own.optionalDependencies?.[name] === undefined ? 'not installed' : 'not installed (optional)' };
    const { version } = manifest;
    return { name, ...(typeof version === 'string' ? { version } : {}), license: statedLicense(manifest) };
  });
}

function statedLicense({ license, licenses }: Manifest): string {
  if (typeof license === 'string') return license;
  const types = Array.isArray(licenses) ? licenses.flatMap((each: unknown) => (isTyped(each) ? [each.type] : [])) : [];
  return types.length > 0 ? types.join(' OR ') : 'see the package';
}

function isTyped(value: unknown): value is { readonly type: string } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** As Node looks for packages: in `node_modules` of each folder upwards. Their `exports` may hide their manifests from `require`. */
function findManifest(from: string, name: string): Manifest | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = readManifest(join(folder, 'node_modules', name, 'package.json'));
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

/** One level up from the sources, two from `dist/cli`. */
function packageFolder(): string {
  for (const up of ['..', '../..']) {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    if (readManifest(join(folder, 'package.json'))?.name === 'plainsight') return folder;
  }
  throw new Error('the package.json of plainsight is missing: the installation is damaged');
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
