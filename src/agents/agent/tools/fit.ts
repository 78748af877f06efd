/** Characters of one result: some thousand tokens, which are sent again with each later call of the model. */
export const longestResult = 30_000;

/** As many whole lines as a result has room for. */
export function fit(lines: readonly string[], room = longestResult): string[] {
  let length = 0;
  const over = lines.findIndex((line) => (length += line.length + 1) > room);
  return over === -1 ? [...lines] : lines.slice(0, over);
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

const control = /[\u0000-\u001f\u007f]/g;

/** The name of a file in one line, whatever characters somebody put into it. */
export const inLine = (name: string): string =>
  name.replace(control, (it) => `\\x${it.charCodeAt(0).toString(16).padStart(2, '0')}`);
