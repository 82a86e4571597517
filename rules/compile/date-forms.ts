const months = 'January February March April May June July August September October November December'.split(' ');

export interface DateForms {
  readonly written: readonly string[];
  /** As most programs write it. */
  readonly usual: readonly string[];
  /** Others that software hashes. */
  readonly hashed: readonly string[];
  /** Midnight, UTC, in seconds and milliseconds since 1970. */
  readonly epochs: readonly string[];
}

const none: DateForms = { written: [], usual: [], hashed: [], epochs: [] };

/** Digits of the shortest number of seconds that chance does not write everywhere: a date within two months of 1970 has fewer. */
const fewestDigits = 7;

/**
 * How a calendar date (a birthday) is written: ISO 8601 with and without dashes, day and month first with dots, slashes and dashes, in English and in
 * Japanese and Chinese, and as midnight UTC since 1970. Of a text that is no date `YYYY-MM-DD` (or with slashes, dots, or nothing between): none.
 */
export function dateForms(text: string): DateForms {
  const found = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/.exec(text);
  if (found === null) return none;
  const [, year = '', , month = '', day = ''] = found;
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!new Date(instant).toISOString().startsWith(`${year}-${month}-${day}`)) return none;
  const [shortMonth, shortDay] = [String(Number(month)), String(Number(day))];
  const name = months[Number(month) - 1]!;
  const written = new Set([
    `${year}${month}${day}`,
    `${year}\u5e74${shortMonth}\u6708${shortDay}\u65e5`,
    `${year}\u5e74${month}\u6708${day}\u65e5`,
  ]);
  const hashed = new Set([`${day}${month}${year}`, `${month}${day}${year}`]);
  for (const separator of ['-', '/', '.']) {
    written.add([year, month, day].join(separator));
    written.add([year, shortMonth, shortDay].join(separator));
    for (const order of [
      [year, month, day],
      [day, month, year],
      [month, day, year],
    ])
      hashed.add(order.join(separator));
    for (const [first, second] of [
      [day, month],
      [month, day],
      [shortDay, shortMonth],
      [shortMonth, shortDay],
    ] as const) {
      written.add([first, second, year].join(separator));
    }
  }
  for (const spelt of [name, name.slice(0, 3)]) {
    for (const each of new Set([day, shortDay])) {
      written.add(`${each} ${spelt} ${year}`);
      written.add(`${spelt} ${each}, ${year}`);
    }
  }
  const seconds = instant / 1000;
  const epochs = [seconds, instant].map(String).filter((digits) => digits.replace('-', '').length >= fewestDigits);
  for (const epoch of epochs) written.add(epoch);
  const usual = [`${year}-${month}-${day}`, `${year}${month}${day}`];
  return { written: [...written], usual, hashed: [...hashed, ...epochs], epochs };
}
