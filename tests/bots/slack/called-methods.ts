import { WebClient } from '@slack/web-api';
import ts from 'typescript';

/** Every method that Slack's own client knows, such as `chat.postMessage`. */
export const knownMethods: ReadonlySet<string> = new Set(methodsIn(new WebClient(), []));

function methodsIn(of: object, path: string[]): string[] {
  return Object.entries(of).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'function') return path.length === 0 ? [] : [[...path, name].join('.')];
    const isGroup = value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
    return isGroup ? methodsIn(value, [...path, name]) : [];
  });
}

/** The Web API methods that a source names: as a chain of properties of a client, or as a text. */
export function methodsNamed(source: string): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = ts.isPropertyAccessExpression(node) ? node.getText().replace(/\s|\?/g, '') : '';
    const text = ts.isStringLiteralLike(node) ? node.text : '';
    for (const method of knownMethods) {
      if (text === method || name === method || name.endsWith(`.${method}`)) found.add(method);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return [...found].sort();
}
