import ts from 'typescript';
import { isProduct, listFiles, readText } from './tree.ts';

/** A code and where it stands in the sources. */
export type Codes = Map<string, string>;

const operators = /^((?:config|ledger|db|queue|api|door|slack|discord|bug)-[a-z]+(?:-[a-z]+)*)(?:: |$)/;

/** Every error code of the sources, found by walking them: what a person may meet and look up. */
export function findCodes(files = listFiles().filter(isProduct), read = readText): Codes {
  const codes: Codes = new Map();
  for (const file of files) {
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true, kind);
    const visit = (node: ts.Node): void => {
      const code = codeIn(node, file);
      if (code !== undefined && !codes.has(code)) codes.set(code, file);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return codes;
}

/**
 * Codes for operators begin with who has to act, wherever they stand. Those of the API are its faults' `code`, and the
 * names of the refusals.
 */
function codeIn(node: ts.Node, file: string): string | undefined {
  const text = textOf(node);
  if (text === undefined || ts.isJsxAttribute(node.parent)) return undefined;
  const ofOperators = operators.exec(text)?.[1];
  if (ofOperators !== undefined) return ofOperators;
  if (file.startsWith('src/api/') && isValueOf(node, 'code')) return text;
  if (file === 'src/core/refusal.ts' && isValueOf(node, 'refused')) return text;
  return undefined;
}

function textOf(node: ts.Node): string | undefined {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : undefined;
}

/** `name: '…'`, as a value or as a type. */
function isValueOf(node: ts.Node, name: string): boolean {
  const owner = ts.isLiteralTypeNode(node.parent) ? node.parent.parent : node.parent;
  const isPair = ts.isPropertyAssignment(owner) || ts.isPropertySignature(owner);
  return isPair && ts.isIdentifier(owner.name) && owner.name.text === name;
}
