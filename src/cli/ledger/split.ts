const newline = 0x0a;

/** Nothing that we write comes near it; without a limit, a file without line ends would be read whole. */
const longest = 64 * 1024 * 1024;

export interface Line {
  /** Valid until the next lines are asked for. */
  bytes: Buffer;
  /** False where the file ends without a line end, and for a line that is too long. */
  isWhole: boolean;
}

/** The lines of a file, as many at a time as a chunk holds. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let rest: Buffer[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(newline);
    const tail = chunk.subarray(last + 1);
    if (last >= 0) {
      yield split(
        rest.length > 0 ? Buffer.concat([...rest, chunk.subarray(0, last + 1)]) : chunk.subarray(0, last + 1),
      );
      rest = [];
      held = 0;
    }
    if (tail.length > 0) rest.push(tail);
    held += tail.length;
    if (held > longest) {
      rest = [Buffer.alloc(0)];
      break;
    }
  }
  if (rest.length > 0) yield [{ bytes: Buffer.concat(rest), isWhole: false }];
}

function split(bytes: Buffer): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf(newline, from);
    lines.push({ bytes: bytes.subarray(from, to), isWhole: true });
    from = to + 1;
  }
  return lines;
}
