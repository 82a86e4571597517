import type { PlantedForm } from './planted-forms.js';

const pair = /^([+-]?\d{1,3}\.\d{2,15})\s{0,3}[,; ]\s{0,3}([+-]?\d{1,3}\.\d{2,15})$/;
const [fewestDecimals, mostDecimals] = [2, 6];

/**
 * How a planted place (`latitude,longitude` in decimal degrees) is written: as a pair in either order, at two to six decimals, cut or rounded, or in millionths of a degree; and
 * each coordinate by itself, which counts beside the other one only. Two decimals are about a kilometre. Of any other text: none.
 */
export function locationForms(text: string): readonly PlantedForm[] {
  const found = pair.exec(text);
  if (found === null) return [];
  const [, latitude = '', longitude = ''] = found;
  const forms: PlantedForm[] = [];
  const add = (written: string, half?: 'first' | 'second'): void => {
    const form = { text: written, transforms: [], hashed: false, anyCase: false, boundary: 'number' } as const;
    forms.push(half === undefined ? form : { ...form, half });
  };
  for (let decimals = fewestDecimals; decimals <= mostDecimals; decimals += 1) {
    for (const [first, second] of new Set([cut, rounded].map((at) => [at(latitude, decimals), at(longitude, decimals)] as const))) {
      for (const separator of [',', ', ', ' ', ';', '/']) {
        add(`${first}${separator}${second}`);
        add(`${second}${separator}${first}`);
      }
      add(first, 'first');
      add(second, 'second');
    }
  }
  // Whole numbers of millionths, or ten-millionths, of a degree, as maps and Android have them.
  for (const decimals of [6, 7]) {
    const [first, second] = [latitude, longitude].map((degrees) => String(Math.round(Number(degrees) * 10 ** decimals)));
    add(first!, 'first');
    add(second!, 'second');
  }
  return forms;
}

function cut(degrees: string, decimals: number): string {
  return unsigned(degrees).slice(0, unsigned(degrees).indexOf('.') + 1 + decimals);
}

function rounded(degrees: string, decimals: number): string {
  return Number(degrees).toFixed(decimals);
}

/** Without a plus sign. */
function unsigned(degrees: string): string {
  return degrees.replace(/^\+/, '');
}
