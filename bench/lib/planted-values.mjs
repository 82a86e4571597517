import { seeded } from './sample-json.mjs';

/** So many planted values of a tester, of every kind in turn. */
export function plantedValues(count) {
  const random = seeded(77);
  const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const digits = (length) => Array.from({ length }, (_, index) => (index === 0 ? 1 : 0) + Math.floor(random() * 9)).join('');
  const makers = [
    ['email', () => `qa.${hex(8)}@mail.example`],
    ['token', () => `u-${hex(12)}`],
    ['phone', () => `+8190${digits(8)}`],
    ['uuid', () => `${hex(8)}-${hex(4)}-4${hex(3)}-9${hex(3)}-${hex(12)}`],
    ['integer', () => digits(10)],
    ['mac', () => `02:${hex(2)}:${hex(2)}:${hex(2)}:${hex(2)}:${hex(2)}`],
    ['text', () => `heron ${hex(6)} lands`],
  ];
  return Array.from({ length: count }, (_, index) => {
    const [kind, make] = makers[index % makers.length];
    return { kind, value: make() };
  });
}
