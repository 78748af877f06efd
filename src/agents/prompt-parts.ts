import type { Role } from '../core/project/definition.ts';
import type { Feedback } from '../core/run/run.ts';
import type { Assignment } from '../core/stage/executor.ts';

export const systemPart = (role: Role, duties: readonly string[]): string =>
  [`You are ${role.name}. Your field: ${role.domain.join(', ')}.`, role.instructions, ...duties].join('\n\n');

const headings: Record<Feedback['kind'], (from: string) => string> = {
  rejected: (from) => `${from} sent the previous draft back`,
  notes: (from) => `${from} notes`,
  failure: () => 'The attempt before this one failed',
};

export function feedbackPart(feedback: readonly Feedback[]): string | null {
  if (feedback.length === 0) return null;
  const lines = feedback.map((it) => `- ${headings[it.kind](it.from)}: ${it.text}`);
  return `# Feedback to take up first\n\n${lines.join('\n')}`;
}

/** The task, and all that it is about. */
export const taskParts = (assignment: Assignment & { stage: { brief: string } }): (string | null)[] => [
  `# Your task: ${assignment.stage.name}\n\n${assignment.stage.brief}`,
  `# The brief of this run\n\n${assignment.brief.trim() || '(none was given)'}`,
  parametersPart(assignment.parameters),
  ...Object.entries(assignment.inputs).map(([name, text]) => material(name, text)),
];

function parametersPart(parameters: Record<string, string>): string | null {
  const lines = Object.entries(parameters).map(([name, value]) => `- ${name}: ${value}`);
  return lines.length === 0 ? null : `# Parameters\n\n${lines.join('\n')}`;
}

/** Its own closing tag within it would let a text step out of its fence. */
export const material = (name: string, text: string): string =>
  `<material name="${name}">\n${text.replaceAll(/<(\/?)material/gi, '<$1 material')}\n</material>`;

export const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join('\n\n');
