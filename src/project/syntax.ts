import { LineCounter, isAlias, isMap, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import type { Fault } from './fault.ts';
import { quoted } from './say.ts';
import { Source, keyText } from './source.ts';

export type Parsed = { source: Source; value: unknown; repeats: Fault[] } | { faults: Fault[] };

/** Bytes. A project file is written by hand; a larger one is some other kind of file. */
const largest = 1_000_000;

interface Slip {
  at: number;
  message: string;
}

/** Reads YAML. Reading goes on after keys that are written twice; other errors make the rest unreadable. */
export function parse(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const fault = ({ at, message }: Slip): Fault => {
    const { line, col } = lines.linePos(at);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), where: 'the YAML itself', message };
  };
  if (text.length > largest) return { faults: [fault({ at: 0, message: tooLarge(text.length) })] };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
    const errors = withoutEchoes([...document.errors, ...document.warnings]);
    const slips = [
      ...errors.filter((it) => it.code !== 'DUPLICATE_KEY').map((it) => explain(it, document)),
      ...misuse(document),
    ];
    const repeats = errors.filter((it) => it.code === 'DUPLICATE_KEY').map((it) => repeated(it, text));
    if (slips.length > 0) return { faults: firstAtEach([...slips, ...repeats]).map(fault) };
    return { source: new Source(document, lines), value: document.toJS() as unknown, repeats: repeats.map(fault) };
  } catch (error) {
    // The library throws for what it does not list as an error: nesting that is too deep, or aliases that multiply endlessly.
    return { faults: [fault({ at: 0, message: `this can't be read: ${(error as Error).message}.` })] };
  }
}

/** If the library gave up because of a limit, its errors about the rest of the file are only consequences. */
function withoutEchoes(errors: YAMLError[]): YAMLError[] {
  const exhausted = errors.find((it) => it.code === 'RESOURCE_EXHAUSTION');
  return exhausted === undefined ? errors : [exhausted];
}

/** Keeps the first error at each character, since one mistake often causes several errors at the same place. */
const firstAtEach = (slips: Slip[]): Slip[] =>
  slips.filter((it, index) => slips.findIndex((other) => other.at === it.at) === index).sort((a, b) => a.at - b.at);

const tooLarge = (length: number): string =>
  `found ${length} characters; a project file has at most ${largest}. Is this the right file?`;

const repeated = (error: YAMLError, text: string): Slip => {
  const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
  return { at: error.pos[0], message: `the key ${quoted(key)} is written twice in the same place; keep one of them.` };
};

function explain(error: YAMLError, document: Document): Slip {
  const open = /closing .quote/.test(error.message) ? openQuote(document, error.pos[0]) : undefined;
  if (open !== undefined) return { at: open, message: 'the quote that opens here is never closed.' };
  if (error.code === 'MULTIPLE_DOCS') return { at: error.pos[0], message: oneProject };
  const said = `${error.message.replace(/\.$/, '')}.`;
  return { at: error.pos[0], message: `${said}${advice(error.code)}` };
}

const oneProject = 'a second document begins here; a file holds one project. Remove the "---" and what follows it.';

/** Where a quote is opened that is never closed. The library reports the end of the file, but a person has to see the beginning. */
function openQuote(document: Document, end: number): number | undefined {
  let open: number | undefined;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (type?.startsWith('QUOTE') && range && range[0] < end && end <= range[2] + 1) open = range[0];
    },
  });
  return open;
}

function advice(code: YAMLError['code']): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ' Use spaces instead of the tab.';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ' A text with ": " inside needs quotes around it, or stands on its own lines below a "|".';
    case 'BAD_SCALAR_START':
      return ' Put quotes around a text that starts with this character.';
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
    case 'UNEXPECTED_TOKEN':
      return ' Look at the indentation, brackets and quotes here and on the line before.';
    case 'RESOURCE_EXHAUSTION':
      return ' The brackets or lists here are nested too deeply.';
    default:
      return '';
  }
}

/** What YAML allows but a project file can't use. It is looked for here, where the place in the text is known. */
function misuse(document: Document): Slip[] {
  const slips: Slip[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      slips.push({
        at: start(alias),
        message: `*${alias.source} stands for nothing: write &${alias.source} before it.`,
      });
    },
    Pair: (_key, pair) => {
      const key = keyText(pair);
      const at = start((pair.key ?? pair.value) as Node | null);
      if (key === undefined) slips.push({ at, message: 'a key is a plain word; this one is a list or a mapping.' });
      if (key === '__proto__') slips.push({ at, message: 'the key "__proto__" is not allowed.' });
      if (key === '<<' && !merges(pair.value, document)) {
        slips.push({ at, message: '"<<" takes in another mapping: write <<: *name, with &name at that mapping.' });
      }
    },
  });
  return slips;
}

const start = (node: Node | null): number => node?.range?.[0] ?? 0;

function merges(value: unknown, document: Document): boolean {
  const node = isAlias(value) ? value.resolve(document) : value;
  if (isSeq(node)) return node.items.every((it) => isMap(isAlias(it) ? it.resolve(document) : it));
  return isMap(node);
}
