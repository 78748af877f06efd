import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isCode, isProduct, listFiles, readText } from './tree.ts';

const files = listFiles();
const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** A barrel holds nothing of its own and only passes on what stands elsewhere. */
function isBarrel(file: string, text: string): boolean {
  const { statements } = parse(file, text);
  const reExports = statements.filter((it) => ts.isExportDeclaration(it) && it.moduleSpecifier !== undefined);
  return reExports.length > 0 && statements.every((it) => ts.isImportDeclaration(it) || ts.isExportDeclaration(it));
}

// A folder of these words says nothing; “the service” is also a thing that a recovery starts, so functions may speak of it.
const emptyType = /(Manager|Service|Helper|Util|Impl)s?(?![a-z])/;
const emptyValue = /(Manager|Helper|Util|Impl)s?(?![a-z])/;
const emptyFile = /(^|[-._])(manager|service|helper|util|impl)s?(?=[-._]|$)/;

function emptyNames(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isType =
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isEnumDeclaration(node);
    const isValue = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isMethodDeclaration(node);
    const name = isType || isValue ? node.name?.getText() : undefined;
    if (name !== undefined && (isType ? emptyType : emptyValue).test(name)) found.push(`${file}: ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(parse(file, text));
  return found;
}

const emptyFileName = (file: string): boolean => {
  const name = path.posix.basename(file);
  return emptyFile.test(name) || emptyType.test(name);
};

const maxLines = 300;
const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** Marks that leave a test out, or all the others. `describeWith` skips for a stated need, and the closing summary says so. */
const leavesOut = (text: string): string[] =>
  text.match(/\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip|todo)\b/g) ?? [];

describe('the tree', () => {
  it('has no barrels', () => {
    expect(isBarrel('a.ts', `export * from './b.ts';`)).toBe(true);
    expect(isBarrel('a.ts', `import { b } from './b.ts';\nexport { c } from './c.ts';\nexport { b };`)).toBe(true);
    expect(isBarrel('a.ts', `export const a = 1;\nexport type { B } from './b.ts';`)).toBe(false);
    expect(files.filter(isProduct).filter((file) => isBarrel(file, readText(file)))).toEqual([]);
  });

  it('has no names that say nothing', () => {
    expect(emptyNames('a.ts', 'class RunManager {} type BotImpl = 1; const dateUtils = 1;')).toHaveLength(3);
    expect(emptyNames('a.ts', 'interface Utilization {} function startService() {} type Implied = 1;')).toEqual([]);
    expect(['src/date-utils.ts', 'src/RunService.ts', 'tests/helpers.ts'].filter(emptyFileName)).toHaveLength(3);
    expect(['src/implied.ts', 'src/serviceable.ts'].filter(emptyFileName)).toEqual([]);

    const code = files.filter(isCode);
    expect(code.filter(emptyFileName)).toEqual([]);
    expect(code.flatMap((file) => emptyNames(file, readText(file)))).toEqual([]);
  });

  it(`has no file of the product over ${maxLines} lines`, () => {
    expect(lineCount('x\n'.repeat(maxLines + 1))).toBe(maxLines + 1);
    const written = files.filter((file) => isProduct(file) && !file.startsWith('db/migrations/'));
    const long = written
      .map((file) => ({ file, lines: lineCount(readText(file)) }))
      .filter((it) => it.lines > maxLines);
    expect(long).toEqual([]);
  });

  it('leaves no test out', () => {
    expect(leavesOut(['it', 'only(1); describe.concurrent', 'todo(2)'].join('.'))).toHaveLength(2);
    const tests = files.filter((file) => /^tests\/.*\.tsx?$/.test(file));
    expect(tests.filter((file) => leavesOut(readText(file)).length > 0)).toEqual([]);
  });
});
