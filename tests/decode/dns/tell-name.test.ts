import { describe, expect, it } from 'vitest';
import { tellName } from '../../../decode/dns/tell-name.js';
import type { Leaves } from '../../../decode/format.js';
import { Place } from '../../../decode/place.js';

function tell(name: string, room = 9): { readonly told: readonly string[]; readonly goOn: boolean } {
  const told: string[] = [];
  const take = (_place: Place, value: string, start: number, end: number) => told.push(`${value} ${start}-${end}`) < room;
  const into: Pick<Leaves, 'leaf' | 'plain'> = { leaf: take, plain: take };
  const goOn = tellName(into as Leaves, Place.root, name, 12, 20);
  return { told, goOn };
}

describe('tellName', () => {
  it('gives a name once, and in lower case where that is another', () => {
    expect(tell('a.example')).toEqual({ told: ['a.example 12-20'], goOn: true });
    expect(tell('A.eXample')).toEqual({ told: ['A.eXample 12-20', 'a.example 12-20'], goOn: true });
  });

  it('stops when the budget is used up', () => {
    expect(tell('A.example', 1)).toEqual({ told: ['A.example 12-20'], goOn: false });
    expect(tell('A.example', 2)).toMatchObject({ goOn: false });
  });
});
