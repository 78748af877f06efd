import { canonicalJson } from '../../src/core/digest.ts';

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
const comma = 0x2c;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Whole numbers of up to this many characters are written in the same way by Postgres and by JavaScript; longer ones may not be. */
const exactDigits = 15;

/**
 * Writes what `canonicalJson` would write, byte by byte from JSON that Postgres has written. Parsing it and writing it again takes three times as
 * long, and a verifier does this for every entry. Postgres and JavaScript escape strings in the same way, so this only has to drop spaces and sort
 * keys. Keys that can't be sorted by their bytes as JavaScript sorts them are left to `canonicalJson`.
 */
export class CanonicalWriter {
  /** Where the next byte goes. */
  at = 0;
  private from = 0;
  private isPlain = true;
  /** Where the members of the open objects begin and end. */
  private begins = new Int32Array(64);
  private ends = new Int32Array(64);
  private members = 0;
  private spare = new Uint8Array(4096);

  /** `out` needs room for as many bytes as are read: canonical text is never longer. */
  constructor(
    private readonly source: Uint8Array,
    private readonly out: Uint8Array,
  ) {}

  /** Writes one value, and returns where it was written. */
  write(from: number, to: number): Uint8Array {
    const start = this.at;
    this.from = from;
    this.isPlain = true;
    this.members = 0;
    this.value();
    if (!this.isPlain || this.from !== to) {
      const text = canonicalJson(JSON.parse(Buffer.from(this.source.subarray(from, to)).toString()));
      this.at = start + Buffer.from(this.out.buffer, this.out.byteOffset).write(text, start);
    }
    return this.out.subarray(start, this.at);
  }

  private value(): void {
    const first = this.source[this.from];
    if (first === quote) this.string();
    else if (first === openObject) this.object();
    else if (first === openArray) this.array();
    else this.scalar();
  }

  private object(): void {
    const { out, source } = this;
    const base = this.members;
    let isSorted = true;
    out[this.at++] = openObject;
    this.from += 1;
    while (this.from < source.length && source[this.from] !== closeObject) {
      this.separator();
      const member = this.begin();
      this.key();
      this.value();
      this.ends[member] = this.at;
      if (isSorted && member > base) isSorted = this.isBefore(this.begins[member - 1] ?? 0, this.begins[member] ?? 0);
    }
    if (!isSorted) this.sort(base);
    this.members = base;
    out[this.at++] = closeObject;
    this.from += 1;
  }

  private begin(): number {
    if (this.members === this.begins.length) {
      this.begins = Int32Array.from({ length: 2 * this.members }, (_, n) => this.begins[n] ?? 0);
      this.ends = Int32Array.from({ length: 2 * this.members }, (_, n) => this.ends[n] ?? 0);
    }
    this.begins[this.members] = this.at;
    return this.members++;
  }

  private array(): void {
    const { out, source } = this;
    out[this.at++] = openArray;
    this.from += 1;
    while (this.from < source.length && source[this.from] !== closeArray) {
      this.separator();
      this.value();
    }
    out[this.at++] = closeArray;
    this.from += 1;
  }

  private separator(): void {
    if (this.source[this.from] === comma) {
      this.out[this.at++] = comma;
      this.from += 1;
    }
    if (this.source[this.from] === space) this.from += 1;
  }

  private string(): void {
    const { out, source } = this;
    const { length } = source;
    let { at, from } = this;
    out[at++] = quote;
    while (++from < length) {
      const byte = source[from] ?? 0;
      out[at++] = byte;
      if (byte === quote) break;
      if (byte === backslash) out[at++] = source[++from] ?? 0;
    }
    this.at = at;
    this.from = from + 1;
  }

  private key(): void {
    const { out, source } = this;
    const { length } = source;
    let { at, from } = this;
    const first = source[from + 1] ?? 0;
    let isPlain = first < zero || first > nine;
    out[at++] = quote;
    while (++from < length) {
      const byte = source[from] ?? 0;
      out[at++] = byte;
      if (byte === quote) break;
      if (byte === backslash) out[at++] = source[++from] ?? 0;
      if (byte === backslash || byte >= 0x80) isPlain = false;
    }
    if (source[this.from] !== quote || source[from + 1] !== colon) isPlain = false;
    out[at] = colon;
    this.at = at + 1;
    this.from = source[from + 2] === space ? from + 3 : from + 2;
    if (!isPlain) this.isPlain = false;
  }

  /** A number, or true, false or null. */
  private scalar(): void {
    const { out, source } = this;
    const begin = this.from;
    let end = begin;
    let isExact = true;
    for (; end < source.length && !ends(source[end] ?? 0); end++) {
      out[this.at + end - begin] = source[end] ?? 0;
      if (source[end] === point) isExact = false;
      if (source[end] === space) this.isPlain = false;
    }
    if (end === begin) this.isPlain = false;
    // At least one byte further, even if this is no value: otherwise it would never end.
    this.from = Math.max(end, begin + 1);
    if (isExact && end - begin <= exactDigits) this.at += end - begin;
    else for (const char of numberOf(source.subarray(begin, end))) out[this.at++] = char.charCodeAt(0);
  }

  /** Sorts the members from `base` on by their keys, by insertion, since they are few. */
  private sort(base: number): void {
    const { begins, ends, members } = this;
    const start = begins[base] ?? 0;
    for (let n = base + 1; n < members; n++) {
      const begin = begins[n] ?? 0;
      const end = ends[n] ?? 0;
      let to = n;
      for (; to > base && this.isBefore(begin, begins[to - 1] ?? 0); to--) {
        begins[to] = begins[to - 1] ?? 0;
        ends[to] = ends[to - 1] ?? 0;
      }
      begins[to] = begin;
      ends[to] = end;
    }
    this.gather(base, start);
  }

  /** Writes the members again, from `start` on, in their new order. */
  private gather(base: number, start: number): void {
    if (this.spare.length < this.at - start) this.spare = new Uint8Array(2 * (this.at - start));
    const { begins, ends, members, out, spare } = this;
    let length = 0;
    for (let n = base; n < members; n++) {
      if (n > base) spare[length++] = comma;
      const end = ends[n] ?? 0;
      for (let from = begins[n] ?? 0; from < end; from++) spare[length++] = out[from] ?? 0;
    }
    for (let n = 0; n < length; n++) out[start + n] = spare[n] ?? 0;
  }

  /** Whether one written member comes before another, by the bytes of their keys; a key comes before the longer ones that begin with it. */
  private isBefore(one: number, other: number): boolean {
    const { out } = this;
    for (let n = 1; n < out.length; n++) {
      const a = out[one + n] ?? 0;
      const b = out[other + n] ?? 0;
      if (a === b && a !== quote) continue;
      return a === quote || (b !== quote && a < b);
    }
    return false;
  }
}

const ends = (byte: number): boolean => byte === comma || byte === closeObject || byte === closeArray;

const numberOf = (bytes: Uint8Array): string => JSON.stringify(Number(Buffer.from(bytes).toString()));
