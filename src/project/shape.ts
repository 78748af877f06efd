import { projectSchema } from '../core/project/definition.ts';
import { stageSchema } from '../core/project/stage.ts';
import { stageKind } from './allowed.ts';
import { valueAt } from './data.ts';
import { explainIssue, type Issue } from './explain.ts';
import type { Finding, Path } from './fault.ts';

/** Everything in the file that the schema does not allow, in the order of the schema. */
export function checkShape(root: unknown): Finding[] {
  const result = projectSchema.safeParse(root);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => settle(issue, root)).flatMap((issue) => explainIssue(issue, root));
}

/** Of several alternatives, picks the one that was probably meant, and reports its faults instead of “nothing matched”. */
function settle(issue: Issue, root: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  if (issue.discriminator === 'do') return [issue, ...asIfKnown(issue.path.slice(0, -1) as Path, root)];
  const meant = issue.errors.find((branch) => branch.length > 0 && branch.every((it) => isInside(it)));
  return meant === undefined ? [issue] : meant.map((it) => ({ ...it, path: [...issue.path, ...it.path] }));
}

/** If a fault is inside a list, or about its length, then a list was meant. */
const isInside = (issue: Issue): boolean => issue.path.length > 0;

/** A stage of an unknown kind is checked as the kind that it looks like, so that its other faults are reported too. */
function asIfKnown(path: Path, root: unknown): Issue[] {
  const value = valueAt(root, path);
  if (typeof value !== 'object' || value === null) return [];
  const result = stageSchema.safeParse({ ...value, do: stageKind(value) });
  return (result.error?.issues ?? [])
    .map((it) => ({ ...it, path: [...path, ...it.path] }))
    .flatMap((it) => settle(it, root));
}
