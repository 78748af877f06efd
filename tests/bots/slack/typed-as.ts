import path from 'node:path';
import ts from 'typescript';

const top = path.resolve(import.meta.dirname, '../../..');
const file = path.join(top, 'tests/bots/slack/of-the-moment.ts');

/** The declarations of the packages are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of a piece of TypeScript that stands in no file, with the packages that are installed. */
export function typeErrors(source: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === file || disk.fileExists(name),
    getSourceFile: (name, ...more) => {
      if (name === file) return ts.createSourceFile(name, source, ts.ScriptTarget.ES2022);
      if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, ...more));
      return parsed.get(name);
    },
  };
  const program = ts.createProgram([file], options, host);
  const own = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(own), ...program.getSemanticDiagnostics(own)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
