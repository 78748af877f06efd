import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Loader, type Plugin } from 'esbuild';

const top = path.resolve(import.meta.dirname, '../../..');

/** Makes another program of the sources, for what has to go wrong then: `file` is a path from the top. */
export type Alter = (text: string, file: string) => string;

export type Edit = readonly [file: string, from: string, to: string];

/** The sources with these edits; one that finds nothing to edit would prove nothing. */
export const edited =
  (edits: readonly Edit[]): Alter =>
  (text, file) =>
    edits
      .filter(([of]) => of === file)
      .reduce((before, [, from, to]) => {
        if (!before.includes(from)) throw new Error(`${file} has no “${from}” any more.`);
        return before.replaceAll(from, () => to);
      }, text);

/**
 * The same sources in one file of plain JavaScript, with the packages. From its sources a start takes 2.5 s of processor time,
 * and file by file as JavaScript still 1.3 s, most of it to find and link a thousand modules: for two hundred kills that is more
 * than CI has. It is a snapshot too: what is edited meanwhile does not take part.
 */
export async function buildProgram(folder: string, alter: Alter = (text) => text): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(['package.json', 'manifest.yml', 'src', 'db', 'examples'].map((part) => copyBeside(folder, part)));
  const entryPoints = { 'src/main': 'src/main.ts', trap: 'tests/e2e/kill/trap.ts', ...(await threads()) };
  await bundle({ folder, entryPoints, home: folder, alter });
}

interface Bundle {
  folder: string;
  /** By the names of what comes of them. */
  entryPoints: Record<string, string>;
  /** Where our files take themselves to be. */
  home: string;
  alter: Alter;
}

/** Each of them in one file, with all that it imports. */
export async function bundle({ folder, entryPoints, home, alter }: Bundle): Promise<void> {
  await symlink(path.join(top, 'node_modules'), path.join(folder, 'node_modules'));
  await build({
    absWorkingDir: top,
    entryPoints,
    outdir: folder,
    bundle: true,
    // What is loaded only when it is needed stays beside: so a start takes 15 % less.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Packages in CommonJS ask for Node's own modules by it.
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
    plugins: [stayingAt(home, alter)],
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
  });
}

/** What a thread begins with is looked for beside the file that starts it. */
async function threads(): Promise<Record<string, string>> {
  const names = (await readdir(path.join(top, 'src/main'))).filter((name) => name.endsWith('-thread.ts'));
  return Object.fromEntries(names.map((name) => [`src/main/${path.parse(name).name}`, `src/main/${name}`]));
}

/** What the program reads while it runs, where its sources say that it lies: assets, migrations, the supervisor, examples. */
const copyBeside = (folder: string, part: string): Promise<void> =>
  cp(path.join(top, part), path.join(folder, part), { recursive: true, filter: (file) => !/\.tsx?$/.test(file) });

/** A file that asks where it is learns the place of its source: below `home` for ours, in its package for the others. */
const stayingAt = (home: string, alter: Alter): Plugin => ({
  name: 'staying-at',
  setup: (steps) => {
    steps.onLoad({ filter: /\.([cm]?js|tsx?)$/ }, ({ path: file }) => {
      const isOurs = !file.includes('/node_modules/');
      const place = isOurs ? path.join(home, path.relative(top, file)).replace(/\.tsx?$/, '.js') : file;
      const text = readFileSync(file, 'utf8');
      const contents = isOurs ? alter(text, path.relative(top, file)) : knowing(path.dirname(place), text);
      return {
        contents: contents.replaceAll('import.meta.url', quoted(pathToFileURL(place).href)),
        loader: loaderOf(file),
      };
    });
  },
});

const knowing = (folder: string, text: string): string =>
  text.includes('__dirname') ? `var __dirname = ${quoted(folder)};${text}` : text;

const quoted = (text: string): string => JSON.stringify(text);

const loaderOf = (file: string): Loader => (/\.tsx?$/.test(file) ? (path.extname(file).slice(1) as Loader) : 'js');
