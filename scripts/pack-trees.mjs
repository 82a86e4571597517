// Writes down what each pack comes to when it is read, as dist/rules/packs/NAME.yaml.json. Part of the build, after tsc and the validator.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/rules/load');
const load = (name) => import(pathToFileURL(join(folder, name)).href);
const [{ defaultContext }, { parseFile }, { checkSchema }, { packTree }, { Problems }] = await Promise.all(
  ['default-context.js', 'parse-file.js', 'check-schema.js', 'packed-tree.js', 'problems.js'].map(load),
);

const { packs, readFile } = defaultContext();
for (const [name, path] of packs) {
  const problems = new Problems();
  const source = readFile(path);
  const root = parseFile(`plainsight:${name}`, source, problems);
  if (root !== undefined) checkSchema(root, problems);
  problems.throwIfAny();
  writeFileSync(`${path}.json`, packTree(source, root));
}
