// In a process of its own: what opening all databases costs in time and memory, and what a look-up costs afterwards. `DATABASES`: files beside what ships.
import { createLocator, openAsnTable, openPlaces } from '../../dist/rules/index.js';

const files = (process.env.DATABASES ?? '').split(',').filter((file) => file !== '');
const ruleset = {
  hosts: new Map(),
  overrides: Array.from({ length: 50 }, (_, index) => ({
    cidr: `10.${index}.0.0/16`,
    region: 'US',
    reason: 'bench',
    place: { file: 'bench', line: 1, column: 1 },
  })),
};

const rssBefore = process.memoryUsage().rss;
const began = performance.now();
const { sources } = openPlaces({ ruleset, files });
const systems = openAsnTable();
const locate = createLocator(sources);
// Whatever is put off until the first look-up belongs to opening.
locate('193.0.6.139', []);
systems.lookup('193.0.6.139');
const opened = performance.now() - began;
const rss = process.memoryUsage().rss - rssBefore;

/** Addresses that are no pattern and the same in every run: a linear congruential generator (Numerical Recipes). */
let seed = 2_026;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed;
};
const four = () => [1 + ((random() >>> 24) % 223), random() >>> 24, random() >>> 24, random() >>> 24].join('.');
const six = () =>
  `2${['001', '400', '600', '800', 'a00'][(random() >>> 24) % 5]}:${(random() >>> 16).toString(16)}:${(random() >>> 16).toString(16)}::1`;
const list = (count, make) => Array.from({ length: count }, make);

function each(addresses, act) {
  const start = performance.now();
  for (const address of addresses) act(address);
  return ((performance.now() - start) * 1000) / addresses.length;
}
const place = (address) => locate(address, ['api.example']);
const announce = (address) => systems.lookup(address);
// Code that runs for the first time is not what a look-up costs; and the locator remembers 4,096 addresses, so all of these are new to it.
for (const make of [four, six]) for (const act of [place, announce]) each(list(20_000, make), act);

const known = list(1_000, four);
each(known, place);
/** Noise is one-sided, and short batches fall between it. 100,000 addresses in all: none is asked for twice before it is forgotten. */
const quietest = (measure) => Math.min(...Array.from({ length: 50 }, measure));
process.send({
  databases: sources.databases.length,
  opened,
  rss,
  lookups: {
    'country, IPv4': quietest(() => each(list(2_000, four), place)),
    'country, IPv6': quietest(() => each(list(2_000, six), place)),
    'country, seen before': quietest(() => each(known, place)),
    'network, IPv4': quietest(() => each(list(2_000, four), announce)),
    'network, IPv6': quietest(() => each(list(2_000, six), announce)),
  },
});
