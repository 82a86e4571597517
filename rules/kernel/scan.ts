// In AssemblyScript, a dialect of TypeScript that compiles to WebAssembly: what every byte of a message is asked, sixteen bytes at a time.
// `npm run build:kernel` writes what comes of it to `rules/compile/scan-kernel-code.ts`; `rules/compile/scan-kernel.ts` is its only caller.
// Nothing here decides: every function names places that may be of interest, and never leaves out one that is.

/** Where things stand in memory. As in `rules/compile/scan-kernel.ts`. */
const input: usize = 0x1000;
const output: usize = 0x10000;
const classLow: usize = 0x100;
const classHigh: usize = 0x110;
const tokenTables: usize = 0x120;
const differenceTables: usize = 0x200;
const filter: usize = 0x30000;

/** Which of 64 bytes are of the class: a byte is one when the row of its low half and the row of its high half have a bit in common. */
function classOf(at: usize, low: v128, high: v128): u64 {
  return (
    quarter(at, low, high) | (quarter(at + 16, low, high) << 16) | (quarter(at + 32, low, high) << 32) | (quarter(at + 48, low, high) << 48)
  );
}

function quarter(at: usize, low: v128, high: v128): u64 {
  const bytes = v128.load(at);
  const rows = v128.and(i8x16.swizzle(low, v128.and(bytes, i8x16.splat(15))), i8x16.swizzle(high, i8x16.shr_u(bytes, 4)));
  return u64(u32(i8x16.bitmask(i8x16.ne(rows, i8x16.splat(0)))) & 0xffff);
}

/** Without the runs of fewer than eight that neither edge cuts: most words of a text are such. */
function withoutShort(members: u64): u64 {
  let long = members & (members >> 1);
  long &= long >> 2;
  long &= long >> 4;
  long |= long << 1;
  long |= long << 2;
  long |= long << 4;
  const first = members & ~(members + 1);
  const last = members === ~(<u64>0) ? members : ~(~(<u64>0) >> clz(~members));
  return long | first | last;
}

/**
 * Runs of bytes of a class among the first `length` of the input: those of at least `least` bytes, and whichever touches the end. Start and end of
 * each, half-open, are written one after the other. The number of numbers written.
 */
export function runs(length: i32, least: i32): i32 {
  const low = v128.load(classLow);
  const high = v128.load(classHigh);
  let out = output;
  let start: i32 = -1;
  let carry: u64 = 0;
  for (let at: i32 = 0; at < length; at += 64) {
    let members = classOf(input + usize(at), low, high);
    const left = length - at;
    if (left < 64) members &= ((<u64>1) << (<u64>left)) - 1;
    else if (least >= 8) members = withoutShort(members);
    let turns = members ^ ((members << 1) | carry);
    carry = members >> 63;
    while (turns !== 0) {
      const position = at + i32(ctz(turns));
      turns &= turns - 1;
      if (start < 0) {
        start = position;
        continue;
      }
      if (position - start >= least || position === length) {
        store<i32>(out, start);
        store<i32>(out, position, 4);
        out += 8;
      }
      start = -1;
    }
  }
  if (start >= 0) {
    store<i32>(out, start);
    store<i32>(out, length, 4);
    out += 8;
  }
  return i32((out - output) >> 2);
}

/** Dense bytes in a row that count, and bytes of a token that is named although no byte of it is marked. */
const long: i32 = 16;

/** The places below one in a word. */
function below(place: i32): u64 {
  return ((<u64>1) << (<u64>place)) - 1;
}

/** Where `long` bytes in a row begin that do not go over the word's end. */
function longStarts(members: u64): u64 {
  let starts = members & (members >> 1);
  starts &= starts >> 2;
  starts &= starts >> 4;
  return starts & (starts >> 8);
}

/**
 * Runs of the bytes of tokens among the first `length` of the input, as `runs` names them, but without those of fewer than `long` bytes of which none is
 * marked. Dense bytes are of tokens, too. In the upper half of each end: 1 for a marked byte, 2 where `long` dense bytes stand together (or perhaps do).
 */
export function tokens(length: i32, least: i32): i32 {
  const low = v128.load(tokenTables);
  const high = v128.load(tokenTables, 16);
  const denseLow = v128.load(tokenTables, 32);
  const denseHigh = v128.load(tokenTables, 48);
  const markLow = v128.load(tokenTables, 64);
  const markHigh = v128.load(tokenTables, 80);
  let out = output;
  let start: i32 = -1;
  let marks: i32 = 0;
  let carry: u64 = 0;
  let denseBefore: i32 = 0;
  for (let at: i32 = 0; at < length; at += 64) {
    const from = input + usize(at);
    let members = classOf(from, low, high);
    let dense = classOf(from, denseLow, denseHigh);
    const marked = classOf(from, markLow, markHigh);
    const left = length - at;
    if (left < 64) {
      members &= below(left);
      dense &= below(left);
    } else if (least >= 8) members = withoutShort(members);
    const denseStarts = longStarts(dense);
    if (start >= 0 && denseBefore + i32(ctz(~dense)) >= long) marks |= 2;
    denseBefore = i32(clz(~dense));
    let turns = members ^ ((members << 1) | carry);
    carry = members >> 63;
    /** The part of the token that is in this word. */
    let part: u64 = ~(<u64>0);
    while (turns !== 0) {
      const place = i32(ctz(turns));
      const position = at + place;
      turns &= turns - 1;
      if (start < 0) {
        start = position;
        marks = 0;
        part = ~below(place);
        continue;
      }
      part &= below(place);
      if ((marked & part) !== 0) marks |= 1;
      if ((denseStarts & part) !== 0) marks |= 2;
      if (position === length || (position - start >= least && ((marks & 1) !== 0 || position - start >= long))) {
        store<i32>(out, start);
        store<i32>(out, position | (marks << 16), 4);
        out += 8;
      }
      start = -1;
    }
    if (start < 0) continue;
    if ((marked & part) !== 0) marks |= 1;
    if ((denseStarts & part) !== 0) marks |= 2;
  }
  if (start >= 0) {
    store<i32>(out, start);
    store<i32>(out, length | (marks << 16), 4);
    out += 8;
  }
  return i32((out - output) >> 2);
}

function passes(hash: u32): u32 {
  return (u32(load<u8>(filter + usize(hash >> 3))) >> (hash & 7)) & 1;
}

/** Every fourth position below `count`, from the first, at which the filter lets the four bytes pass, letters without case. How many. */
export function grams(count: i32): i32 {
  const fold = i32x4.splat(0x20202020);
  const factor = i32x4.splat(<i32>0x9e3779b1);
  let out = output;
  for (let at: i32 = 0; at < count; at += 16) {
    const hashes = i32x4.shr_u(i32x4.mul(v128.or(v128.load(input + usize(at)), fold), factor), 15);
    const first = passes(u32(i32x4.extract_lane(hashes, 0)));
    const second = passes(u32(i32x4.extract_lane(hashes, 1)));
    const third = passes(u32(i32x4.extract_lane(hashes, 2)));
    const fourth = passes(u32(i32x4.extract_lane(hashes, 3)));
    if ((first | second | third | fourth) === 0) continue;
    // Written always, kept where the filter says so: no branch to guess.
    store<i32>(out, at);
    out += usize(first) << 2;
    store<i32>(out, at + 4);
    out += usize(second) << 2;
    store<i32>(out, at + 8);
    out += usize(third) << 2;
    store<i32>(out, at + 12);
    out += usize(fourth) << 2;
  }
  return i32((out - output) >> 2);
}

function rowsOf(difference: v128, low: v128, high: v128): v128 {
  return v128.and(i8x16.swizzle(low, v128.and(difference, i8x16.splat(15))), i8x16.swizzle(high, i8x16.shr_u(difference, 4)));
}

/** Every position below `count` at which four bytes may differ from their successors as those of a text do, by its tables of eight groups of texts. How many. */
export function differences(count: i32): i32 {
  const low0 = v128.load(differenceTables);
  const high0 = v128.load(differenceTables, 16);
  const low1 = v128.load(differenceTables, 32);
  const high1 = v128.load(differenceTables, 48);
  const low2 = v128.load(differenceTables, 64);
  const high2 = v128.load(differenceTables, 80);
  const low3 = v128.load(differenceTables, 96);
  const high3 = v128.load(differenceTables, 112);
  let out = output;
  for (let at: i32 = 0; at < count; at += 16) {
    const from = input + usize(at);
    const bytes0 = v128.load(from);
    const bytes1 = v128.load(from, 1);
    const bytes2 = v128.load(from, 2);
    const bytes3 = v128.load(from, 3);
    const bytes4 = v128.load(from, 4);
    const groups = v128.and(
      v128.and(rowsOf(v128.xor(bytes0, bytes1), low0, high0), rowsOf(v128.xor(bytes1, bytes2), low1, high1)),
      v128.and(rowsOf(v128.xor(bytes2, bytes3), low2, high2), rowsOf(v128.xor(bytes3, bytes4), low3, high3)),
    );
    let hits = u32(i8x16.bitmask(i8x16.ne(groups, i8x16.splat(0)))) & 0xffff;
    while (hits !== 0) {
      store<i32>(out, at + i32(ctz(hits)));
      out += 4;
      hits &= hits - 1;
    }
  }
  return i32((out - output) >> 2);
}
