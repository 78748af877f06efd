import { projectSchema, type Project } from '../core/project/definition.ts';
import { checkArtifacts } from './checks/artifacts.ts';
import { checkEnvironment } from './checks/environment.ts';
import { checkGates } from './checks/gates.ts';
import { checkMentionedAs } from './checks/mentioned-as.ts';
import { checkMoney } from './checks/money.ts';
import { checkParameters } from './checks/parameters.ts';
import { checkAccounts, checkGroups } from './checks/people.ts';
import { checkPlan } from './checks/plan.ts';
import { checkPlaces } from './checks/places.ts';
import { checkReferences } from './checks/references.ts';
import { checkReminders } from './checks/reminders.ts';
import { checkRepeats } from './checks/repeats.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkTimeLimits } from './checks/time-limits.ts';
import { draftOf, type Check } from './draft.ts';
import { onValue, within, type Fault, type Finding } from './fault.ts';
import { named } from './say.ts';
import { checkShape } from './shape.ts';
import type { Source } from './source.ts';
import { parse } from './syntax.ts';
import { whereInWords } from './where.ts';

/** Checks that look names up. Their faults are reported even if the spelling of the name is wrong too, since they tell more. */
const lookups: readonly Check[] = [checkReferences, checkArtifacts];

const checks: readonly Check[] = [
  checkRepeats,
  checkGates,
  checkPlaces,
  checkReminders,
  checkPlan,
  checkAccounts,
  checkGroups,
  checkMentionedAs,
  checkParameters,
  checkMoney,
  checkSecrets,
  checkEnvironment,
  checkTimeLimits,
];

/** Reads the text of a project file. Returns the project, or all faults of the file in the order of its lines. Never throws. */
export function readProject(text: string, file: string): { project: Project } | { faults: Fault[] } {
  const parsed = parse(text, file);
  if ('faults' in parsed) return parsed;
  const { source, value, repeats } = parsed;
  const placed = findings(value).map((it) => place(it, { file, source, value }));
  const faults = [...repeats, ...placed].sort((a, b) => a.line - b.line || a.column - b.column);
  if (faults.length > 0) return { faults };
  return { project: projectSchema.parse(value) };
}

function findings(value: unknown): Finding[] {
  if (value === null) return [onValue([], `the file is empty. ${start}`)];
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [onValue([], `found ${named(value)} where the keys of a project should be. ${start}`)];
  }
  const issues = checkShape(value);
  const draft = draftOf(value, issues);
  const lost = lookups.flatMap((check) => check(draft));
  const shape = issues.filter((it) => !lost.some((found) => String(found.path) === String(it.path)));
  // If the shape of something is wrong already, a second fault about the same words would only be noise.
  const crossed = checks
    .flatMap((check) => check(draft))
    .filter((it) => !issues.some((has) => within(has.path, it.path)));
  return [...shape, ...lost, ...crossed];
}

const start = 'Start with "project: my-project", or copy examples/release-notes/project.yaml.';

function place(found: Finding, at: { file: string; source: Source; value: unknown }): Fault {
  const { line, column } = found.on === 'key' ? at.source.keyAt(found.path) : at.source.valueAt(found.path);
  return { file: at.file, line, column, where: whereInWords(found.path, at.value), message: found.message };
}
