import path from 'node:path';

/**
 * Who may import whom. A room is a folder (or a file) directly under `src`, or `db`. A room imports itself and the core; what it needs of
 * another room is a port in the core, wired in `src/main.ts`, which alone knows everybody. A new room needs no new line here.
 */

/** The core is pure: no disk, no network, no clock. */
const corePackages = ['zod', 'node:assert', 'node:assert/strict', 'node:buffer', 'node:crypto', 'node:util'];

/** Adding a platform is adding one folder: nothing beside it knows it, and it knows no other. */
const platforms = ['slack', 'discord', 'console'];

/** @param {string} file @returns {string | undefined} */
function roomOf(file) {
  const [top, second] = file.split('/');
  if (top === 'src') return `src/${(second ?? '').replace(/\.tsx?$/, '')}`;
  return top === 'db' || top === 'tests' ? top : undefined;
}

/** @param {string} file @returns {string | undefined} */
function platformOf(file) {
  return platforms.find((name) => file.startsWith(`src/bots/${name}/`));
}

/** @param {string} from @param {string} to @returns {string | undefined} */
function refuseInTest(from, to) {
  if (!from.startsWith('tests/fakes/')) return undefined;
  if (roomOf(to) !== 'tests') return 'a fake stands for the world outside: it imports nothing from src or db';
  const [here, there] = [from, to].map((file) => platforms.find((name) => file.startsWith(`tests/fakes/${name}/`)));
  const crosses = here !== undefined && there !== undefined && here !== there;
  return crosses ? 'each platform is built on facts of its own: their fakes share nothing' : undefined;
}

/** @param {string} from @param {string} to @returns {string | undefined} */
function refuseFile(from, to) {
  const here = roomOf(from);
  const there = roomOf(to);
  if (here === 'tests') return refuseInTest(from, to);
  if (here === undefined) return undefined;
  if (there === 'tests') return 'the product does not import its tests';
  if (here === 'src/main') return undefined;
  if (here === 'src/core' && there !== 'src/core') return 'the core imports only itself; state what it needs as a port';
  if (here === there) {
    const platform = platformOf(to);
    const crosses = platform !== undefined && platform !== platformOf(from);
    return crosses ? `only src/bots/${platform} imports src/bots/${platform}` : undefined;
  }
  if (there === 'src/core') return undefined;
  if (there === 'src/config') return 'only src/main.ts reads the configuration; take the values as parameters';
  return `${here} imports itself and src/core; what it needs of ${there ?? to} is a port in the core, wired in src/main.ts`;
}

/**
 * @param {string} from path of the importing file, from the top of the repository, with forward slashes
 * @param {string} specifier as it is written in the import
 * @returns {string | undefined} why the import is refused
 */
export function refuseImport(from, specifier) {
  if (specifier.startsWith('.')) return refuseFile(from, path.posix.join(path.posix.dirname(from), specifier));
  if (roomOf(from) !== 'src/core' || corePackages.includes(specifier)) return undefined;
  return `the core imports only ${corePackages.join(', ')}`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const importDirections = {
  meta: { type: 'problem', schema: [], docs: { description: 'Holds who may import whom.' } },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    /** @param {{ source?: any }} node */
    const check = ({ source }) => {
      const message = typeof source?.value === 'string' ? refuseImport(from, source.value) : undefined;
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
