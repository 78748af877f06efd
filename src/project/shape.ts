import { projectSchema, stageSchema } from '../core/project/definition.ts';
import { stageKind } from './allowed.ts';
import { valueAt } from './data.ts';
import { explainIssue, type Issue } from './explain.ts';
import type { Finding, Path } from './fault.ts';

/** Everything that the schema has against a value, as findings in the order of the schema. */
export function checkShape(root: unknown): Finding[] {
  const result = projectSchema.safeParse(root);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => settle(issue, root)).flatMap((issue) => explainIssue(issue, root));
}

/** Of alternatives, one is meant: its issues are told, not that nothing matched. */
function settle(issue: Issue, root: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  if (issue.discriminator === 'do') return [issue, ...asIfKnown(issue.path.slice(0, -1) as Path, root)];
  const meant = issue.errors.find((branch) => branch.length > 0 && branch.every((it) => isInside(it)));
  return meant === undefined ? [issue] : meant.map((it) => ({ ...it, path: [...issue.path, ...it.path] }));
}

/** A list that is wrong in an entry, or by its length, was meant as a list. */
const isInside = (issue: Issue): boolean => issue.path.length > 0;

/** A stage of no known kind is checked as what it looks like, so that its other faults are told too. */
function asIfKnown(path: Path, root: unknown): Issue[] {
  const value = valueAt(root, path);
  if (typeof value !== 'object' || value === null) return [];
  const result = stageSchema.safeParse({ ...value, do: stageKind(value) });
  return (result.error?.issues ?? [])
    .map((it) => ({ ...it, path: [...path, ...it.path] }))
    .flatMap((it) => settle(it, root));
}
